// Which of some hashes any record mentions anywhere: the last question before a file is called an orphan.
import mongoose from 'mongoose';

/** The trail and the seals remember files that were disposed of by right; they keep none alive. */
const NOT_ASKED = new Set(['trail_entries', 'trail_heads', 'seals', 'seal_leaves', 'integrity_runs']);

/** @returns those of `hashes` that a record holds in any text; reads every collection, and nothing when there are none to ask for */
export async function mentionedFiles(hashes: ReadonlySet<string>): Promise<Set<string>> {
  const found = new Set<string>();
  if (hashes.size === 0) return found;
  for (const { name } of await mongoose.connection.listCollections()) {
    if (NOT_ASKED.has(name)) continue;
    for await (const record of mongoose.connection.collection(name).find()) {
      for (const [hash] of JSON.stringify(record).matchAll(/[0-9a-f]{64}/g))
        if (hashes.has(hash)) found.add(hash);
    }
  }
  return found;
}
