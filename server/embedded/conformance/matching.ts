// Compares what was answered with what a test expects, by the rules of the unified test format.
import { EJSON } from 'bson';

export type Json = Record<string, unknown>;

/** What expectations may refer to by name. */
export interface Named {
  entity(id: string): unknown;
  lsidOf(session: string): unknown;
}

/** Where the two differ, in words; null when they match. At the root a document may have more fields than expected. */
export function mismatch(
  expected: unknown,
  actual: unknown,
  named: Named,
  root = true,
  path = '$',
): string | null {
  if (isObject(expected)) {
    const operator = Object.keys(expected)[0];
    if (operator?.startsWith('$$')) return special(operator, expected[operator], actual, named, root, path);
    return isObject(actual)
      ? documents(expected, fieldsOf(actual), named, root, path)
      : differ(expected, actual, path);
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return differ(expected, actual, path);
    return first(
      expected.map((item, i) => mismatch(item, (actual as unknown[])[i], named, root, `${path}[${i}]`)),
    );
  }
  return same(expected, actual) ? null : differ(expected, actual, path);
}

function documents(expected: Json, actual: Json, named: Named, root: boolean, path: string): string | null {
  const problem = first(
    Object.keys(expected).map((key) => mismatch(expected[key], actual[key], named, false, `${path}.${key}`)),
  );
  if (problem || root) return problem;
  const more = Object.keys(actual).find((key) => !(key in expected) && actual[key] !== undefined);
  return more === undefined ? null : `${path}.${more} was not expected`;
}

function special(
  operator: string,
  value: unknown,
  actual: unknown,
  named: Named,
  root: boolean,
  path: string,
): string | null {
  const absent = actual === undefined || actual === null;
  switch (operator) {
    case '$$exists':
      return (value === true) === !absent
        ? null
        : `${path} ${value === true ? 'is missing' : 'should not be there'}`;
    case '$$unsetOrMatches':
      return absent ? null : mismatch(value, actual, named, root, path);
    case '$$sessionLsid':
      return mismatch(named.lsidOf(String(value)), actual, named, false, path);
    case '$$matchesEntity':
      return mismatch(named.entity(String(value)), actual, named, false, path);
    case '$$type':
      return absent ? `${path} is missing` : null;
    case '$$lte':
      return Number(actual) <= Number(value) ? null : `${path} is too large`;
    default:
      return `${path}: ${operator} is not understood by this runner`;
  }
}

function first(problems: (string | null)[]): string | null {
  return problems.find((problem) => problem !== null) ?? null;
}

/** Numbers are compared by value, all else by its canonical text. */
function same(expected: unknown, actual: unknown): boolean {
  if (expected === actual) return true;
  if (isNumeric(expected) && isNumeric(actual)) return Number(expected) === Number(actual);
  if (expected === null || actual === null || expected === undefined || actual === undefined) return false;
  return text(expected) === text(actual);
}

function isNumeric(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  const type = (value as { _bsontype?: string } | null)?._bsontype;
  return type === 'Long' || type === 'Int32' || type === 'Double';
}

/** Documents, and what stands for one in a driver's command: maps and option objects. */
function isObject(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !('_bsontype' in value) && !(value instanceof Date) && !(value instanceof Uint8Array);
}

function fieldsOf(value: Json): Json {
  return value instanceof Map ? Object.fromEntries<unknown>(value) : value;
}

export function text(value: unknown): string {
  return value === undefined ? 'nothing' : EJSON.stringify(value, { relaxed: true });
}

function differ(expected: unknown, actual: unknown, path: string): string {
  return `${path}: expected ${text(expected)}, got ${text(actual)}`;
}
