// Verbs on links made by hand: tie two records, take the tie back, say why a record needs none (L1).
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act, currentAct } from '../../platform/audit/act.ts';
import { Forbidden, Invalid, NotFound, Refusal } from '../../platform/errors.ts';
import type { Ref } from '../../platform/links/kinds.ts';
import { Link, link, unlink, type Meaning } from '../../platform/links/links.ts';
import { requiredLinks } from '../../platform/links/required.ts';
import { isSame, mayTie } from './rules.ts';
import { Waiver } from './waiver.ts';

/** Ties two records. @throws Invalid for a meaning that they cannot have, Refusal when they are tied already */
export async function tie(from: Ref, meaning: Meaning, to: Ref, user: User): Promise<void> {
  if (isSame(from, to)) throw Invalid.field('other', 'evidence.links.form.itself');
  if (!mayTie(user, from.kind, meaning, to.kind)) throw Invalid.field('way', 'evidence.links.form.way');
  await act('evidence.link', actorOf(user), async () => {
    if (await Link.exists({ ...ends(from, to), meaning, until: null }))
      throw new Refusal('evidence.links.refusal.tied');
    await link(from, meaning, to);
  });
}

/** Takes a tie back; it stays in the history with the reason. @throws Forbidden for a link that another part of the system made */
export async function untie(id: string, reason: string, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const found = await Link.findOne({ _id: id, until: null });
    if (!found) throw new NotFound();
    const { from, to, meaning } = found;
    if (!mayTie(user, from.kind, meaning, to.kind)) throw new Forbidden();
    await unlink(from, meaning, to);
  };
  await act('evidence.unlink', actorOf(user), verb, { reason });
}

/** Says why a record needs no link that its kind must have. @throws Refusal when its kind needs none, or it is waived already */
export async function waive(record: Ref, meaning: Meaning, reason: string, user: User): Promise<void> {
  const isRequired = requiredLinks().some((one) => one.kind === record.kind && one.meaning === meaning);
  if (!isRequired) throw new Refusal('evidence.links.refusal.not_required');
  await act('evidence.waive', actorOf(user), async () => {
    const same = { kind: record.kind, id: record.id, meaning, until: null };
    if (await Waiver.exists(same)) throw new Refusal('evidence.links.refusal.waived');
    await new Waiver({ ...same, reason, by: user.name, since: currentAct().at }).save();
  });
}

/** Takes a waiver back: the record needs its link again. */
export async function unwaive(id: string, user: User): Promise<void> {
  await act('evidence.unwaive', actorOf(user), async () => {
    const found = await Waiver.findOne({ _id: id, until: null });
    if (!found) throw new NotFound();
    found.until = currentAct().at;
    await found.save();
  });
}

function ends(from: Ref, to: Ref): Record<string, string> {
  return { 'from.kind': from.kind, 'from.id': from.id, 'to.kind': to.kind, 'to.id': to.id };
}
