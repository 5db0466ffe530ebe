// Stores, changes or removes one document together with all its index entries, or throws and changes nothing.
import { type Doc, encode } from '../bson/index.ts';
import { namespaceOf, type Collection } from '../catalogue/collection.ts';
import { fail } from '../errors.ts';
import type { Scope } from '../transactions/scope.ts';
import type { Index } from './definition.ts';
import { entriesOf, noteArrays, type Entry } from './entries.ts';
import { show } from './show.ts';

/** MongoDB's limit, with the 16 KB that it grants beyond 16 MB. */
export const LARGEST_DOCUMENT = 16_793_600;

export interface Change {
  id: number;
  before: { doc: Doc; bytes: Uint8Array } | null;
  after: { doc: Doc; bytes: Uint8Array } | null;
}

/** What the caller keeps up to date with a change: the collection's size, and the stored definition of its indexes. */
export interface Bookkeeping {
  grow(collection: Collection, count: number, bytes: number): void;
  save(collection: Collection): void;
}

/**
 * All checks and claims come first, so that what throws has changed nothing.
 * @throws CommandError 11000 for a duplicate in a unique index, 171 for parallel arrays, 10334 for too large a document
 * @throws Blocked or CommandError 112 when another transaction is changing the same
 */
export function writeDocument(
  scope: Scope,
  collection: Collection,
  change: Change,
  books: Bookkeeping,
): void {
  const { id, before, after } = change;
  if (after && after.bytes.length > LARGEST_DOCUMENT) tooLarge(after.bytes.length, after.doc);
  scope.claimRecord(id);
  const plans = collection.indexes.map((index) => difference(index, before?.doc, after?.doc));
  for (const plan of plans) if (plan.index.unique) claimKeys(scope, collection, plan, id);
  let arrays = false;
  for (const plan of plans) {
    // All of them: an array that grows by one value adds one entry and is an array nevertheless.
    if (plan.added.length > 0 && noteArrays(plan.index, plan.all)) arrays = true;
    for (const { key } of plan.removed) scope.deleteKey(key, id);
    for (const { key } of plan.added) scope.putKey(key, id);
  }
  if (arrays) books.save(collection);
  if (after) scope.putDoc(id, after.bytes);
  else scope.deleteDoc(id);
  const growth = (after ? 1 : 0) - (before ? 1 : 0);
  books.grow(collection, growth, (after?.bytes.length ?? 0) - (before?.bytes.length ?? 0));
}

interface Difference {
  index: Index;
  /** Every entry of the document as it will be. */
  all: Entry[];
  added: Entry[];
  removed: Entry[];
}

function difference(index: Index, before: Doc | undefined, after: Doc | undefined): Difference {
  const old = before ? entriesOf(index, before) : [];
  const fresh = after ? entriesOf(index, after) : [];
  if (old.length === 0 || fresh.length === 0) return { index, all: fresh, added: fresh, removed: old };
  return { index, all: fresh, added: without(fresh, old), removed: without(old, fresh) };
}

function without(entries: Entry[], others: Entry[]): Entry[] {
  if (entries.length === 1 && others.length === 1)
    return (entries[0] as Entry).key.equals((others[0] as Entry).key) ? [] : entries;
  const known = new Set(others.map(({ key }) => key.toString('latin1')));
  return entries.filter(({ key }) => !known.has(key.toString('latin1')));
}

function claimKeys(scope: Scope, collection: Collection, plan: Difference, id: number): void {
  for (const { key } of plan.removed) scope.claimKey(key);
  for (const entry of plan.added) {
    scope.claimKey(entry.key);
    const holder = scope.idOf(entry.key);
    if (holder !== undefined && holder !== id) duplicate(collection, plan.index, entry.values);
  }
}

/** @throws CommandError 11000 with the pattern of the index and the value that is already there */
export function duplicate(collection: Collection, index: Index, values: unknown[]): never {
  const keyValue: Doc = {};
  index.fields.forEach((field, i) => (keyValue[field] = values[i] ?? null));
  const shown = index.fields.map((field, i) => `${field}: ${show(values[i])}`).join(', ');
  const message = `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index.name} dup key: { ${shown} }`;
  return fail(11000, message, { keyPattern: index.pattern, keyValue });
}

function tooLarge(size: number, doc: Doc): never {
  const hex = size.toString(16).toUpperCase();
  fail(
    10334,
    `BSONObj size: ${size} (0x${hex}) is invalid. Size must be between 0 and ${LARGEST_DOCUMENT}(16MB) First element: _id: ${show(doc._id)}`,
  );
}

/** The bytes of a document as they will be stored. */
export function stored(doc: Doc): { doc: Doc; bytes: Uint8Array } {
  return { doc, bytes: encode(doc) };
}
