// Sort orders. A document sorts by the key it would have in an index: an array by its least element, or its greatest when descending.
import { compare, type Doc, getField, isDoc, isNumber } from './bson/index.ts';
import { toDouble } from './bson/numbers.ts';
import { indexKeys, indexOf } from './bson/path.ts';
import { CommandError, fail, unsupported } from './errors.ts';

/** A sort made ready: `keyOf` is computed once per document, `compareKeys` orders by it. */
export interface SortOrder {
  keyOf(doc: Doc): unknown[];
  compareKeys(a: readonly unknown[], b: readonly unknown[]): number;
}

/**
 * The comparison of a sort, for use with any stable sort. For many documents `sortDocs` is quicker, as it computes each key once.
 * @throws CommandError 15974 to 15976 for a malformed sort, 2 for sorting by two different arrays of a document
 */
export function compileSort(spec: Doc): (a: Doc, b: Doc) => number {
  const order = sortOrder(spec);
  return (a, b) => order.compareKeys(order.keyOf(a), order.keyOf(b));
}

/**
 * The documents in order; those that compare equal stay in the order given.
 * @param keep how many of the first are wanted; the others are dropped on the way, so that few are held in memory
 */
export function sortDocs(docs: Iterable<Doc>, spec: Doc, keep = Infinity): Doc[] {
  const order = sortOrder(spec);
  const rows: Row[] = [];
  const byKey = (a: Row, b: Row) => order.compareKeys(a.key, b.key);
  for (const doc of docs) {
    rows.push({ doc, key: order.keyOf(doc) });
    if (rows.length >= 2 * keep + 1000) rows.sort(byKey).splice(keep);
  }
  rows.sort(byKey);
  return (rows.length > keep ? rows.slice(0, keep) : rows).map((row) => row.doc);
}

interface Row {
  doc: Doc;
  key: unknown[];
}

/** Prepares a sort. */
export function sortOrder(spec: Doc): SortOrder {
  const directions = directionsOf(spec);
  const keysOf = indexKeys(spec);
  const compareKeys = (a: readonly unknown[], b: readonly unknown[]): number => {
    for (let i = 0; i < directions.length; i++) {
      const difference = compare(a[i], b[i]);
      if (difference !== 0) return difference * directions[i]!;
    }
    return 0;
  };
  const keyOf = (doc: Doc): unknown[] => {
    const keys = tuples(keysOf, doc);
    return keys.length === 1
      ? keys[0]!
      : keys.reduce((best, key) => (compareKeys(key, best) < 0 ? key : best));
  };
  return { keyOf, compareKeys };
}

function tuples(keysOf: (doc: Doc) => unknown[][], doc: Doc): unknown[][] {
  try {
    return keysOf(doc);
  } catch (error) {
    if (error instanceof CommandError && error.code === 171)
      fail(2, 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}

/** The directions of a sort, in the order of its fields. */
export function directionsOf(spec: Doc): (1 | -1)[] {
  const paths = Object.keys(spec);
  if (paths.length === 0) fail(15976, '$sort stage must have at least one sort key');
  if (paths.length > 32) fail(13103, 'too many compound keys');
  return paths.map((path) => {
    checkPath(path);
    return direction(spec[path]);
  });
}

function direction(value: unknown): 1 | -1 {
  if (isDoc(value)) return unsupported(`the sort order ${Object.keys(value)[0] ?? '{}'}`);
  if (!isNumber(value)) return fail(15974, 'Illegal key in $sort specification');
  const number = toDouble(value);
  return number === 1 || number === -1
    ? number
    : fail(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
}

function checkPath(path: string): void {
  if (path === '') fail(40352, 'FieldPath cannot be constructed with empty string');
  if (path.endsWith('.')) fail(40353, "FieldPath must not end with a '.'.");
  for (const name of path.split('.')) {
    if (name === '') fail(15998, 'FieldPath field names may not be empty strings.');
    if (name.startsWith('$')) fail(16410, "FieldPath field names may not start with '$'.");
  }
}

/**
 * The order of array elements for `$push` with `$sort` and for `$sortArray`: by the whole value, or by fields of elements that are documents.
 * Unlike documents of a collection, an element sorts by a field's value as it is, even when that is an array.
 */
export function elementOrder(by: unknown): (a: unknown, b: unknown) => number {
  if (!isDoc(by)) return wholeOrder(by);
  const directions = directionsOf(by);
  const paths = Object.keys(by).map((path) => path.split('.'));
  return (a, b) => {
    for (const [i, path] of paths.entries()) {
      const difference = compare(fieldAt(a, path), fieldAt(b, path));
      if (difference !== 0) return difference * directions[i]!;
    }
    return 0;
  };
}

function wholeOrder(by: unknown): (a: unknown, b: unknown) => number {
  const number = isNumber(by) ? toDouble(by) : NaN;
  if (number !== 1 && number !== -1) fail(2, 'The $sort element value must be either 1 or -1');
  return (a, b) => compare(a, b) * number;
}

function fieldAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (Array.isArray(here)) here = here[indexOf(name)];
    else here = isDoc(here) ? getField(here, name) : undefined;
  }
  return here ?? null;
}
