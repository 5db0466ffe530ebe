// Random documents, filters, updates and sorts over a few fields and values, so that they often meet; for tests that hold one way of
// answering against another. All values are plain: null, booleans, whole numbers, text, arrays and documents.
import type { Doc } from '../../server/embedded/bson/index.ts';
import { pick, type Random, upTo } from './random.ts';

export { opinion } from './opinion.ts';

const FIELDS = ['a', 'b', 'c'] as const;
const PATHS = ['a', 'b', 'c', 'a.b', 'a.c', 'b.a', 'a.0', 'a.0.b', 'b.a.c'] as const;
const SCALARS: readonly unknown[] = [null, false, true, -1, 0, 1, 2, 7, 'x', 'y', 'Z', 'ñ', ''];

/** A value of the model; arrays and documents nest at most `depth` deep. */
export function modelValue(next: Random, depth = 2): unknown {
  const kind = next();
  if (depth === 0 || kind < 0.6) return pick(next, SCALARS);
  if (kind < 0.8) return Array.from({ length: upTo(next, 4) }, () => modelValue(next, depth - 1));
  return modelFields(next, depth - 1);
}

/** A document with this `_id`. */
export function modelDoc(next: Random, id: number): Doc {
  return { _id: id, ...modelFields(next, 3) };
}

function modelFields(next: Random, depth: number): Doc {
  const doc: Doc = {};
  for (const field of FIELDS) if (next() < 0.6) doc[field] = modelValue(next, depth);
  return doc;
}

/** A filter with at most `depth` levels of `$and`, `$or` and `$nor`. */
export function modelFilter(next: Random, depth = 2): Doc {
  if (depth > 0 && next() < 0.35) {
    const parts = Array.from({ length: 1 + upTo(next, 3) }, () => modelFilter(next, depth - 1));
    return { [pick(next, ['$and', '$or', '$nor'])]: parts };
  }
  const filter: Doc = {};
  for (let i = 0; i <= upTo(next, 2); i++) filter[pick(next, PATHS)] = modelCondition(next);
  return filter;
}

function modelCondition(next: Random): unknown {
  const value = modelValue(next, 1);
  if (next() < 0.3) return value;
  switch (upTo(next, 9)) {
    case 0:
      return { $ne: value };
    case 1:
      return { $in: [value, modelValue(next, 1)] };
    case 2:
      return { $nin: [value, modelValue(next, 1)] };
    case 3:
      return { $exists: next() < 0.5 };
    case 4:
      return { $size: upTo(next, 4) };
    case 5:
      return {
        $elemMatch: next() < 0.5 ? { [pick(next, FIELDS)]: value } : { [pick(next, COMPARISONS)]: value },
      };
    case 6:
      return { $not: { [pick(next, COMPARISONS)]: value } };
    default:
      return { [pick(next, COMPARISONS)]: value };
  }
}

const COMPARISONS = ['$eq', '$gt', '$gte', '$lt', '$lte'] as const;

/** An update of one to three fields by operators. */
export function modelUpdate(next: Random): Doc {
  const update: Doc = {};
  for (let i = 0; i <= upTo(next, 3); i++) {
    const operator = pick(next, [
      '$set',
      '$set',
      '$unset',
      '$inc',
      '$min',
      '$max',
      '$push',
      '$addToSet',
      '$pull',
      '$pop',
    ]);
    const fields = (update[operator] ??= {}) as Doc;
    fields[pick(next, PATHS)] = operand(next, operator);
  }
  return update;
}

function operand(next: Random, operator: string): unknown {
  if (operator === '$inc') return upTo(next, 5) - 2;
  if (operator === '$pop') return next() < 0.5 ? 1 : -1;
  if (operator === '$unset') return '';
  if (operator === '$pull')
    return next() < 0.5 ? pick(next, SCALARS) : { [pick(next, COMPARISONS)]: pick(next, SCALARS) };
  return modelValue(next, 1);
}

/** A sort by one or two fields, then by `_id`, so that it has one answer only. */
export function modelSort(next: Random): Record<string, 1 | -1> {
  const sort: Record<string, 1 | -1> = {};
  for (let i = 0; i <= upTo(next, 2); i++) sort[pick(next, PATHS)] = next() < 0.5 ? 1 : -1;
  return { ...sort, _id: next() < 0.5 ? 1 : -1 };
}
