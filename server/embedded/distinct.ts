// The distinct values of a field, for the command `distinct`.
import { compare, type Doc, getField, identityOf, isDoc } from './bson/index.ts';
import { indexOf } from './bson/path.ts';

/**
 * The different values at a path, in their own order. An array at the end of the path gives its elements; of values that are
 * equal but differ in type the first one met is kept.
 */
export function distinctValues(docs: Iterable<Doc>, path: string): unknown[] {
  const names = path.split('.');
  const values = new Map<unknown, unknown>();
  const take = (value: unknown) => {
    const identity = identityOf(value);
    if (!values.has(identity)) values.set(identity, value);
  };
  for (const doc of docs) extract(doc, names, take);
  return [...values.values()].sort(compare);
}

function extract(
  from: unknown,
  [name = '', ...rest]: readonly string[],
  take: (value: unknown) => void,
): void {
  const value = Array.isArray(from)
    ? (from as unknown[])[indexOf(name)]
    : isDoc(from)
      ? getField(from, name)
      : undefined;
  if (value === undefined) return;
  if (rest.length === 0) {
    if (Array.isArray(value)) value.forEach(take);
    else take(value);
  } else if (Array.isArray(value) && !/^\d+$/.test(rest[0]!))
    for (const item of value) extract(item, rest, take);
  else extract(value, rest, take);
}
