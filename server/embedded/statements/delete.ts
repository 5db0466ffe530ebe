// Deletes what matches: one document, or all.
import { decode, type Doc } from '../bson/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import { findCollection, scopeOf, type Context } from '../commands/context.ts';
import { planSearch } from '../commands/finding.ts';
import { requireSimpleCollation } from '../collation.ts';
import { docOf, numberOf } from '../commands/values.ts';
import { fail } from '../errors.ts';
import { parseFilter } from '../match/index.ts';
import { writeDocument } from '../indexes/writing.ts';
import { booksOf } from './books.ts';
import { changeEach } from './each.ts';

const FIELDS = new Set(['q', 'limit', 'collation', 'hint']);

/** Runs one statement of a delete command. @returns how many documents went */
export async function runDelete(context: Context, name: unknown, statement: Doc): Promise<number> {
  for (const field of Object.keys(statement))
    if (!FIELDS.has(field)) fail(40415, `BSON field 'delete.deletes.${field}' is an unknown field.`);
  requireSimpleCollation(statement.collation);
  const filter = docOf(statement, 'q') ?? {};
  const limit = numberOf(statement, 'limit', 0);
  if (limit !== 0 && limit !== 1) fail(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  parseFilter(filter);
  const collection = findCollection(context, name);
  if (!collection) return 0;
  const search = (): ReturnType<typeof planSearch> =>
    planSearch(context, collection, { filter, limit, hint: statement.hint, variables: context.variables });
  return changeEach(context, search, limit === 1, (id, bytes) => remove(context, collection, id, bytes));
}

/** Removes one document with its index entries. */
export function remove(context: Context, collection: Collection, id: number, bytes: Uint8Array): void {
  const before = { doc: decode(bytes), bytes };
  writeDocument(scopeOf(context), collection, { id, before, after: null }, booksOf(context));
}
