// Array operators that look at an array as it is.
import { compare, type Doc, isDoc, setField, typeOf } from '../../bson/index.ts';
import { fail } from '../../errors.ts';
import { elementOrder } from '../../sort.ts';
import { array, between, binary, named, unary, variadic } from './arguments.ts';
import { type Compile, type Evaluate, isNullish, type Operators, wholeOf } from './values.ts';

export const arrays: Operators = {
  $size: unary((value) => array('$size', value, 17124).length),
  $isArray: unary((value) => Array.isArray(value)),
  $arrayElemAt: binary((value, index) => {
    if (isNullish(value) || isNullish(index)) return null;
    const items = array('$arrayElemAt', value, 28689);
    return items.at(
      wholeOf(index) ??
        fail(28691, "$arrayElemAt's second argument must be representable as a 32-bit integer"),
    );
  }),
  $first: unary((value) => (isNullish(value) ? null : array('$first', value, 28689)[0])),
  $last: unary((value) => (isNullish(value) ? null : array('$last', value, 28689).at(-1))),
  $concatArrays: variadic((values) => {
    if (values.some(isNullish)) return null;
    return values.flatMap((value) => array('$concatArrays', value, 28664));
  }),
  $reverseArray: unary((value) =>
    isNullish(value) ? null : array('$reverseArray', value, 34435).toReversed(),
  ),
  $slice: between(2, 3, slice),
  $in: binary((value, items) => array('$in', items, 40081).some((item) => compare(value, item) === 0)),
  $indexOfArray: between(2, 4, indexOf),
  $arrayToObject: unary(arrayToObject),
  $objectToArray: unary((value) => {
    if (isNullish(value)) return null;
    if (!isDoc(value))
      return fail(40390, `$objectToArray requires a document input, found: ${typeOf(value)}`);
    return Object.keys(value).map((k) => ({ k, v: value[k] }));
  }),
  $sortArray: sorted,
};

function slice(values: readonly unknown[]): unknown {
  const [value, second, third] = values;
  if (values.some(isNullish)) return null;
  const items = array('$slice', value, 28724);
  const first = wholeOf(second) ?? fail(28725, 'Second argument to $slice must be numeric');
  if (values.length === 2) return first >= 0 ? items.slice(0, first) : items.slice(first);
  const count = wholeOf(third) ?? fail(28727, 'Third argument to $slice must be numeric');
  if (count <= 0) return fail(28729, 'Third argument to $slice must be positive');
  const start = first >= 0 ? first : Math.max(0, items.length + first);
  return items.slice(start, start + count);
}

function indexOf(values: readonly unknown[]): unknown {
  const [value, sought, from = 0, to] = values;
  if (isNullish(value)) return null;
  const items = array('$indexOfArray', value, 40090);
  const start = wholeOf(from) ?? fail(40096, '$indexOfArray requires an integral starting index');
  const end =
    to === undefined
      ? items.length
      : (wholeOf(to) ?? fail(40096, '$indexOfArray requires an integral ending index'));
  if (start < 0 || end < 0) return fail(40097, '$indexOfArray requires a nonnegative index');
  for (let i = start; i < Math.min(end, items.length); i++) if (compare(items[i], sought) === 0) return i;
  return -1;
}

function arrayToObject(value: unknown): unknown {
  if (isNullish(value)) return null;
  const doc: Doc = {};
  for (const item of array('$arrayToObject', value, 40386)) {
    const [key, given] = Array.isArray(item) ? pair(item) : keyed(item);
    if (typeof key !== 'string')
      return fail(
        40394,
        '$arrayToObject requires an array of key-value pairs, where the key must be of type string',
      );
    setField(doc, key, given);
  }
  return doc;
}

function pair(item: readonly unknown[]): readonly unknown[] {
  return item.length === 2 ? item : fail(40397, '$arrayToObject requires an array of size 2 arrays');
}

function keyed(item: unknown): unknown[] {
  if (!isDoc(item)) return fail(40398, `Unrecognised input type format for $arrayToObject: ${typeOf(item)}`);
  if (Object.keys(item).length !== 2 || !('k' in item) || !('v' in item))
    return fail(40392, "$arrayToObject requires an object keys of 'k' and 'v'");
  return [item.k, item.v];
}

function sorted(argument: unknown, compile: Compile): Evaluate {
  const { input, sortBy } = named('$sortArray', argument, ['input', 'sortBy']);
  const items = compile(input);
  const order = elementOrder(sortBy);
  return (root, variables) => {
    const value = items(root, variables);
    return isNullish(value) ? null : array('$sortArray', value, 2942504).toSorted(order);
  };
}
