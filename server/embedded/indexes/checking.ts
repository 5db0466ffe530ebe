// Proves that the indexes of a collection say what its documents say; for `validate` and for tests.
import { decode } from '../bson/index.ts';
import { allRecords } from '../catalogue/records.ts';
import type { Collection } from '../catalogue/collection.ts';
import type { View } from '../store/view.ts';
import { entriesOf } from './entries.ts';

/** What is wrong, one sentence for each finding; nothing when all is well. */
export function checkCollection(view: View, collection: Collection): string[] {
  const errors: string[] = [];
  const expected = new Map(collection.indexes.map((index) => [index, 0]));
  let documents = 0;
  let bytes = 0;
  for (const { id, doc } of view.docs(allRecords(collection.id), false, 100)) {
    documents++;
    bytes += doc.length;
    const read = decode(doc);
    for (const index of collection.indexes) {
      if (index.building) continue;
      const entries = entriesOf(index, read);
      expected.set(index, (expected.get(index) ?? 0) + entries.length);
      for (const { key } of entries)
        if (!has(view, key, id)) errors.push(`${index.name}: an entry of record ${id} is missing`);
    }
  }
  if (documents !== collection.count) errors.push(`count says ${collection.count}, found ${documents}`);
  if (bytes !== collection.bytes) errors.push(`bytes says ${collection.bytes}, found ${bytes}`);
  for (const [index, count] of expected) {
    if (index.building) continue;
    const found = view.countKeys({
      low: index.prefix,
      high: Buffer.concat([index.prefix, Buffer.from([0xff])]),
    });
    if (found !== count) errors.push(`${index.name}: ${found} entries, expected ${count}`);
  }
  return errors;
}

function has(view: View, key: Buffer, id: number): boolean {
  for (const row of view.keys({ low: key, high: Buffer.concat([key, Buffer.from([0])]) }, false, 10))
    if (row.id === id) return true;
  return false;
}
