// Points of use: to which areas and positions a document goes, and who has read the version in force (G1d).
import { areasByIds, positionsByIds } from '../people/index.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { today } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { Acknowledgement } from './acknowledgement.ts';
import { documentForChange, mustBeSeen } from './changing.ts';
import type { DocumentRecord } from './document.ts';
import { inForceOn } from './queries/listing.ts';
import { appliesTo, type PointsOfUse } from './rules.ts';
import { Version } from './version.ts';

/** Sets where a document is used and whether its readers must confirm each version. @throws Invalid when nobody would get it */
export async function distribute(
  code: string,
  input: DocumentRecord['distribution'],
  user: User,
): Promise<void> {
  await act('documents.distribute', actorOf(user), async () => {
    const document = await documentForChange(code);
    if (document.state === 'withdrawn') throw new Refusal('documents.refusal.withdrawn');
    const reaches = input.everyone || input.areas.length > 0 || input.positions.length > 0;
    if (input.acknowledge && !reaches) throw Invalid.field('everyone', 'documents.form.distribution_empty');
    await mustExist(input);
    document.distribution = input;
    await document.save();
  });
}

/** A point of use is an area or a position that this copy knows. @throws Invalid */
export async function mustExist({ areas, positions }: PointsOfUse): Promise<void> {
  if ((await areasByIds(areas)).length !== new Set(areas).size)
    throw Invalid.field('areas', 'shared.form.choose');
  if ((await positionsByIds(positions)).length !== new Set(positions).size)
    throw Invalid.field('positions', 'shared.form.choose');
}

/**
 * Confirms having read and understood the version in force; once per person and version.
 * @throws Refusal when the document is not meant for this person; Stale when another version is in force by now
 */
export async function acknowledge(code: string, input: { sha256: string }, user: User): Promise<void> {
  await act('documents.acknowledge', actorOf(user), async () => {
    const document = await documentForChange(code);
    const glance = inForceOn(document, today());
    const version = glance && (await Version.findById(glance.id));
    if (!version) throw new Refusal('documents.refusal.none_in_force');
    if (!appliesTo(document.distribution, user)) throw new Refusal('documents.refusal.not_for_you');
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
