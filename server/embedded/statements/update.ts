// Updates what matches: one document or all; inserts one when nothing does and `upsert` is set.
import { decode, encode, isDoc, type Doc } from '../bson/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import {
  collectionForWriting,
  findCollection,
  scopeOf,
  whenFree,
  type Context,
} from '../commands/context.ts';
import { planSearch, type Search } from '../commands/finding.ts';
import { requireSimpleCollation } from '../collation.ts';
import { docOf, flagOf } from '../commands/values.ts';
import { fail } from '../errors.ts';
import { writeDocument } from '../indexes/writing.ts';
import { parseFilter } from '../match/index.ts';
import { compileUpdate, documentForUpsert, type Update } from '../update/index.ts';
import { booksOf } from './books.ts';
import { changeEach, firstOf } from './each.ts';
import { insertInto } from './insert.ts';

const FIELDS = new Set(['q', 'u', 'c', 'multi', 'upsert', 'collation', 'arrayFilters', 'hint', 'sort']);

export interface UpdateResult {
  matched: number;
  modified: number;
  upserted: { id: unknown; doc: Doc } | null;
}

/** Runs one statement of an update command. */
export async function runUpdate(context: Context, name: unknown, statement: Doc): Promise<UpdateResult> {
  for (const field of Object.keys(statement))
    if (!FIELDS.has(field)) fail(40415, `BSON field 'update.updates.${field}' is an unknown field.`);
  requireSimpleCollation(statement.collation);
  const filter = docOf(statement, 'q') ?? {};
  parseFilter(filter);
  const update = updateOf(statement.u, statement);
  const multi = flagOf(statement, 'multi');
  if (multi && update.isReplacement) fail(9, 'multi update is not supported for replacement-style update');
  const sort = docOf(statement, 'sort');
  if (multi && sort) fail(9, 'Cannot specify sort with multi=true');
  const wanted = { filter, sort, hint: statement.hint, variables: context.variables };
  if (flagOf(statement, 'upsert') && !multi)
    return whenFree(context, () => upsertOne(context, name, wanted, update));
  const collection = findCollection(context, name);
  if (!collection) return flagOf(statement, 'upsert') ? upsertMany(context, name, filter, update) : NOTHING;
  const search = (): Search => planSearch(context, collection, wanted);
  let modified = 0;
  const matched = await changeEach(context, search, !multi, (id, bytes) => {
    if (change(context, collection, id, bytes, update).changed) modified++;
  });
  if (matched === 0 && flagOf(statement, 'upsert')) return upsertMany(context, name, filter, update);
  return { matched, modified, upserted: null };
}

const NOTHING: UpdateResult = { matched: 0, modified: 0, upserted: null };

/** An update made ready, and as it was written. */
export interface ReadyUpdate extends Update {
  source: Doc;
}

/** The update made ready, with what is out of scope refused. @throws CommandError 9, 14 and those of `compileUpdate` */
export function updateOf(update: unknown, { arrayFilters }: Doc): ReadyUpdate {
  if (!isDoc(update) && !Array.isArray(update))
    fail(9, 'Update argument must be either an object or an array');
  const ready = compileUpdate(update as Doc, Array.isArray(arrayFilters) ? arrayFilters : undefined);
  return { ...ready, source: update as Doc };
}

type Wanted = Parameters<typeof planSearch>[2];

/** Finds and changes, or inserts, within one turn: nobody can come between. */
function upsertOne(context: Context, name: unknown, wanted: Wanted, update: ReadyUpdate): UpdateResult {
  const collection = collectionForWriting(context, name);
  const first = firstOf(context, planSearch(context, collection, wanted));
  if (!first)
    return { matched: 0, modified: 0, upserted: insertSeed(context, collection, wanted.filter, update) };
  const { changed } = change(context, collection, first.id, first.doc, update);
  return { matched: 1, modified: changed ? 1 : 0, upserted: null };
}

function upsertMany(
  context: Context,
  name: unknown,
  filter: Doc,
  update: ReadyUpdate,
): Promise<UpdateResult> {
  return whenFree(context, () => {
    const collection = collectionForWriting(context, name);
    return { matched: 0, modified: 0, upserted: insertSeed(context, collection, filter, update) };
  });
}

/** Inserts what the filter's equalities and the update make together. */
export function insertSeed(
  context: Context,
  collection: Collection,
  filter: Doc,
  update: ReadyUpdate,
): { id: unknown; doc: Doc } {
  const doc = documentForUpsert(filter, update.source);
  insertInto(context, collection, { doc, bytes: encode(doc) });
  return { id: doc._id, doc };
}

/** Changes one document; `changed` is false when its bytes stay the same. @throws CommandError 66 for another `_id` */
export function change(
  context: Context,
  collection: Collection,
  id: number,
  bytes: Uint8Array,
  update: ReadyUpdate,
): { before: Doc; after: Doc; changed: boolean } {
  const before = decode(bytes);
  const after = update.apply(before);
  if (after === before) return { before, after, changed: false };
  const fresh = encode(after);
  if (Buffer.compare(fresh, bytes) === 0) return { before, after, changed: false };
  const scope = scopeOf(context);
  writeDocument(
    scope,
    collection,
    { id, before: { doc: before, bytes }, after: { doc: after, bytes: fresh } },
    booksOf(context),
  );
  return { before, after, changed: true };
}
