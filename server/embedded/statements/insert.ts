// Inserts one document.
import { ObjectId } from 'bson';
import { decode, encode, type Doc } from '../bson/index.ts';
import { recordId } from '../catalogue/records.ts';
import type { Collection } from '../catalogue/collection.ts';
import { collectionForWriting, scopeOf, whenFree, type Context } from '../commands/context.ts';
import { writeDocument } from '../indexes/writing.ts';
import { checkId } from '../update/index.ts';
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
  checkId(doc._id);
  if (Object.keys(doc)[0] === '_id')
    return { doc, bytes: Buffer.isBuffer(item) ? Buffer.from(item) : encode(doc) };
  const ordered = withId(doc);
  return { doc: ordered, bytes: encode(ordered) };
}

/** The document with `_id` as its first field; a new ObjectId where it has none. */
function withId(doc: Doc): Doc {
  const { _id, ...rest } = doc;
  return { _id: _id === undefined ? new ObjectId() : _id, ...rest };
}

/** Stores a new document in the collection. */
export function insertInto(context: Context, collection: Collection, after: Prepared): void {
  const id = recordId(collection.id, collection.next);
  writeDocument(scopeOf(context), collection, { id, before: null, after }, booksOf(context));
  collection.next++;
}
