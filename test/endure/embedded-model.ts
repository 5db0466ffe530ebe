// The long form of the random comparison of index, scan and plain model, in rounds: a store that only grew would be scanned most of the time.
import { agree, type Agreement } from '../embedded/indexscan.ts';
import { opened } from '../embedded/opened.ts';

/** Runs so many random operations, each round on a store and from a seed of its own; `differences` must be empty. */
export async function run({ operations = 100_000, round = 5_000, seed = 7 } = {}): Promise<Agreement> {
  const rounds: Agreement[] = [];
  for (let done = 0; done < operations; done += round) {
    const own = seed + rounds.length;
    const result = await agreeOnce(Math.min(round, operations - done), own);
    rounds.push(result);
    console.log(`  seed ${own}: ${JSON.stringify(result)}`);
  }
  return rounds.reduce((all, one) => ({
    seed,
    operations: all.operations + one.operations,
    queries: all.queries + one.queries,
    indexed: all.indexed + one.indexed,
    differences: [...all.differences, ...one.differences],
  }));
}

async function agreeOnce(operations: number, seed: number): Promise<Agreement> {
  const store = await opened();
  try {
    return await agree(store.db, operations, seed);
  } finally {
    await store.close();
  }
}
