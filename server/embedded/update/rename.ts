// `$rename`: a field moves to another path, neither of which may lead through an array.
import { getField, isDoc } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { type Modifier, NOTHING, type Situation } from './modifier.ts';
import { type Branch, namesOf, plant } from './tree.ts';

/** Plants both ends of the move. */
export function plantRename(tree: Branch, from: string, to: unknown): void {
  if (typeof to !== 'string') return fail(2, `The 'to' field for $rename must be a string: ${from}`);
  const source = namesOf(from);
  const target = namesOf(to);
  if (from === to) fail(2, `The source and target field for $rename must differ: ${from}`);
  plant(tree, from, leaving(target, source));
  plant(tree, to, arriving(source, target));
}

function arriving(source: readonly string[], target: readonly string[]): Modifier {
  const value = (situation: Situation) => {
    const found = along(situation, source, 'source');
    if (found !== undefined) along(situation, target, 'destination');
    return found;
  };
  return {
    existing: (current, situation) => value(situation) ?? current,
    missing: (situation) => value(situation) ?? NOTHING,
    needsPath: (situation) => value(situation) !== undefined,
  };
}

function leaving(target: readonly string[], source: readonly string[]): Modifier {
  return {
    existing: (_value, situation) => {
      along(situation, source, 'source');
      along(situation, target, 'destination');
      return NOTHING;
    },
    missing: () => NOTHING,
    needsPath: () => false,
  };
}

/** The value at a path, `undefined` when there is none. */
function along(situation: Situation, names: readonly string[], end: string): unknown {
  let here: unknown = situation.original;
  for (const name of names) {
    if (Array.isArray(here))
      return fail(2, `The ${end} field cannot be an array element, '${names.join('.')}'`);
    here = isDoc(here) ? getField(here, name) : undefined;
  }
  return here;
}
