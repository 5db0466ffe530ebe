// Points of use: to which areas and positions a document goes, and who has read the version in force (G1d).
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { Acknowledgement } from './acknowledgement.ts';
import { documentForChange, mustBeSeen } from './changing.ts';
import type { DocumentRecord } from './document.ts';
import { Version } from './version.ts';

/** Sets where a document is used and whether its readers must confirm each version. @throws Invalid when nobody would get it */
export async function distribute(
  code: string,
  input: DocumentRecord['distribution'],
  user: User,
): Promise<void> {
  await act('documents.distribute', actorOf(user), async () => {
    const document = await documentForChange(code);
    const reaches = input.everyone || input.areas.length > 0 || input.positions.length > 0;
    if (input.acknowledge && !reaches) throw Invalid.field('areas', 'documents.form.distribution_empty');
    document.distribution = input;
    await document.save();
  });
}

/** Whether a document is meant for this person: for everyone, for an area of theirs, or for a position they hold. */
export function appliesTo(document: Pick<DocumentRecord, 'distribution'>, user: User): boolean {
  const { everyone, areas, positions } = document.distribution;
  return (
    everyone ||
    user.areas.some((area) => areas.includes(area)) ||
    user.positions.some((held) => positions.includes(held.id))
  );
}

/** Confirms having read and understood the version in force. @throws Stale when another one is in force by now */
export async function acknowledge(code: string, input: { sha256: string }, user: User): Promise<void> {
  await act('documents.acknowledge', actorOf(user), async () => {
    const document = await documentForChange(code);
    const version = await Version.findOne({ document: document._id, state: 'in_force' });
    if (!version) throw new Refusal('documents.refusal.none_in_force');
    mustBeSeen(version, input.sha256);
    if (await Acknowledgement.exists({ version: version._id, person: user.id })) return;
    await new Acknowledgement({
      document: document._id,
      version: version._id,
      person: user.id,
      name: user.name,
      position: user.positions[0]?.name ?? null,
      at: currentAct().at,
      sha256: input.sha256,
    }).save();
  });
}
