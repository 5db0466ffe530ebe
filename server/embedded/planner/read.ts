// Carries a plan out: streams the matching documents, in order when the index gives it, counting what was looked at.
import { allRecords } from '../catalogue/records.ts';
import type { Collection } from '../catalogue/collection.ts';
import { matcherOf, type FilterNode } from '../match/index.ts';
import type { DocRow, View } from '../store/view.ts';
import type { FilterContext } from '../match/parse.ts';
import type { IndexPlan, Plan } from './plan.ts';

/** What `explain` tells of a run. */
export interface Effort {
  keysExamined: number;
  docsExamined: number;
}

export interface ReadOptions {
  effort: Effort;
  /** How many documents are likely to be taken: the size of the first read. */
  expected: number;
  /** Called now and then, to stop work that takes too long. */
  check: () => void;
  filterContext?: FilterContext;
}

/** Rows of the first read when no limit is known. */
export const USUAL = 101;

const CHECK_EVERY = 1024;
const CHUNK_BYTES = 1 << 20;

/** The documents that match, each once, as they are stored. */
export function read(view: View, collection: Collection, plan: Plan, options: ReadOptions): Iterable<DocRow> {
  switch (plan.kind) {
    case 'nothing':
      return [];
    case 'scan':
      return matching(scanned(view, collection, plan.reverse, options), plan.residual, options);
    case 'index':
      return matching(looked(view, collection, plan, options), plan.residual, options);
    case 'union':
      return once(united(view, collection, plan.branches, options), plan.residual, options);
  }
}

/** Number of matching documents; from the index alone when its ranges say all. */
export function count(view: View, collection: Collection, plan: Plan, options: ReadOptions): number {
  if (plan.kind === 'index' && !plan.residual && !plan.repeats) {
    let total = 0;
    for (const range of plan.ranges) total += view.countKeys(range);
    options.effort.keysExamined += total;
    return total;
  }
  let total = 0;
  for (const _ of ids(view, collection, plan, options)) total++;
  return total;
}

/** The ids of matching documents; documents are fetched only when the index does not say all. */
export function* ids(view: View, collection: Collection, plan: Plan, options: ReadOptions): Iterable<number> {
  if (plan.kind !== 'index' || plan.residual) {
    for (const { id } of read(view, collection, plan, options)) yield id;
    return;
  }
  const seen = plan.repeats ? new Set<number>() : null;
  for (const range of plan.reverse ? plan.ranges.toReversed() : plan.ranges)
    for (const { id } of view.keys(range, plan.reverse, options.expected)) {
      options.effort.keysExamined++;
      if (seen?.has(id)) continue;
      seen?.add(id);
      yield id;
    }
}

function* scanned(
  view: View,
  collection: Collection,
  reverse: boolean,
  options: ReadOptions,
): Iterable<DocRow> {
  for (const row of view.docs(allRecords(collection.id), reverse, firstChunk(collection, options.expected))) {
    options.effort.docsExamined++;
    yield row;
  }
}

function* looked(
  view: View,
  collection: Collection,
  plan: IndexPlan,
  options: ReadOptions,
): Iterable<DocRow> {
  const { effort } = options;
  const seen = plan.repeats ? new Set<number>() : null;
  const chunk = firstChunk(collection, options.expected);
  for (const range of plan.reverse ? plan.ranges.toReversed() : plan.ranges) {
    const rows = plan.unique ? single(view, range.high) : view.rows(range, plan.reverse, chunk);
    for (const row of rows) {
      effort.keysExamined++;
      if (seen?.has(row.id)) continue;
      seen?.add(row.id);
      effort.docsExamined++;
      yield row;
    }
  }
}

/** The one document under a whole key of a unique index; the range's end is that key and one byte more. */
function single(view: View, high: Uint8Array): DocRow[] {
  const row = view.docByKey(high.subarray(0, -1));
  return row ? [row] : [];
}

function* united(
  view: View,
  collection: Collection,
  plans: IndexPlan[],
  options: ReadOptions,
): Iterable<DocRow> {
  for (const plan of plans) yield* matching(looked(view, collection, plan, options), plan.residual, options);
}

function* once(rows: Iterable<DocRow>, residual: FilterNode | null, options: ReadOptions): Iterable<DocRow> {
  const seen = new Set<number>();
  for (const row of matching(rows, residual, options)) {
    if (seen.has(row.id)) continue;
    seen.add(row.id);
    yield row;
  }
}

function* matching(
  rows: Iterable<DocRow>,
  residual: FilterNode | null,
  options: ReadOptions,
): Iterable<DocRow> {
  const matcher = residual && matcherOf(residual, options.filterContext);
  let looked = 0;
  for (const row of rows) {
    if (++looked % CHECK_EVERY === 0) options.check();
    if (!matcher || matcher.matchesBytes(row.doc)) yield row;
  }
}

/** Large documents are read few at a time. */
function firstChunk(collection: Collection, expected: number): number {
  const average = collection.count > 0 ? collection.bytes / collection.count : 0;
  return Math.max(1, Math.min(expected, Math.floor(CHUNK_BYTES / Math.max(average, 1))));
}
