// What one condition on a field says about that field's place in an index.
import { bracketOf, isDoc, isNumber, keyString, MaxKey, MinKey, typeOf, type Doc } from '../bson/index.ts';
import type { FilterNode, LeafNode } from '../match/index.ts';

/** Bytes that follow the prefix of a range; `low` included, `high` excluded. */
export interface Interval {
  low: Uint8Array;
  high: Uint8Array;
}

export interface Bounds {
  /** Whole keys of the field, in index order. */
  points: Uint8Array[] | null;
  intervals: Interval[];
  /** Every entry within satisfies the condition, and only those do. */
  exact: boolean;
  /** Whether entries of documents without the field can be within. */
  missing: boolean;
}

/** The last byte of no key: a prefix with it added is above all keys that begin with the prefix. */
const ABOVE = Buffer.from([0xff]);

/** A condition to be met by a field, with the node that it came from. */
export interface Condition {
  path: string;
  leaf: LeafNode;
  /** The conjunct of the filter that the bounds stand for; null when they only follow from one. */
  source: FilterNode | null;
}

/** The conditions that all matching documents meet. */
export function conditionsOf(filter: FilterNode): Condition[] {
  return conjuncts(filter).flatMap((node) => conditionsOfConjunct(node));
}

/** The parts that must all hold. */
export function conjuncts(filter: FilterNode): FilterNode[] {
  if (filter.kind === 'always') return filter.value ? [] : [filter];
  return filter.kind === 'and' ? filter.nodes.flatMap(conjuncts) : [filter];
}

function conditionsOfConjunct(node: FilterNode): Condition[] {
  switch (node.kind) {
    case 'cmp':
    case 'in':
    case 'regex':
      return [{ path: node.path, leaf: node, source: node }];
    case 'elemMatch':
      return conditionsOf(node.node)
        .filter((inner) => !/(^|\.)\d/.test(inner.path))
        .map((inner) => ({ path: `${node.path}.${inner.path}`, leaf: inner.leaf, source: null }));
    default:
      return [];
  }
}

/** The bounds of a condition, or null when it has none that an index could use. */
export function boundsOf(leaf: LeafNode, direction: 1 | -1): Bounds | null {
  switch (leaf.kind) {
    case 'cmp':
      return leaf.op === 'eq' ? pointsOf([leaf.value], direction) : rangeOf(leaf, null, direction);
    case 'in':
      return leaf.regexes.length > 0 ? null : pointsOf(leaf.values, direction);
    case 'regex':
      return leaf.prefix === '' ? null : prefixBounds(leaf.prefix, leaf.source, direction);
    default:
      return null;
  }
}

function pointsOf(values: unknown[], direction: 1 | -1): Bounds | null {
  if (values.some((value) => Array.isArray(value) || value === undefined)) return null;
  const keys = new Map<string, Buffer>();
  for (const value of values) {
    const key = Buffer.from(keyString([value], [direction]));
    keys.set(key.toString('latin1'), key);
  }
  const points = [...keys.values()].sort((a, b) => Buffer.compare(a, b));
  const missing = values.includes(null);
  return { points, intervals: points.map(atPoint), exact: !missing && values.every(plain), missing };
}

/** Values of which equality in the index is equality in a query without any second look. */
function plain(value: unknown): boolean {
  return typeOf(value) !== 'regex' && !isDoc(value);
}

function atPoint(key: Uint8Array): Interval {
  return { low: key, high: Buffer.concat([key, ABOVE]) };
}

type RangeLeaf = Extract<LeafNode, { kind: 'cmp' }>;

/** The interval of one comparison, or of two with the same type of value. */
export function rangeOf(first: RangeLeaf, second: RangeLeaf | null, direction: 1 | -1): Bounds | null {
  if (!comparable(first.value) || (second && !comparable(second.value))) return null;
  const lower = [first, second].find((leaf) => leaf?.op === 'gt' || leaf?.op === 'gte');
  const upper = [first, second].find((leaf) => leaf?.op === 'lt' || leaf?.op === 'lte');
  const bracket = bracketOf(first.value);
  const bottom = isNumber(first.value) ? keyString([-Infinity]) : bracket.from;
  const low = lower
    ? { key: keyString([lower.value]), above: lower.op === 'gt' }
    : { key: bottom, above: false };
  const high = upper
    ? { key: keyString([upper.value]), above: upper.op === 'lte' }
    : { key: bracket.to, above: false };
  const interval = direction === 1 ? { low: ascending(low), high: ascending(high) } : descending(low, high);
  return { points: null, intervals: [interval], exact: true, missing: false };
}

/** The place just below, or just above, all keys that begin with these bytes. */
interface Edge {
  key: Uint8Array;
  above: boolean;
}

function ascending({ key, above }: Edge): Uint8Array {
  return above ? Buffer.concat([key, ABOVE]) : key;
}

/** Where bytes are stored inverted, low and high change places, and so do below and above. */
function descending(low: Edge, high: Edge): Interval {
  const turned = ({ key, above }: Edge): Edge => ({ key: key.map((byte) => ~byte & 255), above: !above });
  return { low: ascending(turned(high)), high: ascending(turned(low)) };
}

function comparable(value: unknown): boolean {
  if (value === null || value === undefined || Array.isArray(value) || isDoc(value)) return false;
  if (value instanceof MinKey || value instanceof MaxKey || typeOf(value) === 'regex') return false;
  return !(isNumber(value) && Number.isNaN(Number(value)));
}

function prefixBounds(prefix: string, source: unknown, direction: 1 | -1): Bounds {
  const start = Buffer.from(keyString([prefix]).subarray(0, -1));
  const text = direction === 1 ? atPoint(start) : descendingPrefix(start);
  const same = atPoint(keyString([source], [direction]));
  const intervals = [text, same].sort((a, b) => Buffer.compare(a.low, b.low));
  return { points: null, intervals, exact: false, missing: false };
}

/** The closing zero of a text turns into 0xff when inverted, so the end lies one byte further. */
function descendingPrefix(start: Uint8Array): Interval {
  const low = Buffer.from(start.map((byte) => ~byte & 255));
  return { low, high: Buffer.concat([low, ABOVE, ABOVE]) };
}

/** Whether the field names of a pattern can be matched with those of a query (array positions cannot). */
export function usable(pattern: Doc): boolean {
  return !Object.keys(pattern).some((path) => /(^|\.)\d/.test(path));
}
