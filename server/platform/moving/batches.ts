// Records in portions of bounded size, and the hash over all of a collection.
import { createHash } from 'node:crypto';

export interface Digest {
  count: number;
  /** Over the records' bytes in the order of their `_id`, hexadecimal. */
  sha256: string;
}

const MOST_RECORDS = 1_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** Portions of at most 1,000 records and of some 4 MB, or of one record that is larger. */
export async function* batches(records: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[]> {
  let batch: Uint8Array[] = [];
  let bytes = 0;
  for await (const record of records) {
    if (batch.length === MOST_RECORDS || (bytes > 0 && bytes + record.length > MOST_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(record);
    bytes += record.length;
  }
  if (batch.length > 0) yield batch;
}

export async function digest(records: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const record of records) {
    hash.update(record);
    count += 1;
  }
  return { count, sha256: hash.digest('hex') };
}
