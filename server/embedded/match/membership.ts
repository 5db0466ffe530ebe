// `$in` with a list: plain values are looked up, not compared one by one.
import { BSONSymbol, equal, ObjectId } from '../bson/index.ts';

type Test = (value: unknown) => boolean;

/** Tells whether a value is one of `values` or passes one of the tests of regular expressions. */
export function membership(values: readonly unknown[], regexes: readonly Test[]): Test {
  const withNull = values.includes(null);
  const simple = new Set<unknown>();
  const ids = new Set<string>();
  const numbers: number[] = [];
  const others: unknown[] = [];
  for (const value of values) {
    if (typeof value === 'string' || typeof value === 'boolean') simple.add(value);
    else if (value instanceof BSONSymbol) simple.add(value.value);
    else if (typeof value === 'number') numbers.push(value);
    else if (value instanceof ObjectId) ids.add(value.toHexString());
    else if (value !== null) others.push(value);
  }
  for (const number of numbers) simple.add(number);
  const isListed = (value: unknown): boolean => {
    if (typeof value === 'string' || typeof value === 'boolean') return simple.has(value);
    if (value instanceof ObjectId) return ids.has(value.toHexString());
    if (value instanceof BSONSymbol) return simple.has(value.value);
    if (typeof value === 'number') return simple.has(value) || others.some((other) => equal(value, other));
    return others.some((other) => equal(value, other)) || numbers.some((number) => equal(value, number));
  };
  return (value) => {
    if (value === undefined || value === null) return withNull;
    return isListed(value) || regexes.some((test) => test(value));
  };
}
