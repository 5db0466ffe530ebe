// Stages that choose and order documents: `$match`, `$sort`, `$limit`, `$skip`, `$count`, `$sample`.
import { type Doc, isDoc, isNumber, setField } from '../bson/index.ts';
import { integerOf } from '../bson/arithmetic.ts';
import { toDouble } from '../bson/numbers.ts';
import { fail } from '../errors.ts';
import { compileFilter } from '../match/index.ts';
import { sortDocs, sortOrder } from '../sort.ts';
import type { MakeStage } from './stage.ts';

export const match: MakeStage = (argument, context) => {
  if (!isDoc(argument)) return fail(15959, 'the match filter must be an expression in an object');
  const matcher = compileFilter(argument, { now: context.now, variables: context.let ?? {} });
  return function* (docs) {
    for (const doc of docs) if (matcher.matches(doc)) yield doc;
  };
};

export const sort: MakeStage = (argument) => {
  if (!isDoc(argument)) return fail(15973, 'the $sort key specification must be an object');
  sortOrder(argument);
  return function* (docs) {
    yield* sortDocs(docs, argument);
  };
};

export const limit: MakeStage = (argument) => {
  const most = whole('$limit', argument, 5107201);
  if (most === 0) return fail(15958, 'the limit must be positive');
  return function* (docs) {
    let left = most;
    for (const doc of docs) {
      yield doc;
      if (--left === 0) return;
    }
  };
};

export const skip: MakeStage = (argument) => {
  const first = whole('$skip', argument, 5107200);
  return function* (docs) {
    let left = first;
    for (const doc of docs) if (left-- <= 0) yield doc;
  };
};

function whole(name: string, value: unknown, code: number): number {
  const number = isNumber(value) ? toDouble(value) : NaN;
  return Number.isSafeInteger(number) && number >= 0
    ? number
    : fail(code, `invalid argument to ${name} stage: Expected a non-negative integer`);
}

export const count: MakeStage = (argument) => {
  if (typeof argument !== 'string') return fail(40156, 'the count field must be a non-empty string');
  if (argument === '') fail(40157, 'the count field must be a non-empty string');
  if (argument.startsWith('$')) fail(40158, 'the count field cannot be a $-prefixed path');
  if (argument.includes('\0')) fail(40159, 'the count field cannot contain a null byte');
  if (argument.includes('.')) fail(40160, "the count field cannot contain '.'");
  return function* (docs) {
    let total = 0;
    for (const _doc of docs) total++;
    const result: Doc = {};
    setField(result, argument, integerOf(BigInt(total), 'int'));
    if (total > 0) yield result;
  };
};

/** Every document has the same chance; the order is random too. */
export const sample: MakeStage = (argument) => {
  if (!isDoc(argument)) return fail(28745, 'the $sample stage specification must be an object');
  for (const key of Object.keys(argument))
    if (key !== 'size') fail(28748, `unrecognized option to $sample: ${key}`);
  const size = isNumber(argument.size)
    ? toDouble(argument.size)
    : fail(28746, 'size argument to $sample must be a number');
  if (!Number.isSafeInteger(size) || size < 0)
    return fail(28747, 'size argument to $sample must not be negative');
  return function* (docs) {
    const pool = [...docs];
    for (let i = 0; i < Math.min(size, pool.length); i++) {
      const j = i + Math.floor(Math.random() * (pool.length - i));
      [pool[i], pool[j]] = [pool[j]!, pool[i]!];
      yield pool[i]!;
    }
  };
};
