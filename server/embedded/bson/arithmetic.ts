// Arithmetic among the four numeric types: the result has the wider type, and int32 grows to int64 rather than overflow.
import { Decimal128, Double, isInt32, Long, type Num, typeOf } from './types.ts';
import { toDouble } from './numbers.ts';
import { addDecimals, multiplyDecimals, subtractDecimals, toDecimal } from './decimal.ts';

export type NumericType = 'int' | 'long' | 'double' | 'decimal';

const WIDTH: Record<NumericType, number> = { int: 0, long: 1, double: 2, decimal: 3 };

export function numericType(value: Num): NumericType {
  return typeOf(value) as NumericType;
}

/** The wider of two types. */
export function wider(a: NumericType, b: NumericType): NumericType {
  return WIDTH[a] >= WIDTH[b] ? a : b;
}

/** A result that is a double, in the form that is written as one; NaN is always the same NaN. */
export function doubleOf(value: number): number | Double {
  if (Number.isNaN(value)) return NaN;
  return isInt32(value) ? new Double(value) : value;
}

/** An integer result as int32 when `type` is int and it fits, else as int64; null when it fits neither. */
export function integerOf(value: bigint, type: NumericType): number | Long | null {
  if (type === 'int' && BigInt.asIntN(32, value) === value) return Number(value);
  return BigInt.asIntN(64, value) === value ? Long.fromBigInt(value) : null;
}

export function toBigInt(value: Num): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(toDouble(value));
}

interface Operation {
  double: (a: number, b: number) => number;
  integer: (a: bigint, b: bigint) => bigint;
  decimal: (a: Decimal128, b: Decimal128) => Decimal128;
}

/** Adds; null when the result is beyond int64. */
export function add(a: Num, b: Num): Num | null {
  return combine(a, b, ADD);
}

/** Subtracts; null when the result is beyond int64. */
export function subtract(a: Num, b: Num): Num | null {
  return combine(a, b, SUBTRACT);
}

/** Multiplies; null when the result is beyond int64. */
export function multiply(a: Num, b: Num): Num | null {
  return combine(a, b, MULTIPLY);
}

const ADD: Operation = { double: (a, b) => a + b, integer: (a, b) => a + b, decimal: addDecimals };
const SUBTRACT: Operation = { double: (a, b) => a - b, integer: (a, b) => a - b, decimal: subtractDecimals };
const MULTIPLY: Operation = { double: (a, b) => a * b, integer: (a, b) => a * b, decimal: multiplyDecimals };

function combine(a: Num, b: Num, operation: Operation): Num | null {
  const type = wider(numericType(a), numericType(b));
  if (type === 'decimal') return operation.decimal(toDecimal(a), toDecimal(b));
  if (type === 'double') return doubleOf(operation.double(toDouble(a), toDouble(b)));
  if (type === 'int') {
    const result = operation.double(toDouble(a), toDouble(b));
    if (result === 0) return 0;
    if (isInt32(result)) return result;
  }
  return integerOf(operation.integer(toBigInt(a), toBigInt(b)), type);
}

/** Whether two numbers have the same type and the same value, so that storing one for the other changes nothing. */
export function sameNumber(a: Num, b: Num): boolean {
  if (numericType(a) !== numericType(b)) return false;
  if (a instanceof Decimal128 && b instanceof Decimal128) return Buffer.compare(a.bytes, b.bytes) === 0;
  if (a instanceof Long && b instanceof Long) return a.equals(b);
  return Object.is(toDouble(a), toDouble(b));
}
