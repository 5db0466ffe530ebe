// A second opinion on the model's filters, sorts and updates: written plainly and apart from the store, slow and in place, to be held against it.
import type { Doc } from '../../server/embedded/bson/index.ts';

/** What went wrong, by MongoDB's error code. */
export class Wrong extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`code ${code}`);
    this.code = code;
  }
}

export const opinion = { matches, sorted, updated };

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

const isList = (value: unknown): value is Plain[] => Array.isArray(value);
const isMap = (value: unknown): value is Record<string, Plain> =>
  typeof value === 'object' && value !== null && !isList(value);

/** Whether a document matches a filter. */
function matches(doc: Doc, filter: Doc): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    const parts = condition as Doc[];
    if (key === '$and') return parts.every((part) => matches(doc, part));
    if (key === '$or') return parts.some((part) => matches(doc, part));
    if (key === '$nor') return !parts.some((part) => matches(doc, part));
    const isTest = isMap(condition) && Object.keys(condition).some((name) => name.startsWith('$'));
    const tests: Doc = isTest ? condition : { $eq: condition };
    return Object.entries(tests).every(([name, value]) => holds(doc, key, name, value));
  });
}

function holds(doc: Doc, path: string, name: string, value: unknown): boolean {
  const ends = reached(doc, path.split('.'));
  const all = ends.flatMap(({ value: end, whole }) => (isList(end) && !whole ? [...end, end] : [end]));
  if (name === '$ne') return !all.some((end) => satisfies(end, '$eq', value));
  if (name === '$in') return (value as Plain[]).some((one) => all.some((end) => satisfies(end, '$eq', one)));
  if (name === '$nin') return !holds(doc, path, '$in', value);
  if (name === '$exists') return all.some((end) => end !== undefined) === value;
  if (name === '$size') return ends.some(({ value: end }) => isList(end) && end.length === value);
  if (name === '$not')
    return !Object.entries(value as Doc).every(([inner, operand]) => holds(doc, path, inner, operand));
  if (name !== '$elemMatch') return all.some((end) => satisfies(end, name, value));
  const [inner, operand] = Object.entries(value as Doc)[0]!;
  return ends.some(({ value: end }) => isList(end) && end.some((item) => elementHolds(item, inner, operand)));
}

function elementHolds(item: Plain, inner: string, operand: unknown): boolean {
  if (inner.startsWith('$')) return satisfies(item, inner, operand);
  return (isMap(item) || isList(item)) && matches({ ...(item as object) }, { [inner]: operand });
}

interface End {
  value: Plain | undefined;
  /** Reached by its position in an array, so that it counts as it is. */
  whole: boolean;
}

/** Every place that a path leads to. */
function reached(from: unknown, names: readonly string[]): End[] {
  if (names.length === 0) return [{ value: from as Plain, whole: false }];
  const [name = '', ...rest] = names;
  if (isList(from)) {
    const byName = from.flatMap((item, i): End[] => {
      const here = isMap(item) ? reached(item, names) : [];
      if (String(i) !== name) return here;
      if (rest.length === 0) return [...here, { value: item, whole: true }];
      return isMap(item) || isList(item) ? [...here, ...reached(item, rest)] : here;
    });
    return byName;
  }
  const value = (from as Record<string, Plain>)[name];
  if (rest.length === 0 || isMap(value) || isList(value))
    return value === undefined ? [{ value, whole: true }] : reached(value, rest);
  return [{ value: undefined, whole: true }];
}

function satisfies(end: Plain | undefined, name: string, value: unknown): boolean {
  const wanted = value as Plain;
  if (wanted === null) return (end === undefined || end === null) && name !== '$gt' && name !== '$lt';
  if (end === undefined || rank(end) !== rank(wanted)) return false;
  const order = compared(end, wanted);
  if (name === '$eq') return order === 0;
  if (name === '$gt') return order > 0;
  if (name === '$gte') return order >= 0;
  return name === '$lt' ? order < 0 : order <= 0;
}

function rank(value: Plain | undefined): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  return ['number', 'string', 'object', 'list', 'boolean'].indexOf(isList(value) ? 'list' : typeof value) + 2;
}

function compared(a: Plain | undefined, b: Plain | undefined): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (isList(a)) {
    const [x, y] = [a, b as Plain[]];
    for (let i = 0; i < Math.min(x.length, y.length); i++)
      if (compared(x[i], y[i])) return compared(x[i], y[i]);
    return x.length - y.length;
  }
  if (isMap(a)) {
    const [x, y] = [Object.entries(a), Object.entries(b as Doc as Record<string, Plain>)];
    for (let i = 0; i < Math.min(x.length, y.length); i++) {
      const [p, q] = [x[i]!, y[i]!];
      const order =
        rank(p[1]) - rank(q[1]) || (p[0] < q[0] ? -1 : p[0] > q[0] ? 1 : 0) || compared(p[1], q[1]);
      if (order) return order;
    }
    return x.length - y.length;
  }
  return a === b ? 0 : a! < b! ? -1 : 1;
}

/** Documents in order; throws `Wrong` when two arrays would have to be combined. */
function sorted(docs: readonly Doc[], sort: Record<string, 1 | -1>): Doc[] {
  const fields = Object.entries(sort);
  const order = (x: readonly (Plain | undefined)[], y: readonly (Plain | undefined)[]) => {
    for (const [i, [, direction]] of fields.entries())
      if (compared(x[i], y[i])) return compared(x[i], y[i]) * direction;
    return 0;
  };
  const rows = docs.map((doc) => ({ doc, key: combinations(doc, Object.keys(sort)).sort(order)[0]! }));
  return rows.sort((x, y) => order(x.key, y.key)).map((row) => row.doc);
}

/** The sort keys of a document. Only sorts whose paths have no positions are understood. */
function combinations(doc: Doc, paths: readonly string[]): (Plain | undefined)[][] {
  const steps = paths.map((path) => stepInto(doc, path.split('.')));
  const lists = new Set(steps.flatMap((step) => (step.list === null ? [] : [step.list])));
  if (lists.size > 1) throw new Wrong(2);
  const [list] = lists;
  if (list === undefined) return [steps.map((step) => step.value ?? null)];
  const items: (Plain | undefined)[] = list.length === 0 ? [undefined] : list;
  return items.flatMap((item) => {
    const open = steps.map((step) =>
      step.list === null ? (step.value ?? null) : step.rest.length === 0 ? item : step.rest,
    );
    return inside(item, steps, open);
  });
}

function inside(
  item: Plain | undefined,
  steps: readonly Step[],
  open: readonly unknown[],
): (Plain | undefined)[][] {
  const deeper = steps.flatMap((step, i) => (step.list !== null && step.rest.length > 0 ? [i] : []));
  if (deeper.length === 0) return [open as (Plain | undefined)[]];
  const inner = combinations(
    isMap(item) ? item : {},
    deeper.map((i) => steps[i]!.rest.join('.')),
  );
  return inner.map(
    (found) => open.map((value, i) => (deeper.includes(i) ? found[deeper.indexOf(i)] : value)) as Plain[],
  );
}

interface Step {
  value: Plain | undefined;
  list: Plain[] | null;
  rest: readonly string[];
}

function stepInto(from: unknown, names: readonly string[]): Step {
  if (isList(from)) return { value: undefined, list: from, rest: names };
  if (names.length === 0) return { value: from as Plain, list: null, rest: [] };
  return isMap(from) ? stepInto(from[names[0]!], names.slice(1)) : { value: undefined, list: null, rest: [] };
}

/** The document after an update; throws `Wrong` with the code of what cannot be done. */
function updated(doc: Doc, update: Doc): Doc {
  const result = structuredClone(doc);
  const steps = Object.entries(update).flatMap(([operator, fields]) =>
    Object.entries(fields as Doc).map(([path, operand]) => ({ operator, path, operand })),
  );
  for (const { path } of steps)
    if (steps.filter((other) => `${other.path}.`.startsWith(`${path}.`)).length > 1) throw new Wrong(40);
  for (const step of steps.sort((x, y) => (x.path < y.path ? -1 : 1)))
    change(result, step.operator, step.path.split('.'), step.operand);
  return result;
}

const TAKING = ['$unset', '$pull', '$pop'];

function change(doc: Doc, operator: string, names: readonly string[], operand: unknown): void {
  let here: Doc | Plain[] = doc;
  for (const [i, name] of names.entries()) {
    if (isList(here) && !/^\d+$/.test(name)) return operator === '$unset' ? undefined : wrong(28);
    const last = i === names.length - 1;
    const value: unknown = here[name];
    if (last) return finish(here, name, value, operator, operand);
    if (value === undefined) {
      if (TAKING.includes(operator)) return;
      put(here, name, {});
    } else if (!isMap(value) && !isList(value)) return operator === '$unset' ? undefined : wrong(28);
    here = here[name] as Doc;
  }
}

function wrong(code: number): never {
  throw new Wrong(code);
}

function put(here: Doc | Plain[], name: string, value: unknown): void {
  if (isList(here)) while (here.length < Number(name)) here.push(null);
  (here as Doc)[name] = value;
}

function finish(here: Doc | Plain[], name: string, value: unknown, operator: string, operand: unknown): void {
  const list = value as Plain[];
  if (operator === '$set') return put(here, name, operand);
  if (operator === '$unset') {
    if (value === undefined) return;
    if (isList(here)) here[Number(name)] = null;
    else delete here[name];
    return;
  }
  if (operator === '$inc')
    return put(
      here,
      name,
      value === undefined ? operand : typeof value === 'number' ? value + (operand as number) : wrong(14),
    );
  if (operator === '$min' || operator === '$max') {
    const order = compared(operand as Plain, value as Plain | undefined) * (operator === '$min' ? -1 : 1);
    return value === undefined || order > 0 ? put(here, name, operand) : undefined;
  }
  if (value === undefined) return TAKING.includes(operator) ? undefined : put(here, name, [operand]);
  if (!isList(value)) return wrong(operator === '$pop' ? 14 : 2);
  if (operator === '$push') list.push(operand as Plain);
  else if (operator === '$addToSet') {
    if (!list.some((item) => compared(item, operand as Plain) === 0)) list.push(operand as Plain);
  } else if (operator === '$pop') (operand === 1 ? list.pop : list.shift).call(list);
  else list.splice(0, list.length, ...list.filter((item) => !pulled(item, operand)));
}

function pulled(item: Plain, operand: unknown): boolean {
  return isMap(operand) ? matches({ item }, { item: operand }) : compared(item, operand as Plain) === 0;
}
