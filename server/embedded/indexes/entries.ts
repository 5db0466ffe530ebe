// The entries of a document in an index, and what an array in it tells the planner.
import { keyString, type Doc } from '../bson/index.ts';
import { indexKeys } from '../bson/path.ts';
import type { Index } from './definition.ts';

export interface Entry {
  key: Buffer;
  /** The values that the key was made of, in the order of the index's fields. */
  values: unknown[];
}

type KeysOf = (doc: Doc) => unknown[][];

const prepared = new WeakMap<Index, KeysOf>();

/** Computes the entries in the order of the index; a partial index has none for a document outside its filter. @throws CommandError 171 */
export function entriesOf(index: Index, doc: Doc): Entry[] {
  if (index.partial && !index.partial.matcher.matches(doc)) return [];
  let keys = prepared.get(index);
  if (!keys) prepared.set(index, (keys = indexKeys(index.pattern, index.sparse)));
  const entries = keys(doc).map((values) => ({ key: entryKey(index, values), values }));
  return entries.length < 2 ? entries : entries.sort((a, b) => Buffer.compare(a.key, b.key));
}

/** The bytes of an entry, or of its beginning when fewer values are given than the index has fields. */
export function entryKey(index: Index, values: unknown[]): Buffer {
  return Buffer.concat([index.prefix, keyString(values, index.directions)]);
}

/** Notes which fields hold several values in one document. Returns true when that is news. */
export function noteArrays(index: Index, entries: Entry[]): boolean {
  if (entries.length < 2) return false;
  const tail = (entry: Entry | undefined, field: number): Buffer =>
    Buffer.from(keyString([entry?.values[field]]));
  let news = false;
  index.fields.forEach((_, field) => {
    if (index.multikey[field]) return;
    const first = tail(entries[0], field);
    if (entries.every((entry) => tail(entry, field).equals(first))) return;
    index.multikey[field] = true;
    news = true;
  });
  return news;
}
