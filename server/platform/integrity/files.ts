// Stored files held against the records: each is there, is whole, and belongs to somebody.
import { fileStore } from '../files/index.ts';
import type { FaultWord } from '../errors.ts';
import type { Fault } from '../http/slice.ts';
import { knownFiles } from './checks.ts';
import { mentionedFiles } from './mentions.ts';

/** A younger file without a record may belong to a form that is still being filled in. */
const GRACE_MS = 24 * 3_600_000;

export async function* fileFaults(tally: { files: number }): AsyncGenerator<Fault> {
  const fault = (subject: string, says: FaultWord): Fault => ({ check: 'file', subject, says });
  const known = new Set<string>();
  for await (const sha256 of knownFiles()) known.add(sha256);
  const orphans = new Set<string>();
  for await (const { sha256, mtimeMs } of fileStore().list()) {
    tally.files += 1;
    if ((await fileStore().check(sha256)) === 'damaged') yield fault(sha256, 'integrity.file_changed');
    if (!known.delete(sha256) && Date.now() - mtimeMs > GRACE_MS) orphans.add(sha256);
  }
  // A file that came while this ran was not yet listed: only what is still missing now is missing.
  for (const sha256 of known)
    if (!(await fileStore().has(sha256))) yield fault(sha256, 'integrity.file_missing');
  for (const sha256 of await mentionedFiles(orphans)) orphans.delete(sha256);
  for (const sha256 of orphans) yield fault(sha256, 'integrity.file_orphan');
}

/**
 * Removes files that nobody points at and unfinished ones, older than a day. A file that any record mentions stays, even
 * when its slice forgot to say so.
 */
export async function sweepFiles(): Promise<{ removed: string[]; temporary: number }> {
  const known = new Set<string>();
  for await (const sha256 of knownFiles()) known.add(sha256);
  const candidates = new Set<string>();
  for await (const { sha256, mtimeMs } of fileStore().list()) {
    if (!known.has(sha256) && Date.now() - mtimeMs > GRACE_MS) candidates.add(sha256);
  }
  for (const sha256 of await mentionedFiles(candidates)) candidates.delete(sha256);
  return fileStore().sweep(async (sha256) => !candidates.has(sha256), GRACE_MS);
}
