// Reply: drafted by one, approved by another with a signature, sent, and its delivery proved; only then is the complaint answered (G13).
import { createHash } from 'node:crypto';
import { sign } from '../platform/access/signatures.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct, type Actor } from '../platform/audit/act.ts';
import { dayOf, type Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal, Stale } from '../platform/errors.ts';
import { translate } from '../platform/words/index.ts';
import { actDay, byOf, change, complaintForChange, move } from './changing.ts';
import { Complaint, type By, type ComplaintDoc, type ComplaintRecord, type KeptFile, type Method, type Reply } from './complaint.ts'; // prettier-ignore
import { mustBeAnother, mustBePossible } from './rules/states.ts';
import { tellPetitioner } from './telling.ts';

type Files = readonly Omit<KeptFile, 'purpose'>[];

export function hashOfReply(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Writes the reply, or writes it anew while nobody has approved it. */
export function draftReply(code: string, input: { text: string; files: Files }, user: User) {
  return change('complaints.draft_reply', code, 'draft', user, (complaint) => {
    const { text } = input;
    complaint.reply = { text, by: byOf(user), at: currentAct().at, sha256: hashOfReply(text), approved: null, sent: null, attempts: [], delivered: null }; // prettier-ignore
    complaint.files.push(...input.files.map((one) => ({ ...one, purpose: 'reply' as const })));
    move(complaint, 'drafted');
  });
}

/** What the approver saw is what is approved. @throws Stale, Refusal for the drafter's own, Invalid for a wrong password */
export async function approveReply(
  code: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<void> {
  await seenBefore(code, input.sha256, user);
  const approved = await sign(user, input.password, 'aprobo', input.sha256);
  await change('complaints.approve_reply', code, 'approve', user, (complaint) => {
    complaint.reply = { ...replySeen(complaint, input.sha256, user), approved };
    move(complaint, 'approved');
  });
}

/** Back to who wrote it, with what is to mend; the words that were sent back stay. */
export function returnReply(code: string, input: { sha256: string; reason: string }, user: User) {
  return change('complaints.return_reply', code, 'approve', user, (complaint) => {
    const { text, by, at } = replySeen(complaint, input.sha256, user);
    complaint.returned.push({ text, by, at, reason: input.reason, returnedBy: byOf(user), returnedAt: currentAct().at });
    complaint.reply = null;
    move(complaint, 'assigned');
  }, { reason: input.reason }); // prettier-ignore
}

/** A quick look before the password is asked, so that a rule is said before a signature is spent. */
async function seenBefore(code: string, sha256: string, user: User): Promise<void> {
  const complaint = await Complaint.findOne({ code });
  if (!complaint) throw new NotFound();
  mustBePossible(complaint.state, 'approve');
  replySeen(complaint, sha256, user);
}

function replySeen(complaint: ComplaintDoc, sha256: string, user: User): Reply {
  const reply = replyOf(complaint);
  mustBeAnother(reply.by.id, user.id);
  if (reply.sha256 !== sha256 || hashOfReply(reply.text) !== sha256)
    throw new Stale('complaints.refusal.reply_changed');
  return reply;
}

function replyOf(complaint: ComplaintDoc): Reply {
  const reply = (complaint.toObject() as ComplaintRecord).reply;
  if (!reply) throw new Refusal('complaints.refusal.no_reply');
  return reply;
}

export interface Sending {
  method: Method;
  /** Number of the letter, of the courier's guide; where the notice was put up. */
  reference: string;
  /** Handed over in person: delivered at once. */
  received: boolean;
}

/** @throws Invalid for a way that the petitioner's data do not allow */
export async function sendReply(code: string, input: Sending, user: User): Promise<void> {
  const sent = await change('complaints.send_reply', code, 'send', user, (complaint) => {
    mustReach(complaint, input.method);
    const { method, reference } = input;
    const reply = replyOf(complaint);
    // It did not arrive the other way: that one stays, and this one is tried.
    const attempts = reply.sent ? [...reply.attempts, attemptOf(reply.sent)] : reply.attempts;
    complaint.reply = { ...reply, attempts, sent: { day: actDay(), method, reference, by: byOf(user), at: currentAct().at } }; // prettier-ignore
    move(complaint, 'sent');
  });
  if (sent.reply?.sent?.method === 'email') tellPetitioner('reply', code);
  if (input.method === 'hand' && input.received)
    await proveDelivery(
      code,
      {
        day: sent.reply?.sent?.day ?? '',
        proof: input.reference || translate('es', 'complaints.method.hand'),
        files: [],
      },
      user,
    );
}

function attemptOf({ day, method, reference }: NonNullable<Reply['sent']>): Reply['attempts'][number] {
  return { day, method, reference };
}

function mustReach({ petitioner }: ComplaintDoc, method: Method): void {
  if (method === 'email' && !petitioner?.email) throw Invalid.field('method', 'complaints.form.no_email');
  if (method === 'letter' && !petitioner?.address) throw Invalid.field('method', 'complaints.form.no_address'); // prettier-ignore
}

/** The reply reached the petitioner: what shows it, and on which day. @throws Invalid for a day before it was sent, or to come */
export function proveDelivery(code: string, input: { day: Day; proof: string; files: Files }, user: User) {
  return change('complaints.prove_delivery', code, 'prove', user, (complaint) => {
    const { sent } = replyOf(complaint);
    if (!sent || input.day < sent.day || input.day > actDay())
      throw Invalid.field('day', 'complaints.form.delivery_day', { from: sent?.day ?? '', until: actDay() });
    complaint.files.push(...input.files.map((one) => ({ ...one, purpose: 'proof' as const })));
    deliver(complaint, input.day, input.proof, byOf(user));
  });
}

function deliver(complaint: ComplaintDoc, day: Day, proof: string, by: By | null): void {
  complaint.reply = { ...replyOf(complaint), delivered: { day, proof, by, at: currentAct().at } };
  move(complaint, 'answered', day);
}

/**
 * Satisfaction with the reply, 1 to 5. From the petitioner's own page it also proves that the reply was read.
 * @param user null for the petitioner
 * @throws Refusal for a second rating
 */
export async function rate(
  code: string,
  input: { score: number; comment: string },
  user: User | null,
  actor: Actor,
): Promise<void> {
  const work = async (): Promise<void> => {
    const complaint = await complaintForChange(code, 'rate');
    if (complaint.rating) throw new Refusal('complaints.refusal.rated');
    complaint.rating = { ...input, at: currentAct().at, by: user && byOf(user) };
    if (!user && complaint.state === 'sent') deliver(complaint, actDay(), 'web', null);
    await complaint.save();
  };
  await act('complaints.rate', actor, work);
}

/** The petitioner confirms on their own page that the reply was received. */
export async function acknowledgeReply(code: string, actor: Actor): Promise<void> {
  await act('complaints.acknowledge_reply', actor, async () => {
    const complaint = await complaintForChange(code, 'prove');
    deliver(complaint, dayOf(currentAct().at), 'web', null);
    await complaint.save();
  });
}
