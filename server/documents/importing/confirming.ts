// A second person takes a whole import as in force with one signature over the hash of its list, or refuses it as a whole.
import { act, currentAct } from '../../platform/audit/act.ts';
import { actorOf } from '../../platform/access/policy.ts';
import { sign } from '../../platform/access/signatures.ts';
import type { User } from '../../platform/access/roles.ts';
import { NotFound, Refusal, Stale } from '../../platform/errors.ts';
import { confirmInside } from '../adopting.ts';
import { Batch, batchHash, type BatchDoc } from '../batch.ts';
import { become, keep, writerOf } from '../changing.ts';
import { Document, type DocumentDoc } from '../document.ts';
import { Version, type VersionDoc } from '../version.ts';

/**
 * Confirms what is still to be confirmed of a batch; a row that was decided alone stays as it was decided.
 * @throws Refusal for who proposed it, or once it was decided; Stale when the list or a content is not the one shown
 */
export async function confirmBatch(
  id: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<void> {
  await sign(user, input.password, 'adopto', input.sha256);
  await act('documents.confirm_import', actorOf(user), async () => {
    const batch = await openBatch(id);
    if (batch.by.id === user.id) throw new Refusal('documents.refusal.proposer_approves');
    if (batch.sha256 !== input.sha256 || batchHash(batch.rows) !== input.sha256)
      throw new Stale('documents.refusal.changed_since_shown');
    for (const { document, version, sha256 } of await pendingOf(batch)) {
      if (version.sha256 !== sha256) throw new Stale('documents.refusal.changed_since_shown');
      await confirmInside(document, version, user);
    }
    await decide(batch, 'confirmed', user, '');
  });
}

/** Refuses what is still to be confirmed of a batch. Codes stay known, and can be imported again. */
export async function refuseBatch(id: string, input: { reason: string }, user: User): Promise<void> {
  const refuse = async (): Promise<void> => {
    const batch = await openBatch(id);
    for (const { document, version } of await pendingOf(batch)) {
      become(version, 'discarded');
      await keep(document, version);
    }
    await decide(batch, 'refused', user, input.reason);
  };
  await act('documents.refuse_import', actorOf(user), refuse, { reason: input.reason });
}

async function openBatch(id: string): Promise<BatchDoc> {
  const batch = await Batch.findById(id);
  if (!batch) throw new NotFound();
  if (batch.state !== 'proposed') throw new Refusal('documents.import.refusal.decided');
  return batch;
}

async function pendingOf(
  batch: BatchDoc,
): Promise<{ document: DocumentDoc; version: VersionDoc; sha256: string }[]> {
  const [versions, documents] = [
    await Version.find({ _id: { $in: batch.rows.map((row) => row.version) }, state: 'adopting' }),
    await Document.find({ _id: { $in: batch.rows.map((row) => row.document) } }),
  ];
  const versionById = new Map(versions.map((one) => [String(one._id), one]));
  const documentById = new Map(documents.map((one) => [String(one._id), one]));
  return batch.rows.flatMap(({ document, version, sha256 }) => {
    const found = { document: documentById.get(document), version: versionById.get(version) };
    return found.document && found.version
      ? [{ document: found.document, version: found.version, sha256 }]
      : [];
  });
}

async function decide(
  batch: BatchDoc,
  state: 'confirmed' | 'refused',
  user: User,
  reason: string,
): Promise<void> {
  batch.state = state;
  batch.decided = { ...writerOf(user), at: currentAct().at, reason };
  await batch.save();
}
