// Reads the typed fields of a command, with the errors that MongoDB gives for wrong types.
import { isDoc, isNumber, typeOf, type Doc } from '../bson/index.ts';
import { fail } from '../errors.ts';

/** A whole number, or the default when the field is absent or null. @throws CommandError 14 */
export function numberOf(body: Doc, field: string, absent: number): number {
  const value = body[field];
  if (value === undefined || value === null) return absent;
  if (!isNumber(value)) wrongType(body, field, value, "[long, int, decimal, double']");
  return Math.trunc(Number(value));
}

/** true for true and for numbers but zero. */
export function flagOf(body: Doc, field: string): boolean {
  const value = body[field];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  if (isNumber(value)) return Number(value) !== 0;
  return wrongType(body, field, value, "[bool, long, int, decimal, double']");
}

/** A document, or undefined. @throws CommandError 14 */
export function docOf(body: Doc, field: string): Doc | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (!isDoc(value)) wrongType(body, field, value, "'object'");
  return value;
}

/** @throws CommandError 14, 40414 when absent */
export function listOf(body: Doc, field: string): unknown[] {
  const value = body[field];
  if (value === undefined) fail(40414, `BSON field '${field}' is missing but a required field`);
  if (!Array.isArray(value)) wrongType(body, field, value, "'array'");
  return value as unknown[];
}

/** @throws CommandError 14, 40414 when absent */
export function textOf(body: Doc, field: string): string {
  const value = body[field];
  if (value === undefined) fail(40414, `BSON field '${field}' is missing but a required field`);
  if (typeof value !== 'string') wrongType(body, field, value, "'string'");
  return value;
}

function wrongType(body: Doc, field: string, value: unknown, expected: string): never {
  const command = Object.keys(body)[0] ?? '';
  fail(
    14,
    `BSON field '${command}.${field}' is the wrong type '${typeOf(value)}', expected type ${expected}`,
  );
}
