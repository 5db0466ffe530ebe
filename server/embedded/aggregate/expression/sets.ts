// Operators that take arrays as sets: neither order nor repeats count.
import { identityOf } from '../../bson/index.ts';
import { array, between, binary, unary, variadic } from './arguments.ts';
import { isNullish, isTruthy, type Operators } from './values.ts';

export const sets: Operators = {
  $setUnion: variadic((values) =>
    values.some(isNullish) ? null : distinct(values.flatMap((value) => array('$setUnion', value, 17043))),
  ),
  $setIntersection: variadic((values) => {
    if (values.some(isNullish)) return null;
    const [first = [], ...others] = values.map((value) => array('$setIntersection', value, 17047));
    const keys = others.map(keysOf);
    return distinct(first).filter((item) => keys.every((set) => set.has(identityOf(item))));
  }),
  $setDifference: binary((a, b) => {
    if (isNullish(a) || isNullish(b)) return null;
    const without = keysOf(array('$setDifference', b, 17049));
    return distinct(array('$setDifference', a, 17048)).filter((item) => !without.has(identityOf(item)));
  }),
  $setEquals: between(2, Infinity, (values) => {
    const [first, ...others] = values.map((value) => keysOf(array('$setEquals', value, 17044)));
    return others.every((set) => set.size === first!.size && [...set].every((key) => first!.has(key)));
  }),
  $setIsSubset: binary((a, b) => {
    const whole = keysOf(array('$setIsSubset', b, 17042));
    return array('$setIsSubset', a, 17046).every((item) => whole.has(identityOf(item)));
  }),
  $anyElementTrue: unary((value) => array('$anyElementTrue', value, 17041).some(isTruthy)),
  $allElementsTrue: unary((value) => array('$allElementsTrue', value, 17040).every(isTruthy)),
};

function keysOf(values: readonly unknown[]): Set<unknown> {
  return new Set(values.map(identityOf));
}

function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Set<unknown>();
  return values.filter((value) => {
    const key = identityOf(value);
    return seen.has(key) ? false : seen.add(key);
  });
}
