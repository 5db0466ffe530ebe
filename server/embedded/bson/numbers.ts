// Exact comparison among int, long, double and decimal: no value is rounded to another type on the way.
import { Decimal128, Double, Int32, Long, type Num } from './types.ts';

/** A finite number as `digits` times ten to the power of `exponent`. */
export interface Exact {
  digits: bigint;
  exponent: number;
}

/** The double nearest to a number. */
export function toDouble(value: Num): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double || value instanceof Int32) return value.value;
  if (value instanceof Long) return value.toNumber();
  return Number(value.toString());
}

/** Orders numbers by value, whatever their types. NaN equals NaN and comes first. */
export function compareNumbers(a: Num, b: Num): number {
  const x = toDouble(a);
  const y = toDouble(b);
  // Rounding keeps the order, so only values that round to the same double need a closer look.
  if (x < y) return -1;
  if (x > y) return 1;
  if (x !== x || y !== y) return x !== x ? (y !== y ? 0 : -1) : 1;
  if (isRounded(a) || isRounded(b)) return compareExact(a, b, x);
  return 0;
}

function isRounded(value: Num): boolean {
  return value instanceof Decimal128 || (value instanceof Long && !Number.isSafeInteger(value.toNumber()));
}

function compareExact(a: Num, b: Num, nearest: number): number {
  const p = exactOf(a);
  const q = exactOf(b);
  if (p === null || q === null) {
    // Decimals beyond the reach of doubles lie between the largest double and infinity.
    if (p === null && q === null) return 0;
    return (p === null ? 1 : -1) * Math.sign(nearest);
  }
  const exponent = Math.min(p.exponent, q.exponent);
  const left = p.digits * 10n ** BigInt(p.exponent - exponent);
  const right = q.digits * 10n ** BigInt(q.exponent - exponent);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The value without any rounding, or null for infinities and NaN. */
export function exactOf(value: Num): Exact | null {
  if (value instanceof Decimal128) return exactDecimal(value);
  if (value instanceof Long) return { digits: value.toBigInt(), exponent: 0 };
  return exactDouble(toDouble(value));
}

function exactDecimal(value: Decimal128): Exact | null {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(value.toString());
  if (parts === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  return { digits: BigInt(sign + whole + fraction), exponent: Number(exponent) - fraction.length };
}

function exactDouble(value: number): Exact | null {
  if (!Number.isFinite(value)) return null;
  let scaled = value;
  let halvings = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    halvings++;
  }
  return { digits: BigInt(scaled) * 5n ** BigInt(halvings), exponent: -halvings };
}

/** The whole part of a number, or null when it is not finite or does not fit 64 bits. */
export function truncated(value: Num): bigint | null {
  const exact = exactOf(value);
  if (exact === null || exact.exponent > 40) return null;
  const whole =
    exact.exponent >= 0
      ? exact.digits * 10n ** BigInt(exact.exponent)
      : exact.digits / 10n ** BigInt(-exact.exponent);
  return BigInt.asIntN(64, whole) === whole ? whole : null;
}
