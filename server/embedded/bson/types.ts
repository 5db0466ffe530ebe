// The kinds of BSON value as they live in memory, and the questions that all other rooms ask of them.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  BSONValue,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

export {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
};

/**
 * A document in memory. int32 is a number; double is a number, or a `Double` where a bare number would be taken for an int32;
 * int64 is a `Long`; a regular expression is a `BSONRegExp`; the other types are the classes of the bson package.
 * `undefined` stands for a missing value. Known limit, shared with every JavaScript driver: keys that look like
 * array indexes come first, and a repeated key is kept once.
 */
export type Doc = Record<string, unknown>;

/** Any of the four numeric types. */
export type Num = number | Double | Int32 | Long | Decimal128;

export type TypeName =
  | 'missing'
  | 'minKey'
  | 'double'
  | 'string'
  | 'object'
  | 'array'
  | 'binData'
  | 'objectId'
  | 'bool'
  | 'date'
  | 'null'
  | 'regex'
  | 'javascript'
  | 'symbol'
  | 'javascriptWithScope'
  | 'int'
  | 'timestamp'
  | 'long'
  | 'decimal'
  | 'maxKey';

/** The name of a value's type, as `$type` of an aggregation expression gives it. */
export function typeOf(value: unknown): TypeName {
  switch (typeof value) {
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'long';
    case 'undefined':
      return 'missing';
    default:
      return value === null ? 'null' : typeOfObject(value as object);
  }
}

const CLASSES: Record<string, TypeName | undefined> = {
  Double: 'double',
  Int32: 'int',
  Long: 'long',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  Binary: 'binData',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

function typeOfObject(value: object): TypeName {
  if (Array.isArray(value)) return 'array';
  if (value instanceof BSONValue) {
    if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript';
    return CLASSES[value._bsontype] ?? 'object';
  }
  if (value instanceof Date) return 'date';
  if (value instanceof Uint8Array) return 'binData';
  if (value instanceof RegExp) return 'regex';
  return 'object';
}

/** Whether a bare number is written as int32 (minus zero is a double). */
export function isInt32(value: number): boolean {
  return (value | 0) === value && (value !== 0 || 1 / value > 0);
}

export function isNumber(value: unknown): value is Num {
  if (typeof value === 'number') return true;
  if (typeof value !== 'object' || value === null) return false;
  return (
    (value instanceof Double ||
      value instanceof Long ||
      value instanceof Decimal128 ||
      value instanceof Int32) &&
    !(value instanceof Timestamp)
  );
}

/** Whether a value is an embedded document (not an array, not one of the BSON classes). */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isRegex(value: unknown): value is BSONRegExp | RegExp {
  return value instanceof BSONRegExp || value instanceof RegExp;
}

/** The position of each type in the order in which values of different types sort. Missing values are 0, below null. */
const ORDER: Record<TypeName, number> = {
  minKey: -1,
  missing: 0,
  null: 5,
  int: 10,
  long: 10,
  double: 10,
  decimal: 10,
  string: 15,
  symbol: 15,
  object: 20,
  array: 25,
  binData: 30,
  objectId: 35,
  bool: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  javascript: 60,
  javascriptWithScope: 65,
  maxKey: 127,
};

/** The position of a value's type among all types; equal numbers are compared by value (the four numeric types are one). */
export function typeOrder(value: unknown): number {
  if (typeof value === 'string') return 15;
  if (typeof value === 'number') return 10;
  return ORDER[typeOf(value)];
}

/** Sets a field even when it is called `__proto__`. */
export function setField(doc: Doc, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(doc, key, { value, enumerable: true, configurable: true, writable: true });
  else doc[key] = value;
}

/** Reads an own field; inherited names (`constructor`, `toString` ...) count as missing. */
export function getField(doc: Doc, key: string): unknown {
  const value = doc[key];
  if (value === undefined) return undefined;
  return Object.hasOwn(doc, key) ? value : undefined;
}

/** A deep copy of documents and arrays; other values are never changed in place, so they are shared. */
export function clone<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => clone(item)) as T;
  if (!isDoc(value)) return value;
  const copy: Doc = {};
  for (const key of Object.keys(value)) setField(copy, key, clone(value[key]));
  return copy as T;
}
