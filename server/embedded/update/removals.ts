// Operators that take from arrays: `$pop`, `$pull` and `$pullAll`.
import { compare, type Doc, equal, isDoc, isNumber, isRegex, typeOf } from '../bson/index.ts';
import { toDouble } from '../bson/numbers.ts';
import { fail } from '../errors.ts';
import { compileFilter } from '../match/index.ts';
import { always, type MakeModifier, type Modifier, NOTHING } from './modifier.ts';

export const pop: MakeModifier = (argument, path) => {
  const end = isNumber(argument)
    ? toDouble(argument)
    : fail(9, `Expected a number in: ${path}: ${typeOf(argument)}`);
  if (end !== 1 && end !== -1) fail(9, `$pop expects 1 or -1, found: ${end}`);
  return {
    existing: (value) => {
      if (!Array.isArray(value))
        return fail(14, `Path '${path}' contains an element of non-array type '${typeOf(value)}'`);
      if (value.length === 0) return value as unknown[];
      return (end === 1 ? value.slice(0, -1) : value.slice(1)) as unknown[];
    },
    missing: () => NOTHING,
    needsPath: always,
  };
};

export const pull: MakeModifier = (argument) => removing(pullTest(argument));

export const pullAll: MakeModifier = (argument) => {
  if (!Array.isArray(argument))
    return fail(2, `$pullAll requires an array argument but was given a ${typeOf(argument)}`);
  return removing((item) => argument.some((other) => equal(item, other)));
};

function removing(goes: (item: unknown) => boolean): Modifier {
  return {
    existing: (value) => {
      if (!Array.isArray(value)) return fail(2, 'Cannot apply $pull to a non-array value');
      const kept = value.filter((item) => !goes(item)) as unknown[];
      return kept.length === value.length ? (value as unknown[]) : kept;
    },
    missing: () => NOTHING,
    needsPath: always,
  };
}

/**
 * A document of operators is a test of the element, as under a field's name in a filter; any other document is a filter on elements that are
 * documents; any other value is what the element must equal.
 */
function pullTest(argument: unknown): (item: unknown) => boolean {
  if (isDoc(argument) && !beginsWithOperator(argument)) {
    const matcher = compileFilter(argument);
    return (item) => isDoc(item) && matcher.matches(item);
  }
  if (isDoc(argument) || isRegex(argument)) {
    const matcher = compileFilter({ '': argument });
    return (item) => matcher.matches({ '': item });
  }
  return (item) => compare(item, argument) === 0;
}

/** Operators that stand at the top of a filter do not count. */
function beginsWithOperator(argument: Doc): boolean {
  const first = Object.keys(argument)[0];
  return first !== undefined && first.startsWith('$') && !TOP_LEVEL.has(first);
}

const TOP_LEVEL = new Set([
  '$and',
  '$or',
  '$nor',
  '$expr',
  '$where',
  '$text',
  '$comment',
  '$jsonSchema',
  '$ref',
  '$id',
  '$db',
]);
