// The reading side that all commands with a filter share: plan it, read it, sort it, cut it.
import { type Doc } from '../bson/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import { parseFilter } from '../match/index.ts';
import type { FilterContext } from '../match/parse.ts';
import { choosePlan, hintedIndex, type Query } from '../planner/choose.ts';
import type { Plan } from '../planner/plan.ts';
import { read, USUAL, type Effort, type ReadOptions } from '../planner/read.ts';
import { sorted } from '../planner/sorting.ts';
import type { DocRow, View } from '../store/view.ts';
import { checkTime, type Context } from './context.ts';

/** What is to be found. `limit` 0 means all. */
export interface Wanted {
  filter: Doc;
  sort?: Doc | undefined;
  skip?: number;
  limit?: number;
  hint?: unknown;
  variables?: Record<string, unknown>;
}

export interface Search {
  collection: Collection;
  plan: Plan;
  options: ReadOptions;
  wanted: Wanted;
}

/** Plans a search. @throws CommandError for a malformed filter or sort, and for a hint that fits no index */
export function planSearch(context: Context, collection: Collection, wanted: Wanted): Search {
  const { skip = 0, limit = 0 } = wanted;
  const sort = wanted.sort && Object.keys(wanted.sort).length > 0 ? wanted.sort : null;
  const query: Query = {
    filter: parseFilter(wanted.filter),
    sort,
    limited: limit > 0,
    hint: hintedIndex(collection, wanted.hint),
  };
  const plan = choosePlan(collection, query);
  const filterContext: FilterContext = { now: new Date(), variables: wanted.variables ?? {} };
  const expected = limit > 0 && !needsSort(plan, sort) ? skip + limit : USUAL;
  const effort: Effort = { keysExamined: 0, docsExamined: 0 };
  return {
    collection,
    plan,
    options: { effort, expected, check: () => checkTime(context), filterContext },
    wanted,
  };
}

/** The documents found, in order, after `skip` and within `limit`. */
export function* found(view: View, { collection, plan, options, wanted }: Search): Iterable<DocRow> {
  const { skip = 0, limit = 0, sort } = wanted;
  const end = limit > 0 ? skip + limit : Infinity;
  let rows = read(view, collection, plan, options);
  if (needsSort(plan, sort)) rows = sorted(view, rows, sort as Doc, end);
  let position = 0;
  for (const row of rows) {
    if (position++ < skip) continue;
    yield row;
    if (position >= end) return;
  }
}

/** Whether the order must be made in memory. */
export function needsSort(plan: Plan, sort: Doc | null | undefined): boolean {
  if (!sort || Object.keys(sort).length === 0 || '$natural' in sort) return false;
  return !(plan.kind === 'index' && plan.sorted);
}
