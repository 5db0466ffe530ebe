// `$unwind`: one document for each element of an array.
import { type Doc, getField, isDoc, Long, setField, typeOf } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { fieldNames } from './expression/compile.ts';
import type { MakeStage } from './stage.ts';

export const unwind: MakeStage = (argument) => {
  const spec = typeof argument === 'string' ? { path: argument } : argument;
  if (!isDoc(spec))
    return fail(
      15981,
      `expected either a string or an object as specification for $unwind stage, got ${typeOf(argument)}`,
    );
  const path = pathOf(spec.path);
  const keepEmpty = flag(spec.preserveNullAndEmptyArrays);
  const indexPath = indexPathOf(spec.includeArrayIndex);
  for (const key of Object.keys(spec))
    if (!['path', 'preserveNullAndEmptyArrays', 'includeArrayIndex'].includes(key))
      fail(28811, `unrecognized option to $unwind stage: ${key}`);
  const numbered = (doc: Doc, index: Long | null) =>
    indexPath === null ? doc : withValue(doc, indexPath, index);
  return function* (docs) {
    for (const doc of docs) {
      const value = valueAt(doc, path);
      if (Array.isArray(value)) {
        for (const [i, item] of value.entries())
          yield numbered(withValue(doc, path, item), Long.fromNumber(i));
        if (value.length === 0 && keepEmpty) yield numbered(withValue(doc, path, undefined), null);
      } else if ((value !== undefined && value !== null) || keepEmpty) yield numbered(doc, null);
    }
  };
};

function pathOf(path: unknown): string[] {
  if (path === undefined) return fail(28812, 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    return fail(28808, `expected a string as the path for $unwind stage, got ${typeOf(path)}`);
  if (!path.startsWith('$'))
    return fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  return fieldNames(path.slice(1));
}

function flag(value: unknown): boolean {
  if (value === undefined) return false;
  return typeof value === 'boolean'
    ? value
    : fail(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage');
}

function indexPathOf(value: unknown): string[] | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || value === '')
    return fail(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage');
  if (value.startsWith('$'))
    fail(28822, `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${value}`);
  return fieldNames(value);
}

/** Only documents are entered on the way, never arrays. */
function valueAt(doc: Doc, path: readonly string[]): unknown {
  let here: unknown = doc;
  for (const name of path) here = isDoc(here) ? getField(here, name) : undefined;
  return here;
}

/** A copy with the value at the path set, or taken away when it is `undefined`. */
export function withValue(doc: Doc, path: readonly string[], value: unknown): Doc {
  const [name = '', ...rest] = path;
  const result: Doc = {};
  for (const key of Object.keys(doc)) setField(result, key, doc[key]);
  const inner = getField(doc, name);
  const changed = rest.length === 0 ? value : withValue(isDoc(inner) ? inner : {}, rest, value);
  if (changed === undefined) delete result[name];
  else setField(result, name, changed);
  return result;
}
