// Bytes to documents. Every read of every command passes here, so it is written for speed.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Doc,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  setField,
  Timestamp,
} from './types.ts';
import { fail, unsupported } from '../errors.ts';
import { keyEnd, readKey } from './keys.ts';

/** MongoDB's own limit on nesting. */
const DEEPEST = 200;

/**
 * Reads one document. Encoding the result gives the same bytes.
 * @param bytes a document that starts at its first byte; bytes after its end are ignored
 * @throws CommandError 22 when the bytes are no BSON document, 15 when it is nested too deeply
 */
export function decode(bytes: Uint8Array): Doc {
  return read(bytes, null);
}

/**
 * Reads only some of a document's top-level fields, skipping the others without looking into them.
 * @param fields the names wanted; the result holds them in the document's own order
 */
export function decodeFields(bytes: Uint8Array, fields: ReadonlySet<string>): Doc {
  return read(bytes, fields);
}

// One document is read at a time, so the reader's place can be kept outside of the functions.
const NOTHING = Buffer.alloc(0);
let source: Buffer = NOTHING;
let at = 0;
let depth = 0;

function read(bytes: Uint8Array, fields: ReadonlySet<string> | null): Doc {
  source = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  at = 0;
  depth = 0;
  const doc = fields === null ? document() : chosen(fields);
  source = NOTHING;
  return doc;
}

/** Stops as soon as all wanted fields are found. */
function chosen(fields: ReadonlySet<string>): Doc {
  const doc: Doc = {};
  const end = enter(source.length);
  let left = fields.size;
  while (at < end && left > 0) {
    const type = source[at++]!;
    const key = nextKey();
    if (fields.has(key)) {
      setField(doc, key, value(type));
      left--;
    } else skip(type);
  }
  if (at > end) broken();
  return doc;
}

function document(): Doc {
  const doc: Doc = {};
  const end = enter(source.length);
  while (at < end) {
    const type = source[at++]!;
    const key = nextKey();
    if (key === '__proto__') setField(doc, key, value(type));
    else doc[key] = value(type);
  }
  leave(end);
  return doc;
}

function array(): unknown[] {
  const items: unknown[] = [];
  const end = enter(source.length);
  while (at < end) {
    const type = source[at++]!;
    while (source[at++] !== 0) if (at > end) broken();
    items.push(value(type));
  }
  leave(end);
  return items;
}

/** Reads a document's length and gives the place of its closing zero. */
function enter(limit: number): number {
  const end = at + int32() - 1;
  if (end < at || end >= limit || source[end] !== 0) broken();
  if (++depth > DEEPEST) fail(15, `BSONObj exceeds maximum nested object depth: ${DEEPEST}`);
  return end;
}

function leave(end: number): void {
  if (at !== end) broken();
  at = end + 1;
  depth--;
}

function value(type: number): unknown {
  switch (type) {
    case 0x10:
      return int32();
    case 0x02:
      return text();
    case 0x01:
      return double();
    case 0x03:
      return document();
    case 0x04:
      return array();
    case 0x07:
      return objectId();
    case 0x08:
      return source[at++] === 1;
    case 0x09:
      return date();
    case 0x0a:
    case 0x06:
      return null;
    case 0x12:
      return int64();
    default:
      return rareValue(type);
  }
}

function rareValue(type: number): unknown {
  switch (type) {
    case 0x05:
      return binary();
    case 0x0b:
      return new BSONRegExp(nextText(), nextText());
    case 0x0d:
      return new Code(text());
    case 0x0e:
      return new BSONSymbol(text());
    case 0x0f:
      int32();
      return new Code(text(), document());
    case 0x11: {
      const i = int32() >>> 0;
      return new Timestamp({ t: int32() >>> 0, i });
    }
    case 0x13:
      return new Decimal128(Buffer.from(source.subarray((at += 16) - 16, at)));
    case 0x7f:
      return new MaxKey();
    case 0xff:
      return new MinKey();
    case 0x0c:
      return unsupported('the deprecated BSON type DBPointer');
    default:
      return broken();
  }
}

/** Steps over a value without building it. */
function skip(type: number): void {
  switch (type) {
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      at += 8;
      return;
    case 0x02:
    case 0x0d:
    case 0x0e:
      skipped(int32());
      return;
    case 0x03:
    case 0x04:
    case 0x0f:
      skipped(int32() - 4);
      return;
    case 0x07:
      at += 12;
      return;
    case 0x08:
      at += 1;
      return;
    case 0x10:
      at += 4;
      return;
    case 0x13:
      at += 16;
      return;
    default:
      value(type);
  }
}

function skipped(length: number): void {
  if (length < 1) broken();
  at += length;
}

function int32(): number {
  const place = at;
  at += 4;
  if (at > source.length) broken();
  return source[place]! | (source[place + 1]! << 8) | (source[place + 2]! << 16) | (source[place + 3]! << 24);
}

function int64(): Long {
  const low = int32();
  return new Long(low, int32());
}

const eight = new Uint8Array(8);
const asDouble = new Float64Array(eight.buffer);

function double(): number | Double {
  if (at + 8 > source.length) broken();
  for (let i = 0; i < 8; i++) eight[i] = source[at + i]!;
  at += 8;
  const number = asDouble[0]!;
  return (number | 0) === number && (number !== 0 || 1 / number > 0) ? new Double(number) : number;
}

function text(): string {
  const length = int32() - 1;
  const start = at;
  at += length + 1;
  if (length < 0 || at > source.length || source[at - 1] !== 0) broken();
  return source.toString('utf8', start, start + length);
}

/** The bson package reads an ObjectId in place when told where it begins; its types do not tell of it. */
const ObjectIdAt = ObjectId as unknown as new (bytes: Uint8Array, offset: number) => ObjectId;

function objectId(): ObjectId {
  at += 12;
  if (at > source.length) broken();
  return new ObjectIdAt(source, at - 12);
}

/** JavaScript's dates reach to the year 275760; BSON's go further. */
function date(): Date {
  const value = new Date(int64().toNumber());
  if (Number.isNaN(value.getTime())) unsupported('a date that JavaScript cannot hold');
  return value;
}

function binary(): Binary {
  let length = int32();
  const subtype = source[at++]!;
  const end = at + length;
  if (length < 0 || end > source.length) broken();
  if (subtype === 2) {
    length = int32();
    if (at + length !== end) broken();
  }
  const bytes = Buffer.from(source.subarray(at, end));
  at = end;
  return new Binary(bytes, subtype);
}

function nextText(): string {
  const end = source.indexOf(0, at);
  if (end < 0) broken();
  const start = at;
  at = end + 1;
  return source.toString('utf8', start, end);
}

function nextKey(): string {
  const key = readKey(source, at);
  at = keyEnd;
  return key;
}

function broken(): never {
  return fail(22, 'the bytes are not a valid BSON document');
}
