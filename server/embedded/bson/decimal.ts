// Decimal arithmetic with 34 digits, rounding half to even, as IEEE 754 and the server define it.
import { Decimal128, Double, isInt32, type Num } from './types.ts';
import { type Exact, exactOf, toDouble } from './numbers.ts';

const DIGITS = 34;
const LOWEST = -6176;
const HIGHEST = 6111;

export function addDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const [x, y] = [exactOf(a), exactOf(b)];
  if (x === null || y === null) return special(toDouble(a) + toDouble(b));
  const exponent = Math.min(x.exponent, y.exponent);
  return decimalOf({ digits: scaled(x, exponent) + scaled(y, exponent), exponent });
}

export function subtractDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const [x, y] = [exactOf(a), exactOf(b)];
  if (x === null || y === null) return special(toDouble(a) - toDouble(b));
  const exponent = Math.min(x.exponent, y.exponent);
  return decimalOf({ digits: scaled(x, exponent) - scaled(y, exponent), exponent });
}

export function multiplyDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const [x, y] = [exactOf(a), exactOf(b)];
  if (x === null || y === null) return special(toDouble(a) * toDouble(b));
  return decimalOf({ digits: x.digits * y.digits, exponent: x.exponent + y.exponent });
}

/** The divisor must not be zero. The quotient keeps as many of the operands' decimals as it can when it is exact. */
export function divideDecimals(a: Decimal128, b: Decimal128): Decimal128 {
  const [x, y] = [exactOf(a), exactOf(b)];
  if (x === null || y === null) return special(toDouble(a) / toDouble(b));
  const preferred = x.exponent - y.exponent;
  const shift = Math.max(0, DIGITS + 2 + length(y.digits) - length(x.digits));
  const numerator = x.digits * 10n ** BigInt(shift);
  let digits = numerator / y.digits;
  let exponent = preferred - shift;
  if (numerator % y.digits !== 0n) {
    // One more digit stands for all that follow, so that no false tie is rounded.
    const sign = numerator < 0n === y.digits < 0n ? 1n : -1n;
    return decimalOf({ digits: digits * 10n + sign, exponent: exponent - 1 });
  }
  while (exponent < preferred && digits % 10n === 0n) {
    digits /= 10n;
    exponent++;
  }
  return decimalOf({ digits, exponent });
}

/**
 * Any number as a decimal. Integers are exact.
 * @param digits to how many digits doubles are rounded: 15 as in `$inc` and conversions, 34 as in sums
 */
export function toDecimal(value: Num, digits: 15 | 34 = 15): Decimal128 {
  if (value instanceof Decimal128) return value;
  const exact = exactOf(value);
  if (exact === null) return special(toDouble(value));
  if (digits === 34 || exact.digits === 0n || !isDouble(value)) return decimalOf(exact);
  return decimalOf(withDigits(exact, digits));
}

function isDouble(value: Num): boolean {
  return typeof value === 'number' ? !isInt32(value) : value instanceof Double;
}

/** Rounds to a number of digits, or adds zeros up to it. */
export function withDigits(exact: Exact, digits: number): Exact {
  const missing = digits - length(exact.digits);
  if (missing >= 0)
    return { digits: exact.digits * 10n ** BigInt(missing), exponent: exact.exponent - missing };
  const rounded = shifted(exact, -missing);
  return length(rounded.digits) > digits ? shifted(rounded, 1) : rounded;
}

/** Drops the last digits, rounding half to even. */
export function shifted(exact: Exact, drop: number): Exact {
  const unit = 10n ** BigInt(drop);
  const rest = exact.digits % unit;
  let digits = exact.digits / unit;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice > unit || (twice === unit && digits % 2n !== 0n)) digits += exact.digits < 0n ? -1n : 1n;
  return { digits, exponent: exact.exponent + drop };
}

/** The decimal nearest to an exact value. */
export function decimalOf(exact: Exact): Decimal128 {
  let value = exact;
  if (length(value.digits) > DIGITS) value = withDigits(value, DIGITS);
  if (value.exponent < LOWEST) value = shifted(value, Math.min(LOWEST - value.exponent, 6200));
  if (value.exponent > HIGHEST && value.digits !== 0n) {
    const room = DIGITS - length(value.digits);
    if (value.exponent - room > HIGHEST) return special(value.digits < 0n ? -Infinity : Infinity);
    value = { digits: scaled(value, HIGHEST), exponent: HIGHEST };
  }
  return Decimal128.fromString(`${value.digits}E${Math.max(LOWEST, Math.min(HIGHEST, value.exponent))}`);
}

function special(value: number): Decimal128 {
  return Decimal128.fromString(String(value));
}

function scaled(value: Exact, exponent: number): bigint {
  return value.digits * 10n ** BigInt(value.exponent - exponent);
}

function length(digits: bigint): number {
  return String(digits < 0n ? -digits : digits).length;
}
