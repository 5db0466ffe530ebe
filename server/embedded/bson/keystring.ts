// Index keys: bytes whose plain order is the order of the values, so that an ordered store of bytes can hold an index.
import {
  type Binary,
  type BSONRegExp,
  type Code,
  Decimal128,
  type Doc,
  Long,
  type Num,
  type ObjectId,
  type Timestamp,
  typeOrder,
} from './types.ts';
import { bytesOf, regexParts, subtypeOf, textOf } from './compare.ts';
import { compareNumbers, type Exact, exactOf, toDouble } from './numbers.ts';

let target = Buffer.allocUnsafeSlow(4096);
let at = 0;

/**
 * Turns the values of a compound key into bytes. Comparing two keys byte by byte gives what `compare` gives for the values, part by part,
 * and two keys are the same bytes exactly when all their parts are `equal`. No part's bytes are a prefix of another's, so
 * the key of the first values is a prefix of the whole key, and `prefix + 0xff` follows all keys that begin with it.
 * @param directions 1 or -1 for each value; a missing one is 1
 */
export function keyString(values: readonly unknown[], directions?: readonly (1 | -1)[]): Uint8Array {
  at = 0;
  for (let i = 0; i < values.length; i++) {
    const start = at;
    part(values[i]);
    if (directions?.[i] === -1) invert(start);
  }
  return Buffer.from(target.subarray(0, at));
}

/** Compares two keys. */
export function compareKeys(a: Uint8Array, b: Uint8Array): number {
  return Buffer.compare(a, b);
}

/**
 * The range in which the keys of all values of the same type as `value` lie (the four numeric types are one; strings and symbols too).
 * @returns `from` (inclusive) and `to` (exclusive), one byte each, to be put after the key of the values before it
 */
export function bracketOf(value: unknown, direction: 1 | -1 = 1): { from: Uint8Array; to: Uint8Array } {
  const type = typeByte(typeOrder(value));
  const first = direction === -1 ? ~type & 255 : type;
  return { from: Buffer.from([first]), to: Buffer.from([first + 1]) };
}

/** Type bytes stay within 0x0a to 0xf0, so that neither they nor their complements meet 0x00 or 0xff. */
function typeByte(order: number): number {
  if (order < 0) return 0x0a;
  return order === 127 ? 0xf0 : 0x10 + order;
}

function part(value: unknown): void {
  const order = typeOrder(value);
  room(24);
  target[at++] = typeByte(order);
  switch (order) {
    case 10:
      return number(value as Num);
    case 15:
      return text(textOf(value));
    case 20:
      return document(value as Doc);
    case 25:
      for (const item of value as unknown[]) part(item);
      return end();
    case 30:
      return binary(value as Binary | Uint8Array);
    case 35:
      target.set((value as ObjectId).id, at);
      at += 12;
      return;
    default:
      rarePart(order, value);
  }
}

function rarePart(order: number, value: unknown): void {
  switch (order) {
    case 40:
      target[at++] = value === true ? 1 : 0;
      return;
    case 45:
      at = target.writeBigUInt64BE(BigInt((value as Date).getTime()) + (1n << 63n), at);
      return;
    case 47:
      at = target.writeUInt32BE((value as Timestamp).t, at);
      at = target.writeUInt32BE((value as Timestamp).i, at);
      return;
    case 50:
      for (const half of regexParts(value as BSONRegExp | RegExp)) text(half);
      return;
    case 60:
      return text((value as Code).code);
    case 65:
      text((value as Code).code);
      return document((value as Code).scope as Doc);
  }
}

function document(doc: Doc): void {
  for (const key of Object.keys(doc)) {
    room(8);
    target[at++] = typeByte(typeOrder(doc[key]));
    text(key);
    part(doc[key]);
  }
  end();
}

function binary(value: Binary | Uint8Array): void {
  const bytes = bytesOf(value);
  room(bytes.length + 8);
  at = target.writeUInt32BE(bytes.length, at);
  target[at++] = subtypeOf(value);
  target.set(bytes, at);
  at += bytes.length;
}

/** UTF-8 closed by a zero; the bytes 0 and 1 within are escaped, so that the closing zero is below all else. */
function text(value: string): void {
  room(value.length * 6 + 2);
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if (unit > 127) {
      at += target.write(restOf(value, i), at);
      break;
    }
    if (unit <= 1) target[at++] = 1;
    target[at++] = unit === 0 ? 1 : unit === 1 ? 2 : unit;
  }
  end();
}

function restOf(value: string, from: number): string {
  const rest = value.slice(from);
  return rest.replaceAll('\x01', '\x01\x02').replaceAll('\0', '\x01\x01');
}

function end(): void {
  room(1);
  target[at++] = 0;
}

/**
 * The nearest double in an order-preserving form, then what it lacks: 0x80 when nothing, else below or above, followed by
 * the exact decimal digits. So int64 and decimal keys are as exact as the values.
 */
function number(value: Num): void {
  let nearest = toDouble(value);
  const exact = value instanceof Decimal128 || value instanceof Long ? exactOf(value) : null;
  if (exact !== null && !Number.isFinite(nearest)) nearest = Math.sign(nearest) * Number.MAX_VALUE;
  double(nearest);
  const remainder = exact === null ? 0 : compareNumbers(value, nearest);
  if (exact === null || remainder === 0) {
    target[at++] = 0x80;
    return;
  }
  target[at++] = remainder < 0 ? 0x40 : 0xc0;
  digits(exact);
}

function double(value: number): void {
  const start = at;
  if (value !== value) {
    target.fill(0, at, (at += 8));
    return;
  }
  at = target.writeDoubleBE(value === 0 ? 0 : value, at);
  if (target[start]! & 0x80) for (let i = start; i < at; i++) target[i] = ~target[i]! & 255;
  else target[start]! |= 0x80;
}

function digits(exact: Exact): void {
  const start = at;
  const written = String(exact.digits < 0n ? -exact.digits : exact.digits);
  room(written.length + 8);
  at = target.writeUInt16BE(written.length + exact.exponent + 0x8000, at);
  for (const digit of written.replace(/0+$/, '')) target[at++] = digit.charCodeAt(0) - 47;
  end();
  if (exact.digits < 0n) invert(start);
}

function invert(start: number): void {
  for (let i = start; i < at; i++) target[i] = ~target[i]! & 255;
}

function room(more: number): void {
  if (at + more <= target.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(target.length * 2, at + more));
  target.copy(larger, 0, 0, at);
  target = larger;
}
