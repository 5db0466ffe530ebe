// Operators that add to arrays: `$push` and `$addToSet`.
import { identical, identityOf, isDoc, isNumber, typeOf } from '../bson/index.ts';
import { toDouble } from '../bson/numbers.ts';
import { fail } from '../errors.ts';
import { elementOrder } from '../sort.ts';
import { always, type MakeModifier } from './modifier.ts';

export const push: MakeModifier = (argument, path) => {
  const change = isDoc(argument) && '$each' in argument ? clauses(argument) : appending([argument]);
  return {
    existing: (value): unknown => {
      if (!Array.isArray(value))
        return fail(2, `The field '${path}' must be an array but is of type ${typeOf(value)}`);
      const result = change(value);
      return identical(result, value) ? value : result;
    },
    missing: () => change([]),
    needsPath: always,
  };
};

type Change = (items: readonly unknown[]) => unknown[];

function appending(added: readonly unknown[]): Change {
  return (items) => [...items, ...added];
}

/** `$each` with `$position`, `$sort` and `$slice`, which take effect in this order. */
function clauses(argument: Record<string, unknown>): Change {
  for (const name of Object.keys(argument))
    if (!['$each', '$position', '$sort', '$slice'].includes(name))
      fail(2, `Unrecognized clause in $push: ${name}`);
  const { $each: each, $position, $sort, $slice } = argument;
  if (!Array.isArray(each))
    return fail(2, `The argument to $each in $push must be an array but it was of type: ${typeOf(each)}`);
  const added = each as unknown[];
  const position = '$position' in argument ? whole('$position', $position) : null;
  const slice = '$slice' in argument ? whole('$slice', $slice) : null;
  const order = '$sort' in argument ? elementOrder($sort) : null;
  return (items) => {
    const at =
      position === null ? items.length : position < 0 ? Math.max(0, items.length + position) : position;
    let result = items.toSpliced(at, 0, ...added);
    if (order !== null) result = result.sort(order);
    if (slice !== null) result = slice < 0 ? result.slice(slice) : result.slice(0, slice);
    return result;
  };
}

function whole(name: string, value: unknown): number {
  const number = isNumber(value) ? toDouble(value) : NaN;
  if (!Number.isSafeInteger(number))
    return fail(2, `The value for ${name} must be an integer value but was given type: ${typeOf(value)}`);
  return number;
}

export const addToSet: MakeModifier = (argument, path) => {
  const added = isDoc(argument) && Object.keys(argument)[0] === '$each' ? eachOf(argument) : [argument];
  const extend = (items: readonly unknown[]) => {
    const present = new Set(items.map(identityOf));
    const fresh = added.filter((item) => {
      const identity = identityOf(item);
      return present.has(identity) ? false : present.add(identity);
    });
    return fresh.length === 0 ? items : [...items, ...fresh];
  };
  return {
    existing: (value) =>
      Array.isArray(value)
        ? extend(value)
        : fail(
            2,
            `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeOf(value)}`,
          ),
    missing: () => extend([]),
    needsPath: always,
  };
};

function eachOf(argument: Record<string, unknown>): readonly unknown[] {
  const { $each: each, ...others } = argument;
  if (!Array.isArray(each))
    return fail(14, `The argument to $each in $addToSet must be an array but it was of type ${typeOf(each)}`);
  if (Object.keys(others).length > 0)
    fail(2, `Found unexpected fields after $each in $addToSet: ${Object.keys(others).join(', ')}`);
  return each;
}
