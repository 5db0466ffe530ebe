// Adopt: an existing procedure taken as in force with the approval facts of its source; proposed by one person, confirmed by another.
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import { sign } from '../platform/access/signatures.ts';
import type { User } from '../platform/access/roles.ts';
import { isDay, today, type Day } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { become, forChange, keep, mustBeSeen, writerOf } from './changing.ts';
import { newVersion } from './drafting.ts';
import { takeEffectNow } from './issuing.ts';
import { newDocument, type NewDocument } from './registering.ts';
import { contentHash, type SourceApproval } from './version.ts';

export interface Adoption extends Omit<NewDocument, 'reason'> {
  /** From which day the source says that it is in force, or the day of adoption. */
  effective: Day;
  /** The date as the source writes it: `2019-11`, `2023-09-29`. */
  sourceDate: string;
  approvals: SourceApproval[];
  note: string;
}

/** Proposes an existing document as in force. @throws Invalid for a taken code or a date to come */
export async function proposeAdoption(input: Adoption, user: User): Promise<string> {
  return act('documents.propose_adoption', actorOf(user), () => adoptionOf(input, user));
}

/** As `proposeAdoption`, inside an act that is open already (an import of many). */
export async function adoptionOf(input: Adoption, user: User): Promise<string> {
  if (!isDay(input.effective) || input.effective > today())
    throw Invalid.field('effective', 'documents.form.adopted_future');
  const document = await newDocument(input, user);
  const version = newVersion(
    document,
    { number: 1, label: input.label, content: input.content, reason: input.note },
    user,
  );
  version.state = 'adopting';
  version.sha256 = contentHash(version);
  version.effective = input.effective;
  version.adopted = {
    by: writerOf(user),
    at: currentAct().at,
    confirmed: null,
    approvals: input.approvals,
    sourceDate: input.sourceDate,
    note: input.note,
  };
  document.adopted = true;
  await keep(document, version);
  return document.code;
}

/** Confirms an adoption with a signature. @throws Refusal for the person who proposed it; Stale when the content is another */
export async function confirmAdoption(
  code: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<void> {
  await sign(user, input.password, 'adopto', input.sha256);
  await act('documents.confirm_adoption', actorOf(user), async () => {
    const { document, version } = await forChange(code, 1);
    if (version.state !== 'adopting' || !version.adopted) throw new Refusal('documents.refusal.not_adopting');
    mustBeSeen(version, input.sha256);
    // Author is never approver, at this door too.
    if (version.adopted.by.id === user.id) throw new Refusal('documents.refusal.proposer_approves');
    version.adopted.confirmed = { ...writerOf(user), at: currentAct().at };
    version.markModified('adopted');
    await takeEffectNow(document, version);
  });
}

/** Refuses an adoption with a reason; the proposal stays readable as discarded. */
export async function refuseAdoption(code: string, input: { reason: string }, user: User): Promise<void> {
  await act(
    'documents.refuse_adoption',
    actorOf(user),
    async () => {
      const { document, version } = await forChange(code, 1);
      if (version.state !== 'adopting') throw new Refusal('documents.refusal.not_adopting');
      become(version, 'discarded');
      await keep(document, version);
    },
    { reason: input.reason },
  );
}
