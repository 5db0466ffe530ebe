// Documents reshaped field by field: what projections, `$project`, `$addFields` and `$unset` have in common.
import { type Doc, getField, isDoc, setField } from './bson/index.ts';
import type { Evaluate, Variables } from './aggregate/expression/index.ts';
import { fail } from './errors.ts';

/** What happens to the fields under one path. */
export interface Shape {
  /** Fields named as a whole: those to keep, or those to drop. */
  named: Set<string>;
  children: Map<string, Shape>;
  computed: Map<string, Evaluate>;
  /** Children and computed fields, in the order in which they were written. */
  order: string[];
}

export function emptyShape(): Shape {
  return { named: new Set(), children: new Map(), computed: new Map(), order: [] };
}

/**
 * Places a field in a shape; without `value` it is one to keep or drop.
 * @throws CommandError 31249 or 31250 when a path and a part of it are both given
 */
export function place(shape: Shape, path: readonly string[], value?: Evaluate): void {
  let here = shape;
  for (const name of path.slice(0, -1)) {
    if (here.named.has(name) || here.computed.has(name)) fail(31249, `Path collision at ${path.join('.')}`);
    const known = here.children.get(name);
    const next = known ?? emptyShape();
    if (known === undefined) {
      here.children.set(name, next);
      here.order.push(name);
    }
    here = next;
  }
  const last = path.at(-1)!;
  if (here.named.has(last) || here.computed.has(last) || here.children.has(last))
    fail(31250, `Path collision at ${path.join('.')}`);
  if (value === undefined) here.named.add(last);
  else {
    here.computed.set(last, value);
    here.order.push(last);
  }
}

/** Keeps the named fields, in the order of the document. */
export function included(doc: Doc, shape: Shape): Doc {
  const result: Doc = {};
  for (const key of Object.keys(doc)) {
    if (shape.named.has(key)) setField(result, key, doc[key]);
    const child = shape.children.get(key);
    const value = child === undefined ? undefined : includedValue(doc[key], child);
    if (value !== undefined) setField(result, key, value);
  }
  return result;
}

/** Within arrays every element is reshaped; those that are neither documents nor arrays have none of the fields, and go. */
function includedValue(value: unknown, shape: Shape): unknown {
  if (isDoc(value)) return included(value, shape);
  if (!Array.isArray(value)) return undefined;
  return value.map((item) => includedValue(item, shape)).filter((item) => item !== undefined);
}

/** Drops the named fields. */
export function excluded(doc: Doc, shape: Shape): Doc {
  const result: Doc = {};
  for (const key of Object.keys(doc)) {
    if (shape.named.has(key)) continue;
    const child = shape.children.get(key);
    setField(result, key, child === undefined ? doc[key] : excludedValue(doc[key], child));
  }
  return result;
}

function excludedValue(value: unknown, shape: Shape): unknown {
  if (isDoc(value)) return excluded(value, shape);
  return Array.isArray(value) ? value.map((item) => excludedValue(item, shape)) : value;
}

/** Adds the computed fields, each evaluated on `root`; those that have no value are taken away. */
export function withComputed(doc: Doc, shape: Shape, root: Doc, variables: Variables): Doc {
  const result: Doc = {};
  for (const key of Object.keys(doc)) setField(result, key, doc[key]);
  for (const name of shape.order) {
    const evaluate = shape.computed.get(name);
    const value =
      evaluate === undefined
        ? computedValue(getField(result, name), shape.children.get(name)!, root, variables)
        : evaluate(root, variables);
    if (value === undefined) delete result[name];
    else setField(result, name, value);
  }
  return result;
}

/** A value that is neither document nor array gives way to a document of the computed fields. */
function computedValue(value: unknown, shape: Shape, root: Doc, variables: Variables): unknown {
  if (isDoc(value)) return withComputed(value, shape, root, variables);
  if (Array.isArray(value)) return value.map((item) => computedValue(item, shape, root, variables));
  return hasComputed(shape) ? withComputed({}, shape, root, variables) : value;
}

export function hasComputed(shape: Shape): boolean {
  return shape.computed.size > 0 || [...shape.children.values()].some(hasComputed);
}
