// Arithmetic operators.
import {
  add,
  doubleOf,
  integerOf,
  multiply,
  numericType,
  subtract,
  toBigInt,
  wider,
} from '../../bson/arithmetic.ts';
import { decimalOf, divideDecimals, shifted, toDecimal } from '../../bson/decimal.ts';
import { Decimal128, isNumber, Long, type Num, typeOf } from '../../bson/index.ts';
import { exactOf, toDouble } from '../../bson/numbers.ts';
import { fail, unsupported } from '../../errors.ts';
import { binary, number, unary, variadic } from './arguments.ts';
import { isNullish, type Operators } from './values.ts';

export const arithmetic: Operators = {
  $add: variadic(sum),
  $multiply: variadic(product),
  $subtract: binary(difference),
  $divide: binary(quotient),
  $mod: binary(remainder),
  $abs: unary(absolute),
  $sqrt: unary(root),
};

/** Adds numbers, or numbers to one date. */
function sum(values: unknown[]): unknown {
  let total: Num = 0;
  let date: Date | null = null;
  let allInts = true;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (value instanceof Date) {
      if (date !== null) fail(16612, 'only one date allowed in an $add expression');
      date = value;
    } else if (isNumber(value)) {
      allInts &&= numericType(value) === 'int';
      total = add(total, value) ?? doubleOf(toDouble(total) + toDouble(value));
    } else fail(16554, `$add only supports numeric or date types, not ${typeOf(value)}`);
  }
  return date === null ? narrowed(total, allInts) : moved(date, total);
}

/** A result of int32 values alone is int32 again if it fits, even when it was larger on the way. */
function narrowed(value: Num, allInts: boolean): Num {
  return allInts && value instanceof Long ? integerOf(value.toBigInt(), 'int')! : value;
}

/** A date some milliseconds later. */
function moved(date: Date, by: Num): Date {
  const whole =
    by instanceof Decimal128
      ? Number(shiftedToWhole(by))
      : Math.round(Math.abs(toDouble(by))) * Math.sign(toDouble(by));
  const result = new Date(date.getTime() + whole);
  return Number.isNaN(result.getTime()) ? fail(15, 'date overflow') : result;
}

function shiftedToWhole(value: Decimal128): bigint {
  const exact = exactOf(value);
  if (exact === null) return fail(15, 'date overflow');
  return exact.exponent >= 0
    ? exact.digits * 10n ** BigInt(exact.exponent)
    : shifted(exact, -exact.exponent).digits;
}

function product(values: unknown[]): unknown {
  let result: Num = 1;
  let allInts = true;
  for (const value of values) {
    if (isNullish(value)) return null;
    const factor = number('$multiply', value, 16555);
    allInts &&= numericType(factor) === 'int';
    result = multiply(result, factor) ?? doubleOf(toDouble(result) * toDouble(factor));
  }
  return narrowed(result, allInts);
}

function difference(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date && isNumber(b)) return moved(a, doubleOf(-toDouble(b)));
  if (!isNumber(a) || !isNumber(b)) return fail(16556, `can't $subtract ${typeOf(b)} from ${typeOf(a)}`);
  return subtract(a, b) ?? doubleOf(toDouble(a) - toDouble(b));
}

function quotient(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    return fail(16609, `$divide only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
  if (toDouble(b) === 0) return fail(16608, "can't $divide by zero");
  if (a instanceof Decimal128 || b instanceof Decimal128) return divideDecimals(toDecimal(a), toDecimal(b));
  return doubleOf(toDouble(a) / toDouble(b));
}

function remainder(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null;
  if (!isNumber(a) || !isNumber(b))
    return fail(16611, `$mod only supports numeric types, not ${typeOf(a)} and ${typeOf(b)}`);
  if (toDouble(b) === 0) return fail(16610, "can't $mod by zero");
  const type = wider(numericType(a), numericType(b));
  if (type === 'decimal') return decimalRemainder(toDecimal(a), toDecimal(b));
  if (type === 'double') return doubleOf(toDouble(a) % toDouble(b));
  const rest = toBigInt(a) % toBigInt(b);
  return type === 'int' ? Number(rest) : Long.fromBigInt(rest);
}

function decimalRemainder(a: Decimal128, b: Decimal128): Decimal128 {
  const [x, y] = [exactOf(a), exactOf(b)];
  if (x === null) return Decimal128.fromString('NaN');
  if (y === null) return toDouble(b) === toDouble(b) ? a : b;
  const exponent = Math.min(x.exponent, y.exponent);
  const left = x.digits * 10n ** BigInt(x.exponent - exponent);
  const right = y.digits * 10n ** BigInt(y.exponent - exponent);
  return decimalOf({ digits: left % right, exponent });
}

function absolute(value: unknown): unknown {
  if (isNullish(value)) return null;
  const given = number('$abs', value, 28765);
  if (given instanceof Decimal128) return Decimal128.fromString(given.toString().replace(/^-/, ''));
  if (!(given instanceof Long)) {
    const size = Math.abs(toDouble(given));
    if (numericType(given) === 'double') return doubleOf(size);
    return size > 2147483647 ? Long.fromNumber(size) : size;
  }
  if (given.equals(Long.MIN_VALUE)) return fail(28680, "can't take $abs of long long min");
  return given.isNegative() ? given.negate() : given;
}

function root(value: unknown): unknown {
  if (isNullish(value)) return null;
  const given = number('$sqrt', value, 28765);
  if (given instanceof Decimal128) return unsupported('$sqrt of a decimal');
  const size = toDouble(given);
  return size < 0
    ? fail(28714, "$sqrt's argument must be greater than or equal to 0")
    : doubleOf(Math.sqrt(size));
}
