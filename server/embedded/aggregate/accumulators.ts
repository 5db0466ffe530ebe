// What `$group` gathers from the documents of a group.
import { compare, identityOf, isNumber } from '../bson/index.ts';
import { divideDecimals, toDecimal } from '../bson/decimal.ts';
import { doubleOf } from '../bson/arithmetic.ts';
import { toDouble } from '../bson/numbers.ts';
import { mergeObjects } from './expression/objects.ts';
import { Summation } from './summation.ts';

/** Takes one value per document, `undefined` for none, and gives the group's value at the end. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** A new accumulator of that name at each call, or null when there is none of that name. */
export function accumulatorOf(name: string): (() => Accumulator) | null {
  const make = Object.hasOwn(ACCUMULATORS, name) ? ACCUMULATORS[name] : undefined;
  return make ?? null;
}

const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: sum,
  $avg: average,
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: first,
  $last: last,
  $push: push,
  $addToSet: addToSet,
  $mergeObjects: merge,
  $stdDevPop: () => deviation(0),
  $stdDevSamp: () => deviation(1),
};

function sum(): Accumulator {
  const total = new Summation();
  return { add: (value) => (isNumber(value) ? total.add(value) : undefined), result: () => total.total() };
}

function average(): Accumulator {
  const total = new Summation();
  let count = 0;
  return {
    add: (value) => {
      if (!isNumber(value)) return;
      total.add(value);
      count++;
    },
    result: () => {
      if (count === 0) return null;
      return total.isDecimal
        ? divideDecimals(total.decimal(), toDecimal(count))
        : doubleOf(total.double() / count);
    },
  };
}

/** The least or greatest value; null and missing do not take part. */
function extreme(sign: 1 | -1): Accumulator {
  let best: unknown;
  return {
    add: (value) => {
      if (value === undefined || value === null) return;
      if (best === undefined || compare(value, best) * sign > 0) best = value;
    },
    result: () => best ?? null,
  };
}

function first(): Accumulator {
  let seen = false;
  let kept: unknown;
  return {
    add: (value) => {
      if (!seen) kept = value;
      seen = true;
    },
    result: () => kept ?? null,
  };
}

function last(): Accumulator {
  let kept: unknown;
  return { add: (value) => (kept = value), result: () => kept ?? null };
}

function push(): Accumulator {
  const items: unknown[] = [];
  return { add: (value) => (value === undefined ? undefined : items.push(value)), result: () => items };
}

function addToSet(): Accumulator {
  const items = new Map<unknown, unknown>();
  return {
    add: (value) => {
      if (value === undefined) return;
      const key = identityOf(value);
      if (!items.has(key)) items.set(key, value);
    },
    result: () => [...items.values()],
  };
}

function merge(): Accumulator {
  const docs: unknown[] = [];
  return { add: (value) => docs.push(value), result: () => mergeObjects(docs) };
}

/** Standard deviation by Welford's method; with `less` 1 that of a sample. */
function deviation(less: 0 | 1): Accumulator {
  let count = 0;
  let mean = 0;
  let squares = 0;
  return {
    add: (value) => {
      if (!isNumber(value)) return;
      const number = toDouble(value);
      count++;
      const distance = number - mean;
      mean += distance / count;
      squares += distance * (number - mean);
    },
    result: () => (count <= less ? null : doubleOf(Math.sqrt(squares / (count - less)))),
  };
}
