// One way to write a value as text, so that a hash means the same on every machine, locale and version.
import { createHash } from 'node:crypto';

/**
 * Canonical JSON: keys sorted by code unit, no spaces, strings NFC, dates as ISO instants, ids as hex, bytes as base64,
 * undefined left out, -0 as 0. (After RFC 8785, with the types that a document of ours may hold.)
 * @throws TypeError for functions, symbols, NaN and infinities.
 */
export function canonical(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return number(value);
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Map) return canonical(Object.fromEntries(value as Map<string, unknown>));
  if (typeof value === 'object') return object(value as Record<string, unknown>);
  throw new TypeError(`A ${typeof value} has no canonical form`);
}

/** SHA-256 of the canonical form, 64 hex digits. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

// A lone surrogate does not survive UTF-8: it is hashed as what the database will give back.
function text(value: string): string {
  return JSON.stringify(value.toWellFormed().normalize('NFC'));
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('Only finite numbers have a canonical form');
  return Object.is(value, -0) ? '0' : String(value);
}

function object(value: Record<string, unknown>): string {
  if (typeof value.toHexString === 'function')
    return JSON.stringify((value as unknown as { toHexString(): string }).toHexString());
  if (value._bsontype === 'Binary') return canonical((value as unknown as { value(): Uint8Array }).value());
  if (value._bsontype === 'Int32' || value._bsontype === 'Double') return number(Number(value));
  if (value._bsontype === 'Long') return (value as unknown as { toString(): string }).toString();
  if (value._bsontype !== undefined)
    return JSON.stringify((value as unknown as { toString(): string }).toString());
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  keys.sort((a, b) => (a < b ? -1 : 1));
  return `{${keys.map((key) => `${text(key)}:${canonical(value[key])}`).join(',')}}`;
}
