// `$in` with a list: values are looked up, not compared one by one.
import { BSONSymbol, identityOf, typeOrder } from '../bson/index.ts';

type Test = (value: unknown) => boolean;

/** Tells whether a value is one of `values` or passes one of the tests of regular expressions. */
export function membership(values: readonly unknown[], regexes: readonly Test[]): Test {
  const withNull = values.includes(null);
  const texts = new Set<string>();
  const identities = new Set<unknown>();
  const orders = new Set<number>();
  for (const value of values) {
    if (typeof value === 'string') texts.add(value);
    else if (value instanceof BSONSymbol) texts.add(value.value);
    else {
      identities.add(identityOf(value));
      orders.add(typeOrder(value));
    }
  }
  const isListed = (value: unknown): boolean => {
    if (typeof value === 'string') return texts.has(value);
    if (value instanceof BSONSymbol) return texts.has(value.value);
    return orders.has(typeOrder(value)) && identities.has(identityOf(value));
  };
  return (value) => {
    if (value === undefined || value === null) return withNull;
    return isListed(value) || regexes.some((test) => test(value));
  };
}
