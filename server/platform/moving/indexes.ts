// How indexes are compared between two places.
import { BSON, type Document } from 'mongodb';

/** As `createIndexes` takes them, in one order: without the one on `_id`, and without what is the server's own affair. */
export function ownIndexes(listed: readonly Document[]): Document[] {
  return listed
    .filter((index) => index.name !== '_id_')
    .map(({ v: _v, ns: _ns, background: _background, ...index }) => index)
    .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
}

/** Equal for indexes that mean the same: the order of options does not matter, nor does the type of a number. */
export function indexesAsText(indexes: readonly Document[]): string {
  return BSON.EJSON.stringify(
    indexes.map((index) => Object.fromEntries(Object.entries(index).sort(([a], [b]) => (a < b ? -1 : 1)))),
    { relaxed: true },
  );
}
