// A primitive for every value, the same for equal values: what grouping, sets and joins look values up by.
import { compareNumbers, toDouble } from './numbers.ts';
import { keyString } from './keystring.ts';
import { BSONSymbol, isNumber, ObjectId } from './types.ts';

/** Two values have the same identity exactly when they are `equal`. Fit as the key of a Map. */
export function identityOf(value: unknown): string | number | boolean | null | undefined {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined)
    return value;
  if (value instanceof ObjectId) return `o${value.toHexString()}`;
  if (value instanceof BSONSymbol) return `s${value.value}`;
  if (isNumber(value)) {
    const nearest = toDouble(value);
    if (compareNumbers(value, nearest) === 0) return nearest;
  }
  return `k${Buffer.from(keyString([value])).toString('latin1')}`;
}
