// How numbers, dates and ids are written as text.
import { Decimal128, isNumber, Long, ObjectId } from '../../bson/index.ts';
import { numericType } from '../../bson/arithmetic.ts';
import { toDouble } from '../../bson/numbers.ts';
import { unsupported } from '../../errors.ts';

/** A value as text, or null for the types that are not written as text. */
export function writtenOut(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (!isNumber(value)) return null;
  if (value instanceof Long || value instanceof Decimal128) return value.toString();
  return numericType(value) === 'int' ? String(toDouble(value)) : writtenDouble(toDouble(value));
}

/** Doubles are written with up to 16 significant digits, in C's `%.16g`. */
function writtenDouble(value: number): string {
  if (!Number.isFinite(value)) return unsupported('writing an infinite double as text');
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = value.toExponential(15).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 16) return withoutZeros(value.toFixed(Math.max(0, 15 - power)));
  const sign = power < 0 ? '-' : '+';
  return `${withoutZeros(mantissa)}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}

function withoutZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
}
