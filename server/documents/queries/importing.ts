// Imports as lists, pages and tasks need them.
import { has, type User } from '../../platform/access/roles.ts';
import { recordId } from '../../platform/db/ids.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Task } from '../../platform/http/slice.ts';
import type { Fault } from '../../platform/http/slice.ts';
import { Batch, batchHash, type BatchRecord } from '../batch.ts';
import { trialOf, trials, type Trial } from '../importing/trial.ts';
import type { VersionState } from '../rules.ts';
import { Version, type VersionRecord } from '../version.ts';

const LATEST = 50;

/** The latest batches, without their rows. */
export async function latestBatches(): Promise<(BatchRecord & { count: number })[]> {
  const found = await Batch.aggregate<BatchRecord & { count: number }>([
    { $sort: { at: -1 } },
    { $limit: LATEST },
    { $set: { count: { $size: '$rows' } } },
    { $unset: 'rows' },
  ]);
  return found;
}

/** @throws NotFound */
export async function loadBatch({ id }: Record<string, string>): Promise<BatchRecord> {
  const found = await Batch.findById(recordId(id)).lean<BatchRecord>();
  if (!found) throw new NotFound();
  return found;
}

/** @throws NotFound for one that is gone or another person's */
export function loadTrial(params: Record<string, string>, user: User | null): Promise<Trial> {
  return trialOf(params.trial, user);
}

/** The dry runs of this person that were not imported yet, the latest first. */
export function openTrials(user: User): Promise<Trial[]> {
  return trials()
    .find({ owner: user.id, state: { $ne: 'used' } })
    .sort({ at: -1 })
    .limit(5)
    .toArray();
}

/** State of each version of a batch today, by its id. */
export async function statesOf({ rows }: BatchRecord): Promise<Map<string, VersionState>> {
  const found = await Version.find({ _id: { $in: rows.map((row) => row.version) } })
    .select('state')
    .lean<VersionRecord[]>();
  return new Map(found.map((one) => [String(one._id), one.state]));
}

/** A batch waits for a second person as one line, not as hundreds. */
export async function importTasks(user: User): Promise<Task[]> {
  if (!has(user, 'quality', 'committee')) return [];
  const found = (await latestBatches()).filter((one) => one.state === 'proposed' && one.by.id !== user.id);
  return found.map(({ _id, at, by, count }) => ({
    href: `/documentos/importaciones/${String(_id)}`,
    word: 'documents.task.adopt_batch',
    params: { count, who: by.name },
    since: at,
    due: null,
  }));
}

/** Hashes of the lists that batches came from. */
export async function* batchLists(): AsyncGenerator<string> {
  for (const one of await Batch.find().select('list').lean<Pick<BatchRecord, 'list'>[]>())
    yield one.list.sha256;
}

/** What was signed of an import must be its list, and by another person. */
export async function* importFaults(): AsyncGenerator<Fault> {
  for await (const batch of Batch.find().lean<BatchRecord>().cursor() as AsyncIterable<BatchRecord>) {
    const subject = String(batch._id);
    if (batchHash(batch.rows) !== batch.sha256)
      yield { check: 'import', subject, says: 'documents.fault.list' };
    if (batch.state === 'confirmed' && batch.decided?.id === batch.by.id)
      yield { check: 'import', subject, says: 'documents.fault.import_confirmed' };
  }
}
