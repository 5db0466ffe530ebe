// Removes documents whose date in a TTL index lies too far back.
import { bracketOf, decode, keyString } from '../bson/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import type { Scope } from '../transactions/scope.ts';
import type { Index } from './definition.ts';
import { writeDocument, type Bookkeeping } from './writing.ts';

const AT_ONCE = 200;

/** Removes one portion. An array of dates expires with its earliest; values that are no dates never do. Returns whether there may be more. */
export function removeExpired(
  scope: Scope,
  books: Bookkeeping,
  collection: Collection,
  index: Index,
  now: number,
): boolean {
  const limit = new Date(now - (index.expireAfterSeconds ?? 0) * 1000);
  const forward = index.directions[0] === 1;
  const { from, to } = bracketOf(limit, index.directions[0]);
  const key = keyString([limit], index.directions);
  const range = {
    low: Buffer.concat([index.prefix, forward ? from : key]),
    high: Buffer.concat([index.prefix, forward ? key : to]),
  };
  const rows = [];
  for (const row of scope.rows(range, false, AT_ONCE)) if (rows.push(row) === AT_ONCE) break;
  for (const { id } of rows) {
    const bytes = scope.doc(id);
    if (bytes)
      writeDocument(scope, collection, { id, before: { doc: decode(bytes), bytes }, after: null }, books);
  }
  return rows.length === AT_ONCE;
}
