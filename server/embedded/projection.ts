// Projections: which fields of a document are answered, for `find` and for the stage `$project`.
import { type Doc, getField, isDoc, isNumber, setField } from './bson/index.ts';
import { toDouble } from './bson/numbers.ts';
import { compileExpression, isTruthy, rootVariables, type Variables } from './aggregate/expression/index.ts';
import { fieldNames } from './aggregate/expression/compile.ts';
import { fail, unsupported } from './errors.ts';
import { compileFilter } from './match/index.ts';
import { emptyShape, excluded, hasComputed, included, place, type Shape, withComputed } from './shape.ts';

/** A projection made ready; calling it gives the document to answer. */
export interface Projection {
  (doc: Doc): Doc;
  /** The top-level fields that it looks at; null when it may look at any, so that whole documents must be read. */
  needs: ReadonlySet<string> | null;
  /** Whether an index with this pattern holds all that is answered (when the index is not multikey). */
  coveredBy(pattern: Doc): boolean;
}

/** The clock and variables for expressions. */
export interface ProjectionContext {
  now: Date;
  variables?: Readonly<Record<string, unknown>>;
}

/**
 * Prepares the projection of a `find`.
 * @throws CommandError 31253/31254 for a mix of inclusion and exclusion, 31249/31250 for a path and its part, 31275 for `$elemMatch` on a
 * dotted path, 238 for the positional `$` and `$meta`
 */
export function compileProjection(spec: Doc, context?: ProjectionContext): Projection {
  if (Object.keys(spec).length === 0) return asProjection((doc) => doc, null);
  return compile(spec, 'find', context);
}

/**
 * Prepares the stage `$project`, which differs in that `$slice` and `$elemMatch` are no projections of their own.
 * @throws CommandError as `compileProjection`; 51272 when it is empty
 */
export function compileProjectStage(spec: Doc, context?: ProjectionContext): Projection {
  if (Object.keys(spec).length === 0)
    return fail(51272, 'projection specification must have at least one field');
  return compile(spec, '$project', context);
}

/** What is gathered while a projection is read. */
interface Plan {
  shape: Shape;
  mode: 'include' | 'exclude' | null;
  id: boolean | null;
  /** `$slice` neither includes nor excludes: it shortens what is answered. */
  slices: { path: readonly string[]; slice: Slice }[];
  elemMatch: boolean;
  kind: 'find' | '$project';
  names: readonly string[];
}

function compile(spec: Doc, kind: Plan['kind'], context?: ProjectionContext): Projection {
  const names = Object.keys(context?.variables ?? {});
  const plan: Plan = { shape: emptyShape(), mode: null, id: null, slices: [], elemMatch: false, kind, names };
  for (const key of Object.keys(spec)) read(plan, key, [], spec[key]);
  const mode = plan.mode ?? undecided(plan);
  if (mode === 'exclude' && plan.elemMatch) return unsupported('$elemMatch in an exclusion projection');
  const { shape } = plan;
  if (mode === 'include') for (const { path } of plan.slices) place(shape, path);
  if (mode === 'include' ? plan.id !== false : plan.id === false) place(shape, ['_id']);
  const variables = rootVariables(context?.now ?? new Date(), context?.variables);
  const reshape = mode === 'include' ? inclusion(shape, variables) : (doc: Doc) => excluded(doc, shape);
  return asProjection(withSlices(reshape, plan.slices), mode === 'include' ? shape : null);
}

/** What a projection is that neither includes nor excludes a field other than `_id`. */
function undecided(plan: Plan): 'include' | 'exclude' {
  const includes = plan.slices.length > 0 ? plan.id === true : plan.elemMatch || plan.id === true;
  return includes ? 'include' : 'exclude';
}

function withSlices(reshape: (doc: Doc) => Doc, slices: Plan['slices']): (doc: Doc) => Doc {
  if (slices.length === 0) return reshape;
  return (doc) => slices.reduce<Doc>((made, { path, slice }) => sliced(made, path, slice), reshape(doc));
}

function inclusion(shape: Shape, variables: Variables): (doc: Doc) => Doc {
  if (!hasComputed(shape)) return (doc) => included(doc, shape);
  return (doc) => withComputed(included(doc, shape), shape, doc, variables);
}

function asProjection(apply: (doc: Doc) => Doc, shape: Shape | null): Projection {
  const plain = shape !== null && !hasComputed(shape);
  const needs = plain ? new Set([...shape.named, ...shape.children.keys()]) : null;
  const coveredBy = (pattern: Doc) =>
    plain && shape.children.size === 0 && [...shape.named].every((name) => name in pattern);
  return Object.assign((doc: Doc) => apply(doc), { needs, coveredBy });
}

/** Reads one field; a document without operators stands for the fields under it. */
function read(plan: Plan, key: string, above: readonly string[], value: unknown): void {
  if (plan.kind === 'find' && (key === '$' || key.endsWith('.$')))
    unsupported('the positional projection operator $');
  const path = [...above, ...fieldNames(key)];
  if (isNumber(value) || typeof value === 'boolean') return choose(plan, path, isTruthy(value));
  const operator = isDoc(value) ? Object.keys(value)[0] : undefined;
  if (isDoc(value) && operator !== undefined && !operator.startsWith('$')) {
    for (const name of Object.keys(value)) read(plan, name, path, value[name]);
    return;
  }
  if (operator === undefined && isDoc(value))
    return fail(51270, 'An empty sub-projection is not a valid value');
  if (operator === '$meta') return unsupported('the projection operator $meta');
  if (plan.kind === 'find' && isDoc(value) && special(plan, path, operator!, value)) return;
  if (plan.mode === 'exclude') fail(31252, 'Cannot use an expression in an exclusion projection');
  plan.mode = 'include';
  place(plan.shape, path, compileExpression(value, plan.names));
}

function choose(plan: Plan, path: readonly string[], keep: boolean): void {
  if (path.length === 1 && path[0] === '_id') {
    if (plan.id !== null) fail(31250, 'Path collision at _id');
    plan.id = keep;
    return;
  }
  setMode(plan, keep ? 'include' : 'exclude', path);
  place(plan.shape, path);
}

function setMode(plan: Plan, mode: 'include' | 'exclude', path: readonly string[]): void {
  if (plan.mode !== null && plan.mode !== mode) {
    if (mode === 'exclude')
      fail(31254, `Cannot do exclusion on field ${path.join('.')} in inclusion projection`);
    fail(31253, `Cannot do inclusion on field ${path.join('.')} in exclusion projection`);
  }
  plan.mode = mode;
}

/** `$slice` and `$elemMatch` of `find`. */
function special(plan: Plan, path: readonly string[], operator: string, value: Doc): boolean {
  if (operator === '$elemMatch') {
    if (path.length > 1) fail(31275, 'Cannot use $elemMatch projection on a nested field');
    if (!isDoc(value.$elemMatch)) fail(31274, 'elemMatch: Invalid argument, object required');
    const test = compileFilter({ item: { $elemMatch: value.$elemMatch } });
    plan.elemMatch = true;
    place(plan.shape, path, (root) =>
      firstMatch(getField(root, path[0]!), (item) => test.matches({ item: [item] })),
    );
    return true;
  }
  const slice = operator === '$slice' ? sliceOf(value.$slice) : null;
  if (slice !== null) plan.slices.push({ path, slice });
  return slice !== null;
}

function firstMatch(value: unknown, test: (item: unknown) => boolean): unknown {
  const index = Array.isArray(value) ? value.findIndex(test) : -1;
  return index < 0 ? undefined : [(value as unknown[])[index]];
}

type Slice = (items: readonly unknown[]) => unknown[];

/** `$slice: n` or `$slice: [skip, n]`; null when it is the array expression of that name. */
function sliceOf(argument: unknown): Slice | null {
  if (isNumber(argument)) {
    const count = Math.trunc(toDouble(argument));
    return (items) => (count < 0 ? items.slice(count) : items.slice(0, count));
  }
  if (!Array.isArray(argument) || argument.length !== 2 || !argument.every(isNumber)) return null;
  const [skip, count] = argument.map((part) => Math.trunc(toDouble(part)));
  if (count! <= 0)
    return fail(28724, 'First argument to $slice must be an array, or the limit must be positive');
  return (items) => {
    const start = skip! < 0 ? Math.max(0, items.length + skip!) : skip!;
    return items.slice(start, start + count!);
  };
}

/** Shortens the array at a path, also within documents of arrays on the way. */
function sliced(doc: Doc, path: readonly string[], slice: Slice): Doc {
  const [name = '', ...rest] = path;
  const value = getField(doc, name);
  const inner = (item: unknown) => (isDoc(item) ? sliced(item, rest, slice) : item);
  let changed: unknown = value;
  if (Array.isArray(value)) changed = rest.length === 0 ? slice(value) : value.map(inner);
  else if (rest.length > 0) changed = inner(value);
  if (changed === value) return doc;
  const result: Doc = {};
  for (const key of Object.keys(doc)) setField(result, key, key === name ? changed : doc[key]);
  return result;
}
