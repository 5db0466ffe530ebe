// The one order over all BSON values: by type first, then by value. Sorting, indexes and range queries all follow it.
import {
  Binary,
  type BSONRegExp,
  BSONSymbol,
  type Code,
  type Doc,
  type Num,
  ObjectId,
  type Timestamp,
  typeOrder,
} from './types.ts';
import { compareNumbers } from './numbers.ts';

/**
 * Compares any two values, negative when `a` comes first. Missing values (`undefined`) come before null;
 * numbers of different types are equal when their values are; documents are compared field by field, in their order.
 */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const order = typeOrder(a);
  const difference = order - typeOrder(b);
  return difference !== 0 ? difference : compareSameType(order, a, b);
}

export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof ObjectId) return b instanceof ObjectId && a.equals(b);
  return compare(a, b) === 0;
}

function compareSameType(order: number, a: unknown, b: unknown): number {
  switch (order) {
    case 10:
      return compareNumbers(a as Num, b as Num);
    case 15:
      return compareStrings(textOf(a), textOf(b));
    case 20:
      return compareDocs(a as Doc, b as Doc);
    case 25:
      return compareArrays(a as unknown[], b as unknown[]);
    case 30:
      return compareBinaries(a as Binary | Uint8Array, b as Binary | Uint8Array);
    case 35:
      return (a as ObjectId).equals(b as ObjectId)
        ? 0
        : Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 40:
      return Number(a) - Number(b);
    case 45:
      return (a as Date).getTime() - (b as Date).getTime();
    case 47:
      return compareTimestamps(a as Timestamp, b as Timestamp);
    case 50:
      return compareRegexes(a as BSONRegExp | RegExp, b as BSONRegExp | RegExp);
    case 60:
    case 65:
      return compareCode(a as Code, b as Code);
    default:
      return 0;
  }
}

/** Orders text by its UTF-8 bytes, as the server does; JavaScript's own `<` differs beyond the basic plane. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return unitOrder(x) - unitOrder(y);
  }
  return a.length - b.length;
}

/** Halves of a surrogate pair stand for code points above all others. */
function unitOrder(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

export function textOf(value: unknown): string {
  return value instanceof BSONSymbol ? value.value : (value as string);
}

function compareDocs(a: Doc, b: Doc): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i++) {
    const x = a[left[i]!];
    const y = b[right[i]!];
    const order = typeOrder(x);
    const difference =
      order - typeOrder(y) || compareStrings(left[i]!, right[i]!) || compareSameType(order, x, y);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = compare(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Binary data by length, subtype, then bytes. */
function compareBinaries(a: Binary | Uint8Array, b: Binary | Uint8Array): number {
  const left = bytesOf(a);
  const right = bytesOf(b);
  return left.length - right.length || subtypeOf(a) - subtypeOf(b) || Buffer.compare(left, right);
}

export function bytesOf(value: Binary | Uint8Array): Uint8Array {
  return value instanceof Binary ? value.buffer.subarray(0, value.position) : value;
}

export function subtypeOf(value: Binary | Uint8Array): number {
  return value instanceof Binary ? value.sub_type : 0;
}

function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.t - b.t || a.i - b.i;
}

function compareRegexes(a: BSONRegExp | RegExp, b: BSONRegExp | RegExp): number {
  const [left, leftOptions] = regexParts(a);
  const [right, rightOptions] = regexParts(b);
  return compareStrings(left, right) || compareStrings(leftOptions, rightOptions);
}

/** Pattern and options of a regular expression in either of its two forms. */
export function regexParts(value: BSONRegExp | RegExp): [pattern: string, options: string] {
  if (value instanceof RegExp) return [value.source, value.flags.replace(/[^imsu]/g, '')];
  return [value.pattern, value.options];
}

function compareCode(a: Code, b: Code): number {
  return compareStrings(a.code, b.code) || (a.scope && b.scope ? compareDocs(a.scope, b.scope) : 0);
}
