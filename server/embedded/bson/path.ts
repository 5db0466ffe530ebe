// Dotted paths into documents, with the server's rules for arrays on the way.
import { type Doc, getField, isDoc } from './types.ts';

export { indexKeys, indexKeysOf } from './indexkeys.ts';

/** One name of a dotted path; `index` is its place in an array when the name is one, else -1. */
export interface Part {
  readonly name: string;
  readonly index: number;
}

export type Path = readonly Part[];

/** Splits a dotted path. */
export function parsePath(path: string): Path {
  return path.split('.').map((name) => ({ name, index: indexOf(name) }));
}

/** The array position that a field name stands for, or -1. Names such as `01` are none. */
export function indexOf(name: string): number {
  return /^(0|[1-9]\d{0,8})$/.test(name) ? Number(name) : -1;
}

/**
 * Offers `test` every value that a query on the path looks at, until it accepts one.
 * A missing field is offered as `undefined`. Arrays on the way are entered, each document in them being asked for the rest of the path; a name that is
 * an index also takes that element.
 * @param elements whether an array at the end of the path offers its elements before itself
 */
export function someValue(
  doc: Doc,
  path: Path,
  elements: boolean,
  test: (value: unknown) => boolean,
): boolean {
  return walk(doc, path, 0, elements, test);
}

/** All values that a query on the path looks at, in order. */
export function valuesAt(doc: Doc, path: string | Path): unknown[] {
  const values: unknown[] = [];
  someValue(doc, typeof path === 'string' ? parsePath(path) : path, true, (value) => {
    values.push(value);
    return false;
  });
  return values;
}

function walk(
  doc: Doc,
  path: Path,
  from: number,
  elements: boolean,
  test: (value: unknown) => boolean,
): boolean {
  let here: unknown = doc;
  for (let i = from; i < path.length; i++) {
    here = getField(here as Doc, path[i]!.name);
    if (Array.isArray(here)) return walkArray(here, path, i + 1, elements, test);
    if (!isDoc(here)) return test(i === path.length - 1 ? here : undefined);
  }
  return test(here);
}

function walkArray(
  items: readonly unknown[],
  path: Path,
  from: number,
  elements: boolean,
  test: (value: unknown) => boolean,
): boolean {
  if (from === path.length) return (elements && items.some(test)) || test(items);
  const last = from === path.length - 1;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const chosen = i === path[from]!.index;
    if (isDoc(item)) {
      if (walk(item, path, from, elements, test)) return true;
      if (chosen && (last ? test(item) : walk(item, path, from + 1, elements, test))) return true;
    } else if (chosen) {
      if (last) {
        if (test(item)) return true;
      } else if (Array.isArray(item) && walkArray(item, path, from + 1, elements, test)) return true;
    }
  }
  return false;
}
