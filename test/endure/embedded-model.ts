// The long form of the random comparison of index and scan.
import { agree, type Agreement } from '../embedded/indexscan.ts';
import { opened } from '../embedded/opened.ts';

/** Runs so many random operations from a seed; `differences` must be empty. */
export async function run({ operations = 100_000, seed = 7 } = {}): Promise<Agreement> {
  const store = await opened();
  try {
    return await agree(store.db, operations, seed);
  } finally {
    await store.close();
  }
}
