// Rounding operators. Halves go to the even neighbour, as on the server.
import { doubleOf, integerOf, numericType, toBigInt } from '../../bson/arithmetic.ts';
import { decimalOf, shifted } from '../../bson/decimal.ts';
import { Decimal128, type Num } from '../../bson/index.ts';
import { type Exact, exactOf, toDouble } from '../../bson/numbers.ts';
import { fail } from '../../errors.ts';
import { between, number, unary } from './arguments.ts';
import { isNullish, type Operators, wholeOf } from './values.ts';

type Rounding = 'even' | 'cut' | 'down' | 'up';

export const rounding: Operators = {
  $round: between(1, 2, (values) => toPlaces('$round', values, 'even')),
  $trunc: between(1, 2, (values) => toPlaces('$trunc', values, 'cut')),
  $floor: unary((value) => toPlaces('$floor', [value], 'down')),
  $ceil: unary((value) => toPlaces('$ceil', [value], 'up')),
};

function toPlaces(name: string, values: readonly unknown[], how: Rounding): unknown {
  const [value, places = 0] = values;
  if (isNullish(value) || isNullish(places)) return null;
  const given = number(name, value, name === '$round' || name === '$trunc' ? 51081 : 28765);
  const digits = wholeOf(places);
  if (digits === null) return fail(51082, `precision argument to ${name} must be an integral value`);
  if (digits < -20 || digits > 100)
    return fail(51083, `cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
  const type = numericType(given);
  if (type === 'int' || type === 'long') return roundInteger(given, digits, how);
  const exact = exactOf(given);
  if (exact === null) return given;
  const rounded = round(exact, -digits, how);
  if (type === 'decimal') return quantized(rounded, -digits);
  return rounded === exact ? given : doubleOf(signed(Number(`${rounded.digits}E${rounded.exponent}`), given));
}

/** A decimal with exactly that exponent; it turns to NaN when that takes more digits than there are. */
function quantized(value: Exact, exponent: number): Decimal128 {
  const digits = value.digits * 10n ** BigInt(value.exponent - exponent);
  return String(digits).replace('-', '').length > 34
    ? Decimal128.fromString('NaN')
    : decimalOf({ digits, exponent });
}

/** A result of zero keeps the sign of what was rounded. */
function signed(result: number, given: Num): number {
  return result === 0 && toDouble(given) < 0 ? -0 : result;
}

function roundInteger(value: Num, places: number, how: Rounding): unknown {
  if (places >= 0) return value;
  const rounded = round({ digits: toBigInt(value), exponent: 0 }, -places, how);
  const result = rounded.digits * 10n ** BigInt(rounded.exponent);
  return (
    integerOf(result, numericType(value)) ??
    fail(51080, 'invalid conversion from Decimal128 result in $round')
  );
}

/** Rounds to a multiple of ten to the power of `exponent`. */
function round(exact: Exact, exponent: number, how: Rounding): Exact {
  const drop = exponent - exact.exponent;
  if (drop <= 0) return exact;
  if (how === 'even') return shifted(exact, drop);
  const unit = 10n ** BigInt(drop);
  const rest = exact.digits % unit;
  let digits = exact.digits / unit;
  if (how === 'down' && rest < 0n) digits -= 1n;
  if (how === 'up' && rest > 0n) digits += 1n;
  return { digits, exponent };
}
