// Conversions between types, and questions about types.
import { Decimal128, isNumber, Long, ObjectId, Timestamp, type TypeName, typeOf } from '../../bson/index.ts';
import { doubleOf, integerOf, numericType } from '../../bson/arithmetic.ts';
import { toDecimal } from '../../bson/decimal.ts';
import { toDouble, truncated } from '../../bson/numbers.ts';
import { CommandError, fail, unsupported } from '../../errors.ts';
import { named, unary } from './arguments.ts';
import { parseDate } from './dateparse.ts';
import { type Compile, type Evaluate, isNullish, isTruthy, type Operator, type Operators } from './values.ts';
import { writtenOut } from './written.ts';

export const conversions: Operators = {
  $type: unary((value) => typeOf(value)),
  $isNumber: unary((value) => isNumber(value)),
  $toString: conversionTo('string'),
  $toBool: conversionTo('bool'),
  $toInt: conversionTo('int'),
  $toLong: conversionTo('long'),
  $toDouble: conversionTo('double'),
  $toDecimal: conversionTo('decimal'),
  $toDate: conversionTo('date'),
  $toObjectId: conversionTo('objectId'),
  $convert: convert,
};

type Target = 'string' | 'bool' | 'int' | 'long' | 'double' | 'decimal' | 'date' | 'objectId';

function conversionTo(target: Target): Operator {
  return unary((value) => (isNullish(value) ? null : CONVERSIONS[target](value)));
}

const TARGETS: Record<string, Target | undefined> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
  double: 'double',
  string: 'string',
  objectId: 'objectId',
  bool: 'bool',
  date: 'date',
  int: 'int',
  long: 'long',
  decimal: 'decimal',
};

function targetOf(name: string): Target | undefined {
  return Object.hasOwn(TARGETS, name) ? TARGETS[name] : undefined;
}

function convert(argument: unknown, compile: Compile): Evaluate {
  const spec = named('$convert', argument, ['input', 'to'], ['onError', 'onNull']);
  const input = compile(spec.input);
  const to = compile(spec.to);
  const onNull = 'onNull' in spec ? compile(spec.onNull) : () => null;
  const onError = 'onError' in spec ? compile(spec.onError) : null;
  return (root, variables) => {
    const value = input(root, variables);
    const target = to(root, variables);
    if (isNullish(target)) return null;
    const wanted = isNumber(target) ? toDouble(target) : target;
    const known =
      typeof wanted === 'string' || typeof wanted === 'number' ? targetOf(String(wanted)) : undefined;
    if (known === undefined)
      return unsupported(`$convert to ${typeof target === 'string' ? target : 'such a type'}`);
    if (isNullish(value)) return onNull(root, variables);
    try {
      return CONVERSIONS[known](value);
    } catch (error) {
      if (onError === null || !(error instanceof CommandError) || error.code !== 241) throw error;
      return onError(root, variables);
    }
  };
}

const CONVERSIONS: Record<Target, (value: unknown) => unknown> = {
  string: (value) => writtenOut(value) ?? refuse(value, 'string'),
  bool: toBool,
  int: (value) => toInteger(value, 'int'),
  long: (value) => toInteger(value, 'long'),
  double: toDoubleValue,
  decimal: toDecimalValue,
  date: toDate,
  objectId: (value) => {
    if (value instanceof ObjectId) return value;
    if (typeof value !== 'string') return refuse(value, 'objectId');
    return /^[0-9a-fA-F]{24}$/.test(value)
      ? new ObjectId(value)
      : fail(241, `Failed to parse objectId '${value}' in $convert with no onError value`);
  },
};

function refuse(value: unknown, target: TypeName): never {
  return fail(
    241,
    `Unsupported conversion from ${typeOf(value)} to ${target} in $convert with no onError value`,
  );
}

function toBool(value: unknown): unknown {
  if (typeof value === 'string' || value instanceof ObjectId || value instanceof Date) return true;
  return typeof value === 'boolean' || isNumber(value) ? isTruthy(value) : refuse(value, 'bool');
}

function toInteger(value: unknown, type: 'int' | 'long'): unknown {
  if (typeof value === 'boolean') return integer(value ? 1n : 0n, type);
  if (value instanceof Date && type === 'long') return Long.fromNumber(value.getTime());
  if (typeof value === 'string') return integer(parsedInteger(value), type);
  if (!isNumber(value)) return refuse(value, type);
  return integer(truncated(value) ?? tooLarge(), type);
}

function parsedInteger(value: string): bigint {
  return /^[+-]?\d+$/.test(value)
    ? BigInt(value.replace(/^\+/, ''))
    : fail(241, `Failed to parse number '${value}' in $convert with no onError value`);
}

function integer(value: bigint, type: 'int' | 'long'): unknown {
  const result = integerOf(value, type);
  if (result === null || (type === 'int' && typeof result !== 'number')) return tooLarge();
  return result;
}

function tooLarge(): never {
  return fail(241, 'Conversion would overflow target type in $convert with no onError value');
}

function toDoubleValue(value: unknown): unknown {
  if (typeof value === 'boolean') return doubleOf(value ? 1 : 0);
  if (value instanceof Date) return doubleOf(value.getTime());
  if (typeof value === 'string') return doubleOf(parsedDouble(value));
  if (!isNumber(value)) return refuse(value, 'double');
  const result = toDouble(value);
  return Number.isFinite(result) ||
    !(value instanceof Decimal128) ||
    /^-?Infinity|NaN$/.test(value.toString())
    ? doubleOf(result)
    : tooLarge();
}

function parsedDouble(value: string): number {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return Number(value);
  return fail(241, `Failed to parse number '${value}' in $convert with no onError value`);
}

function toDecimalValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0');
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()));
  if (typeof value === 'string') {
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value))
      return fail(241, `Failed to parse number '${value}' in $convert with no onError value`);
    return Decimal128.fromStringWithRounding(value);
  }
  return isNumber(value) ? toDecimal(value) : refuse(value, 'decimal');
}

function toDate(value: unknown): unknown {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  if (typeof value === 'string') return parseDate(value);
  if (!isNumber(value) || numericType(value) === 'int') return refuse(value, 'date');
  const milliseconds = truncated(value) ?? tooLarge();
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) ? tooLarge() : date;
}
