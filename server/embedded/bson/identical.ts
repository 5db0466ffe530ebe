// Sameness to the last bit: where numeric equality is not enough because storing one for the other would change the data.
import { sameNumber } from './arithmetic.ts';
import { compare } from './compare.ts';
import { isDoc, isNumber, typeOf } from './types.ts';

/** Whether two values would be written as the same bytes: same types, same order of fields, same zeros. */
export function identical(a: unknown, b: unknown): boolean {
  if (a === b) return a !== 0 || Object.is(a, b);
  if (isNumber(a)) return isNumber(b) && sameNumber(a, b);
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => identical(item, b[i]));
  }
  if (!isDoc(a)) return typeOf(a) === typeOf(b) && compare(a, b) === 0;
  if (!isDoc(b)) return false;
  const keys = Object.keys(a);
  const others = Object.keys(b);
  return (
    keys.length === others.length && keys.every((key, i) => key === others[i] && identical(a[key], b[key]))
  );
}
