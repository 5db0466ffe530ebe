// The keys under which a document stands in an index; sorting uses them too. An array gives one key for each element.
import { identityOf } from './identity.ts';
import { indexOf } from './path.ts';
import { type Doc, getField, isDoc } from './types.ts';
import { fail } from '../errors.ts';

/** Gives the key tuples of one document. */
export type KeysOf = (doc: Doc) => unknown[][];

/**
 * The key tuples of a document, without repeats. A missing field gives null; an empty array at the end of a path gives
 * `undefined`, which sorts below null.
 * @param pattern field paths in order, such as `{ a: 1, 'b.c': -1 }`; the directions are not looked at
 * @param sparse leaves out tuples in which every field is missing
 * @throws CommandError 171 when two different arrays would have to be combined, 16746 when a name is both an index and a field in an array
 */
export function indexKeysOf(doc: Doc, pattern: Doc, sparse = false): unknown[][] {
  return indexKeys(pattern, sparse)(doc);
}

/** The same, prepared once for many documents. */
export function indexKeys(pattern: Doc, sparse = false): KeysOf {
  const names = Object.keys(pattern);
  const paths = names.map((path) => path.split('.'));
  return (doc) => {
    const simple = withoutArrays(doc, paths);
    if (simple !== null)
      return sparse && simple.every((value) => value === undefined) ? [] : [nulled(simple)];
    const keys: unknown[][] = [];
    collect(paths.map(unsettled), doc, sparse, keys);
    return keys.length > 1 ? withoutRepeats(keys) : keys;
  };
}

/** The values at the paths when no array lies on any of them, else null. This is the common case. */
function withoutArrays(doc: Doc, paths: readonly (readonly string[])[]): unknown[] | null {
  const values: unknown[] = [];
  for (const path of paths) {
    const found = along(doc, path);
    if (Array.isArray(found.value)) return null;
    values.push(found.value);
  }
  return values;
}

function nulled(values: readonly unknown[]): unknown[] {
  return values.map((value) => (value === undefined ? null : value));
}

/** One field of the key: the names that are still to go, or null once its value is settled. */
interface Slot {
  rest: readonly string[] | null;
  value: unknown;
  absent: boolean;
  /** What the array being entered holds at the position that `rest` begins with. */
  positional: Found | null;
}

/** A value at a path, or an array met on the way with the names that follow it. */
interface Found {
  value: unknown;
  rest: readonly string[];
  /** Whether an array's position named another array; such an array is a key as a whole. */
  nested: boolean;
}

function unsettled(rest: readonly string[]): Slot {
  return { rest, value: undefined, absent: false, positional: null };
}

function settled(value: unknown): Slot {
  return { rest: null, value, absent: false, positional: null };
}

const ABSENT: Slot = { rest: null, value: null, absent: true, positional: null };

function collect(slots: readonly Slot[], doc: Doc, sparse: boolean, keys: unknown[][]): void {
  let array: readonly unknown[] | null = null;
  let whole = false;
  const next = slots.map((slot) => {
    if (slot.rest === null) return slot;
    const found = find(slot.rest, slot.positional, doc);
    if (!Array.isArray(found.value)) return found.value === undefined ? ABSENT : settled(found.value);
    if (array !== null && array !== found.value) fail(171, 'cannot index parallel arrays');
    array = found.value;
    whole ||= found.nested;
    return unsettled(found.rest);
  });
  if (array !== null) return expand(next, array, whole, sparse, keys);
  if (sparse && next.every((slot) => slot.absent)) return;
  keys.push(next.map((slot) => slot.value));
}

function find(rest: readonly string[], positional: Found | null, doc: Doc): Found {
  if (positional === null) return along(doc, rest);
  if (getField(doc, rest[0]!) !== undefined)
    fail(
      16746,
      `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${rest[0]}'`,
    );
  return positional;
}

/** Goes on for every element; those that still have names to go look for them in elements that are documents. */
function expand(
  slots: readonly Slot[],
  array: readonly unknown[],
  whole: boolean,
  sparse: boolean,
  keys: unknown[][],
): void {
  const placed = slots.map((slot) =>
    slot.rest === null || slot.rest.length === 0
      ? slot
      : { ...slot, positional: atPosition(array, slot.rest) },
  );
  const items = array.length === 0 ? [undefined] : array;
  for (const item of items) {
    const entered = placed.map((slot) => {
      if (slot.rest?.length !== 0) return slot;
      return settled(whole && array.length > 0 ? array : item);
    });
    collect(entered, isDoc(item) ? item : {}, sparse, keys);
  }
}

function atPosition(array: readonly unknown[], rest: readonly string[]): Found | null {
  const index = indexOf(rest[0]!);
  if (index < 0 || index >= array.length) return null;
  const item = array[index];
  const after = rest.slice(1);
  if (Array.isArray(item)) return { value: item, rest: after, nested: true };
  if (after.length === 0) return { value: item, rest: after, nested: false };
  return isDoc(item) ? along(item, after) : { value: undefined, rest: [], nested: false };
}

/** Follows names through documents up to the value, or up to the first array. */
function along(doc: Doc, path: readonly string[]): Found {
  let here: unknown = doc;
  for (let i = 0; i < path.length; i++) {
    here = getField(here as Doc, path[i]!);
    if (Array.isArray(here)) return { value: here, rest: path.slice(i + 1), nested: false };
    if (!isDoc(here)) return { value: i === path.length - 1 ? here : undefined, rest: [], nested: false };
  }
  return { value: here, rest: [], nested: false };
}

function withoutRepeats(keys: unknown[][]): unknown[][] {
  const seen = new Set<unknown>();
  return keys.filter((key) => {
    const identity = key.length === 1 ? identityOf(key[0]) : identityOf(key);
    return seen.has(identity) ? false : seen.add(identity);
  });
}
