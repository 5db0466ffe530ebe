// Withdraw: a document becomes obsolete without a successor; proposed by one person, approved by another (G1g).
import { act, currentAct, type Actor } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import { sign } from '../platform/access/signatures.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf, today, type Day } from '../platform/clock.ts';
import { Invalid, Refusal, Stale } from '../platform/errors.ts';
import { become, documentForChange, keep } from './changing.ts';
import { askForRecall } from './copying.ts';
import type { DocumentDoc } from './document.ts';
import { Version } from './version.ts';

/** Proposes to withdraw the document from a date on. @throws Refusal while a version is on its way */
export async function proposeWithdrawal(
  code: string,
  input: { reason: string; from: Day },
  user: User,
): Promise<void> {
  await act(
    'documents.propose_withdrawal',
    actorOf(user),
    async () => {
      const document = await documentForChange(code);
      if (document.state !== 'in_force') throw new Refusal('documents.refusal.none_in_force');
      if (document.working)
        throw new Refusal('documents.refusal.version_on_its_way', { label: document.working.label });
      if (document.withdrawal) throw new Refusal('documents.refusal.withdrawal_proposed');
      if (input.from < today()) throw Invalid.field('from', 'documents.form.from_past');
      document.withdrawal = { ...input, by: user.id, byName: user.name, at: currentAct().at, approved: null };
      await document.save();
    },
    { reason: input.reason },
  );
}

/** Approves a proposed withdrawal with a signature on the hash of the version in force. @throws Refusal for who proposed it */
export async function approveWithdrawal(
  code: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<void> {
  const signature = await sign(user, input.password, 'aprobo', input.sha256);
  await act('documents.approve_withdrawal', actorOf(user), async () => {
    const document = await documentForChange(code);
    const { withdrawal } = document;
    if (!withdrawal || withdrawal.approved) throw new Refusal('documents.refusal.no_withdrawal');
    if (withdrawal.by === user.id) throw new Refusal('documents.refusal.proposer_approves');
    const version = await Version.findOne({ document: document._id, state: 'in_force' });
    if (version?.sha256 !== input.sha256) throw new Stale('documents.refusal.changed_since_shown');
    withdrawal.approved = {
      by: user.id,
      name: signature.name,
      position: signature.position,
      at: currentAct().at,
    };
    document.markModified('withdrawal');
    if (withdrawal.from <= today()) await withdrawNow(document);
    else await document.save();
  });
}

/** Refuses a proposed withdrawal, or takes one's own back; the reason is in the trail. */
export async function dropWithdrawal(code: string, input: { reason: string }, user: User): Promise<void> {
  await act(
    'documents.drop_withdrawal',
    actorOf(user),
    async () => {
      const document = await documentForChange(code);
      // Once it has happened, the withdrawal is a fact of the document.
      if (!document.withdrawal || document.state === 'withdrawn')
        throw new Refusal('documents.refusal.no_withdrawal');
      document.withdrawal = null;
      await document.save();
    },
    { reason: input.reason },
  );
}

/** Ends a document whose approved withdrawal has come due. Doing it twice does nothing the second time. */
export async function withdrawDue(code: string, actor: Actor): Promise<void> {
  await act('documents.withdraw', actor, async () => {
    const document = await documentForChange(code);
    const { withdrawal } = document;
    if (!withdrawal?.approved || withdrawal.from > today() || document.state === 'withdrawn') return;
    await withdrawNow(document);
  });
}

async function withdrawNow(document: DocumentDoc): Promise<void> {
  document.state = 'withdrawn';
  document.withdrawnAt = endOf(document);
  document.nextReview = null;
  const version = await Version.findOne({ document: document._id, state: 'in_force' });
  if (!version) return void (await document.save());
  become(version, 'obsolete');
  version.obsoleteFrom = document.withdrawnAt;
  await askForRecall(version);
  await keep(document, version);
}

/** The day proposed, or the day of the approval when that came later: until then the document was in use. */
function endOf({ withdrawal }: DocumentDoc): Day {
  const approved = withdrawal?.approved ? dayOf(withdrawal.approved.at) : today();
  return withdrawal && withdrawal.from > approved ? withdrawal.from : approved;
}
