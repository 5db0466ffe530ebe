// Chooses how to read: which index, over which of its ranges, in which direction, and what is left to check.
import type { Collection } from '../catalogue/collection.ts';
import { isNumber, type Doc } from '../bson/index.ts';
import { fail } from '../errors.ts';
import type { FilterNode } from '../match/index.ts';
import type { Index } from '../indexes/definition.ts';
import { boundsOf, conditionsOf, conjuncts, rangeOf, usable, type Bounds, type Condition } from './bounds.ts';
import { givenBy, implies } from './implies.ts';
import type { IndexPlan, Plan } from './plan.ts';

export interface Query {
  filter: FilterNode;
  /** Null when no order was asked for. */
  sort: Doc | null;
  limited: boolean;
  hint: Index | 'natural' | null;
}

interface Candidate {
  plan: IndexPlan;
  score: number;
}

/** More ranges than this are not worth it: the condition is then checked on each document. */
const MOST_RANGES = 1000;

/** The best plan by rules; equal ones are decided by the order in which the indexes were made. */
export function choosePlan(collection: Collection, query: Query): Plan {
  const { filter, sort } = query;
  if (isNever(filter)) return { kind: 'nothing' };
  const natural = sort && '$natural' in sort ? Number(sort.$natural) : 0;
  const scan: Plan = { kind: 'scan', reverse: natural < 0, residual: residualOf(filter) };
  if (query.hint === 'natural' || natural !== 0) return scan;
  const best = bestCandidate(collection, query);
  if (best) return best.plan;
  return (query.hint ? null : unionPlan(collection, filter)) ?? scan;
}

function bestCandidate(collection: Collection, query: Query): Candidate | null {
  const conditions = conditionsOf(query.filter);
  let best: Candidate | null = null;
  for (const index of query.hint ? [query.hint as Index] : collection.indexes) {
    if (index.building || (index.hidden && index !== query.hint)) continue;
    const candidate = candidateOf(index, query, conditions);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best;
}

/** The index that a hint names by its name or key pattern. @throws CommandError 2 when there is none */
export function hintedIndex(collection: Collection | undefined, hint: unknown): Query['hint'] {
  if (hint === undefined || hint === null || !collection) return null;
  if (typeof hint === 'object' && '$natural' in hint) return 'natural';
  const wanted = typeof hint === 'string' ? hint : patternText(hint as Doc);
  const found = collection.indexes.find(
    (index) => (typeof hint === 'string' ? index.name : patternText(index.pattern)) === wanted,
  );
  if (!found || found.building || found.hidden)
    fail(2, 'error processing query: hint provided does not correspond to an existing index');
  return found;
}

/** A key pattern as text; the number types of the directions do not matter. */
export function patternText(pattern: Doc): string {
  return Object.entries(pattern)
    .map(([field, direction]) => `${field}:${isNumber(direction) ? Number(direction) : String(direction)}`)
    .join();
}

function candidateOf(index: Index, query: Query, conditions: Condition[]): Candidate | null {
  const forced = index === query.hint;
  if (index.partial && !implies(query.filter, index.partial.matcher.node))
    return forced ? refuseHint() : null;
  const bound = usable(index.pattern) ? boundFields(index, conditions) : NOTHING_BOUND;
  const ordering = query.sort ? orderOf(index, query.sort, bound.equalities) : null;
  // A hint on a sparse index asks for the documents that it holds, as in MongoDB.
  if (index.sparse && !bound.present && !forced) return null;
  if (bound.fields === 0 && !ordering && !forced) return null;
  const unique = index.unique && bound.equalities.size === index.fields.length;
  const given = index.partial ? givenBy(query.filter, index.partial.matcher.node) : [];
  const plan: IndexPlan = {
    kind: 'index',
    index,
    ranges: bound.ranges.map(({ low, high }) => ({
      low: Buffer.concat([index.prefix, low]),
      high: Buffer.concat([index.prefix, high]),
    })),
    reverse: ordering === -1,
    sorted: ordering !== null,
    unique: unique || (index.unique && bound.points === index.fields.length),
    repeats: index.multikey.includes(true),
    residual: residualOf(query.filter, new Set([...bound.settled, ...given])),
  };
  const sortScore = ordering ? (query.limited ? 9 : 6) : 0;
  return { plan, score: bound.score + 8 * given.length + sortScore + (plan.unique ? 100 : 0) };
}

function refuseHint(): never {
  fail(2, 'error processing query: the hinted index does not hold all documents that the query may match');
}

interface Bound {
  ranges: { low: Uint8Array; high: Uint8Array }[];
  /** Number of fields with bounds. */
  fields: number;
  /** Number of leading fields with whole keys. */
  points: number;
  /** Fields fixed to a single key. */
  equalities: Set<string>;
  /** Conjuncts that the ranges fully stand for. */
  settled: Set<FilterNode>;
  /** Whether a condition on some field keeps out documents without it. */
  present: boolean;
  score: number;
}

const WHOLE = { low: new Uint8Array(0), high: Buffer.from([0xff]) };

const NOTHING_BOUND: Bound = {
  ranges: [WHOLE],
  fields: 0,
  points: 0,
  equalities: new Set(),
  settled: new Set(),
  present: false,
  score: 0,
};

/** Goes through the index's fields while each has bounds; a range ends it. */
function boundFields(index: Index, conditions: Condition[]): Bound {
  const bound: Bound = { ...NOTHING_BOUND, ranges: [], equalities: new Set(), settled: new Set() };
  let prefixes: Uint8Array[] = [new Uint8Array(0)];
  const expanded = new Set<string>();
  for (const [position, field] of index.fields.entries()) {
    const root = field.split('.')[0] as string;
    const arrays = index.multikey[position] === true;
    if (arrays && expanded.has(root)) break;
    const own = conditions.filter(({ path }) => path === field);
    const choice = own.length > 0 ? strongest(own, index.directions[position] ?? 1, arrays) : null;
    if (!choice || prefixes.length * choice.bounds.intervals.length > MOST_RANGES) break;
    if (arrays) expanded.add(root);
    note(bound, field, choice);
    if (!choice.bounds.points) {
      bound.ranges = prefixes.flatMap((prefix) =>
        choice.bounds.intervals.map((part) => joined(prefix, part)),
      );
      return bound;
    }
    const { points } = choice.bounds;
    prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
    bound.points++;
  }
  bound.ranges = prefixes.map((prefix) => joined(prefix, WHOLE));
  return bound;
}

function joined(
  prefix: Uint8Array,
  part: { low: Uint8Array; high: Uint8Array },
): { low: Uint8Array; high: Uint8Array } {
  return { low: Buffer.concat([prefix, part.low]), high: Buffer.concat([prefix, part.high]) };
}

interface Choice {
  bounds: Bounds;
  sources: (FilterNode | null)[];
}

function note(bound: Bound, field: string, { bounds, sources }: Choice): void {
  bound.fields++;
  if (!bounds.missing) bound.present = true;
  if (bounds.points?.length === 1) bound.equalities.add(field);
  if (bounds.exact) for (const source of sources) if (source) bound.settled.add(source);
  if (!bounds.points) bound.score += sources.length > 1 ? 5 : 4;
  else bound.score += bounds.points.length === 1 ? 10 : 8;
}

/** An equality if there is one, else a list, else a range; two comparisons join where no arrays are. */
function strongest(conditions: Condition[], direction: 1 | -1, arrays: boolean): Choice | null {
  let best: Choice | null = null;
  for (const condition of conditions) {
    const bounds = boundsOf(condition.leaf, direction);
    if (bounds?.points && (!best || bounds.points.length < (best.bounds.points?.length ?? Infinity)))
      best = { bounds, sources: [condition.source] };
  }
  return best ?? joinedRange(conditions, direction, arrays) ?? anyRange(conditions, direction);
}

function joinedRange(conditions: Condition[], direction: 1 | -1, arrays: boolean): Choice | null {
  if (arrays) return null;
  const isLower = ({ leaf }: Condition): boolean => leaf.kind === 'cmp' && leaf.op.startsWith('g');
  const isUpper = ({ leaf }: Condition): boolean => leaf.kind === 'cmp' && leaf.op.startsWith('l');
  const [lower, upper] = [conditions.find(isLower), conditions.find(isUpper)];
  if (lower?.leaf.kind !== 'cmp' || upper?.leaf.kind !== 'cmp') return null;
  if (!sameBracket(lower, upper)) return null;
  const bounds = rangeOf(lower.leaf, upper.leaf, direction);
  return bounds && { bounds, sources: [lower.source, upper.source] };
}

function sameBracket(a: Condition, b: Condition): boolean {
  const [first, second] = [boundsOf(a.leaf, 1), boundsOf(b.leaf, 1)];
  return first?.intervals[0]?.low[0] === second?.intervals[0]?.low[0];
}

function anyRange(conditions: Condition[], direction: 1 | -1): Choice | null {
  for (const condition of conditions) {
    const bounds = boundsOf(condition.leaf, direction);
    if (bounds) return { bounds, sources: [condition.source] };
  }
  return null;
}

/** Whether the index gives the order asked for: 1 forward, -1 backward, null not. */
function orderOf(index: Index, sort: Doc, equalities: Set<string>): 1 | -1 | null {
  const fixed = (field: string): boolean =>
    equalities.has(field) && !index.multikey[index.fields.indexOf(field)];
  const wanted = Object.entries(sort).filter(([field]) => !fixed(field));
  let direction: 1 | -1 | null = null;
  let next = 0;
  for (const [position, field] of index.fields.entries()) {
    const item = wanted[next];
    if (!item) break;
    if (item[0] !== field) {
      if (equalities.has(field)) continue;
      return null;
    }
    if (index.multikey[position] || !isNumber(item[1])) return null;
    const turn = Number(item[1]) * (index.directions[position] ?? 1) > 0 ? 1 : -1;
    if (direction && direction !== turn) return null;
    direction = turn;
    next++;
  }
  return next === wanted.length ? (direction ?? 1) : null;
}

function residualOf(filter: FilterNode, settled = new Set<FilterNode>()): FilterNode | null {
  const left = conjuncts(filter).filter((node) => !settled.has(node));
  if (left.length === 0) return null;
  return left.length === 1 ? (left[0] as FilterNode) : { kind: 'and', nodes: left };
}

/** A filter that cannot be met: `$alwaysFalse`, an empty list. */
function isNever(filter: FilterNode): boolean {
  return conjuncts(filter).some(
    (node) =>
      (node.kind === 'always' && !node.value) ||
      (node.kind === 'in' && node.values.length === 0 && node.regexes.length === 0),
  );
}

/** Every branch of an `$or` read through an index of its own, when each has one. */
function unionPlan(collection: Collection, filter: FilterNode): Plan | null {
  for (const node of conjuncts(filter)) {
    if (node.kind !== 'or') continue;
    const branches = node.nodes
      .filter((branch) => !isNever(branch))
      .map(
        (branch) =>
          bestCandidate(collection, { filter: branch, sort: null, limited: false, hint: null })?.plan,
      );
    if (branches.every((plan) => plan !== undefined))
      return { kind: 'union', branches, residual: conjuncts(filter).length > 1 ? filter : null };
  }
  return null;
}
