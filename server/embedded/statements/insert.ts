// Inserts one document.
import { ObjectId } from 'bson';
import { decode, encode, typeOf, type Doc } from '../bson/index.ts';
import { recordId } from '../catalogue/records.ts';
import type { Collection } from '../catalogue/collection.ts';
import { collectionForWriting, scopeOf, whenFree, type Context } from '../commands/context.ts';
import { fail } from '../errors.ts';
import { writeDocument } from '../indexes/writing.ts';
import { booksOf } from './books.ts';

/** Inserts a document given as such or as bytes. @throws CommandError 11000 and others of `writeDocument` */
export function runInsert(context: Context, name: unknown, item: Doc | Buffer): Promise<void> {
  const document = prepared(item);
  return whenFree(context, () => insertInto(context, collectionForWriting(context, name), document));
}

interface Prepared {
  doc: Doc;
  bytes: Uint8Array;
}

/** `_id` is given when it lacks, and stands first; otherwise the bytes are kept as they came. */
function prepared(item: Doc | Buffer): Prepared {
  const doc = Buffer.isBuffer(item) ? decode(item) : item;
  checkId(doc);
  if (Object.keys(doc)[0] === '_id')
    return { doc, bytes: Buffer.isBuffer(item) ? Buffer.from(item) : encode(doc) };
  const ordered = withId(doc);
  return { doc: ordered, bytes: encode(ordered) };
}

/** The document with `_id` as its first field; a new ObjectId where it has none. */
export function withId(doc: Doc): Doc {
  const { _id, ...rest } = doc;
  return { _id: _id === undefined ? new ObjectId() : _id, ...rest };
}

/** @throws CommandError 2 for an `_id` of a type that cannot be one */
export function checkId(doc: Doc): void {
  const type = typeOf(doc._id);
  if (type === 'array' || type === 'regex') fail(2, `The '_id' value cannot be of type ${type}`);
  if (type === 'object' && Object.keys(doc._id as Doc).some((key) => key.startsWith('$')))
    fail(
      52,
      `_id fields may not contain '$'-prefixed fields: ${Object.keys(doc._id as Doc)[0]} is not valid for storage.`,
    );
}

/** Stores a new document in the collection. */
export function insertInto(context: Context, collection: Collection, after: Prepared): void {
  const id = recordId(collection.id, collection.next);
  writeDocument(scopeOf(context), collection, { id, before: null, after }, booksOf(context));
  collection.next++;
}
