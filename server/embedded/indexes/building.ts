// Builds an index over documents that are there already, in portions, so that others are served in between.
import { decode } from '../bson/index.ts';
import { allRecords } from '../catalogue/records.ts';
import type { Collection } from '../catalogue/collection.ts';
import type { Engine } from '../engine.ts';
import type { Index } from './definition.ts';
import { entriesOf, noteArrays } from './entries.ts';
import { duplicate } from './writing.ts';

const PORTION = 500;

/**
 * Adds the entries of all documents. Until it returns the index is `building`: writes maintain it and readers do not use it;
 * what was begun is thrown away when the store is opened next.
 * @param breathe lets other work run between two portions
 * @throws CommandError 11000 or 171, after which the index must be left
 */
export async function buildIndex(
  engine: Engine,
  collection: Collection,
  index: Index,
  breathe: () => Promise<void>,
): Promise<void> {
  const { generation } = engine.store;
  let range = allRecords(collection.id);
  for (;;) {
    const rows = engine.store.current.connection.docs(range, false, PORTION);
    for (const { id, doc } of rows) addEntries(engine, collection, index, id, doc);
    const last = rows.at(-1);
    if (!last || rows.length < PORTION) return;
    range = { ...range, after: last.id };
    await breathe();
    if (engine.store.generation !== generation || !collection.indexes.includes(index))
      throw new Error('the index build was interrupted');
  }
}

/** The entries of one document; a transaction has none yet, because DDL waits for those that use the collection. */
export function addEntries(
  engine: Engine,
  collection: Collection,
  index: Index,
  id: number,
  bytes: Uint8Array,
): void {
  const entries = entriesOf(index, decode(bytes));
  noteArrays(index, entries);
  for (const { key, values } of entries) {
    const holder = index.unique ? engine.store.current.idOf(key) : undefined;
    if (holder !== undefined && holder !== id) duplicate(collection, index, values);
    engine.store.write((writer) => writer.run('putKey', key, id));
  }
}
