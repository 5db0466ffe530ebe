// Documents to bytes, the exact counterpart of reading them.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Doc,
  Double,
  Int32,
  isInt32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from './types.ts';
import { fail } from '../errors.ts';

/** MongoDB's own limit on nesting. */
const DEEPEST = 200;

let target = Buffer.allocUnsafeSlow(65_536);
let at = 0;
let depth = 0;

/**
 * Writes a document as BSON.
 * @returns bytes that belong to the caller
 * @throws CommandError 15 when it is nested too deeply, 2 for a field name with a zero byte or a value that BSON has no type for
 */
export function encode(doc: Doc): Uint8Array {
  at = 0;
  depth = 0;
  document(doc);
  return Buffer.from(target.subarray(0, at));
}

function document(doc: Doc): void {
  const start = open();
  for (const key of Object.keys(doc)) element(key, doc[key]);
  close(start);
}

function array(items: readonly unknown[]): void {
  const start = open();
  for (let i = 0; i < items.length; i++) element(String(i), items[i] === undefined ? null : items[i]);
  close(start);
}

function open(): number {
  if (++depth > DEEPEST) fail(15, `BSONObj exceeds maximum nested object depth: ${DEEPEST}`);
  room(8);
  const start = at;
  at += 4;
  return start;
}

function close(start: number): void {
  room(1);
  target[at++] = 0;
  target.writeInt32LE(at - start, start);
  depth--;
}

function element(key: string, value: unknown): void {
  switch (typeof value) {
    case 'string':
      head(0x02, key);
      return text(value);
    case 'number':
      if (!isInt32(value)) return double(key, value);
      return int(key, value);
    case 'boolean':
      head(0x08, key);
      target[at++] = value ? 1 : 0;
      return;
    case 'bigint':
      head(0x12, key);
      at = target.writeBigInt64LE(value, at);
      return;
    case 'undefined':
      return;
    case 'object':
      return value === null ? head(0x0a, key) : object(key, value);
    default:
      return fail(2, `a ${typeof value} has no BSON type (field '${key}')`);
  }
}

function object(key: string, value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    head(0x03, key);
    return document(value as Doc);
  }
  if (Array.isArray(value)) {
    head(0x04, key);
    return array(value);
  }
  if (value instanceof ObjectId) {
    head(0x07, key);
    target.set(value.id, at);
    at += 12;
  } else if (value instanceof Date) {
    head(0x09, key);
    at = target.writeBigInt64LE(BigInt(value.getTime()), at);
  } else if (value instanceof Double) double(key, value.value);
  else if (value instanceof Timestamp) int64(0x11, key, value.i, value.t);
  else if (value instanceof Long) int64(0x12, key, value.low, value.high);
  else rareObject(key, value);
}

function rareObject(key: string, value: object): void {
  if (value instanceof Decimal128) {
    head(0x13, key);
    target.set(value.bytes, at);
    at += 16;
  } else if (value instanceof Binary) binary(key, value.buffer.subarray(0, value.position), value.sub_type);
  else if (value instanceof Uint8Array) binary(key, value, 0);
  else if (value instanceof Int32) int(key, value.value);
  else if (value instanceof BSONRegExp) regex(key, value.pattern, value.options);
  else if (value instanceof RegExp) regex(key, value.source, value.flags.replace(/[^imsu]/g, ''));
  else if (value instanceof BSONSymbol) {
    head(0x0e, key);
    text(value.value);
  } else if (value instanceof Code) code(key, value);
  else if (value instanceof MinKey) head(0xff, key);
  else if (value instanceof MaxKey) head(0x7f, key);
  else fail(2, `a ${value.constructor.name} has no BSON type (field '${key}')`);
}

function code(key: string, value: Code): void {
  head(value.scope ? 0x0f : 0x0d, key);
  if (!value.scope) return text(value.code);
  const start = at;
  at += 4;
  text(value.code);
  document(value.scope);
  target.writeInt32LE(at - start, start);
}

function binary(key: string, bytes: Uint8Array, subtype: number): void {
  head(0x05, key);
  room(bytes.length + 16);
  const old = subtype === 2;
  at = target.writeInt32LE(bytes.length + (old ? 4 : 0), at);
  target[at++] = subtype;
  if (old) at = target.writeInt32LE(bytes.length, at);
  target.set(bytes, at);
  at += bytes.length;
}

function regex(key: string, pattern: string, options: string): void {
  head(0x0b, key);
  name(pattern);
  name([...options].sort().join(''));
}

function int(key: string, value: number): void {
  head(0x10, key);
  at = target.writeInt32LE(value, at);
}

function int64(type: number, key: string, low: number, high: number): void {
  head(type, key);
  at = target.writeInt32LE(low | 0, at);
  at = target.writeInt32LE(high | 0, at);
}

function double(key: string, value: number): void {
  head(0x01, key);
  at = target.writeDoubleLE(value, at);
}

/** Writes type and name, and leaves room for any value of fixed size. */
function head(type: number, key: string): void {
  room(2);
  target[at++] = type;
  name(key);
}

function name(key: string): void {
  room(key.length * 3 + 32);
  const start = at;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    if (unit === 0) fail(2, 'a field name or pattern cannot hold a zero byte');
    if (unit > 127) {
      at = start + target.write(key, start);
      break;
    }
    target[at++] = unit;
  }
  target[at++] = 0;
}

function text(value: string): void {
  room(value.length * 3 + 8);
  const start = at + 4;
  let length = 0;
  if (value.length > 40) length = target.write(value, start);
  else {
    for (; length < value.length; length++) {
      const unit = value.charCodeAt(length);
      if (unit > 127) {
        length = target.write(value, start);
        break;
      }
      target[start + length] = unit;
    }
  }
  target.writeInt32LE(length + 1, at);
  at = start + length;
  target[at++] = 0;
}

function room(more: number): void {
  if (at + more <= target.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(target.length * 2, at + more));
  target.copy(larger, 0, 0, at);
  target = larger;
}
