// What moves the clock: one extension, an incomplete petition, closures of the entity; and what stops it: transfer, withdrawal, annulment.
import type { User } from '../platform/access/roles.ts';
import { act, currentAct, type Actor } from '../platform/audit/act.ts';
import { addWorkingDays, isWorkingDay, type Day } from '../platform/clock.ts';
import { Refusal } from '../platform/errors.ts';
import { closureDays, closures as closureList } from '../platform/settings/settings.ts';
import { actDay, byOf, change, complaintForChange, count, lastCount, move, plain } from './changing.ts';
import { Complaint, type By, type ComplaintDoc, type ComplaintRecord, type KeptFile } from './complaint.ts';
import {
  completionDeadline,
  extended,
  nextWorkingDay,
  recounted,
  resumed,
  suspended,
} from './rules/clock.ts';
import { termOf, type Term } from './rules/terms.ts';
import { tableVersion } from './settings.ts';
import { tellPetitioner } from './telling.ts'; // prettier-ignore

function termFor(complaint: ComplaintDoc): Term {
  return termOf(tableVersion(lastCount(complaint).table), complaint.kind);
}

/**
 * Extends the term once; the petitioner is told the reasons and the new day at the same time.
 * @throws Refusal after an earlier extension, after the due day, or without a term; Invalid for a day past the cap
 */
export async function extend(
  code: string,
  input: { due: Day; reason: string; method: string },
  user: User,
): Promise<void> {
  await change('complaints.extend', code, 'extend', user, (complaint) => {
    if (complaint.extension) throw new Refusal('complaints.refusal.extended_before');
    const last = lastCount(complaint);
    const next = extended(last, input.due, termFor(complaint).longest, actDay(), closureDays());
    complaint.extension = { ...input, day: actDay(), from: last.due ?? '', by: byOf(user) };
    count(complaint, next, { note: input.reason, by: byOf(user) });
  }, { reason: input.reason }); // prettier-ignore
  tellPetitioner('extend', code);
}

/**
 * Asks the petitioner for what is missing: the clock stands still until it comes.
 * @throws Refusal when it was asked before, or later than the table allows
 */
export async function askToComplete(code: string, missing: string, user: User): Promise<void> {
  await change('complaints.ask_to_complete', code, 'ask', user, (complaint) => {
    if (complaint.completion) throw new Refusal('complaints.refusal.asked_before');
    const { completion, months } = termFor(complaint);
    const closures = closureDays();
    const last = addWorkingDays(complaint.legalDay, completion, closures);
    if (actDay() > last) throw new Refusal('complaints.refusal.asked_late', { days: completion });
    const deadline = completionDeadline(actDay(), months, closures);
    complaint.completion = { day: actDay(), missing, deadline, prolonged: false, by: byOf(user), answered: null }; // prettier-ignore
    count(complaint, suspended(lastCount(complaint), actDay(), closures), { note: missing, by: byOf(user) });
    move(complaint, 'incomplete');
  });
  tellPetitioner('ask', code);
}

/** The petitioner asked for more time before the first ended: as much again, once. @throws Refusal */
export function prolongCompletion(code: string, user: User): Promise<ComplaintRecord> {
  return change('complaints.prolong_completion', code, 'prolong', user, (complaint) => {
    const { completion } = complaint;
    if (!completion || completion.prolonged || actDay() > completion.deadline)
      throw new Refusal('complaints.refusal.not_prolonged');
    const deadline = completionDeadline(completion.deadline, termFor(complaint).months, closureDays());
    complaint.completion = { ...plain(completion), deadline, prolonged: true };
  });
}

/**
 * What was missing came, from the petitioner's own page or by the office: the rest of the term runs on.
 * @param user null when the petitioner brings it
 */
export async function complete(
  code: string,
  input: { text: string; files: readonly Omit<KeptFile, 'purpose'>[] },
  user: User | null,
  actor: Actor,
): Promise<void> {
  await act('complaints.complete', actor, async () => {
    const complaint = await complaintForChange(code, 'add');
    const by = user && byOf(user);
    complaint.additions.push({ at: currentAct().at, text: input.text, by });
    complaint.files.push(...input.files.map((one) => ({ ...one, purpose: 'completion' as const })));
    if (complaint.state === 'incomplete') runOn(complaint, by);
    await complaint.save();
  });
}

function runOn(complaint: ComplaintDoc, by: By | null): void {
  const closures = closureDays();
  const day = isWorkingDay(actDay(), closures) ? actDay() : nextWorkingDay(actDay(), closures);
  if (complaint.completion) complaint.completion = { ...plain(complaint.completion), answered: day };
  count(complaint, resumed(lastCount(complaint), day, closures), { note: '', by });
  move(complaint, complaint.assignee ? 'assigned' : 'received');
}

/**
 * Forwards it to the authority that is competent, with a copy to the petitioner. Later than the law says is noted as late.
 * Source: Ley 1755 de 2015 art. 21.
 */
export async function transfer(
  code: string,
  input: { authority: string; letter: string },
  user: User,
): Promise<void> {
  await change('complaints.transfer', code, 'transfer', user, (complaint) => {
    const until = addWorkingDays(complaint.legalDay, termFor(complaint).transfer, closureDays());
    complaint.transfer = { ...input, day: actDay(), late: actDay() > until, by: byOf(user) };
    move(complaint, 'transferred');
  });
  tellPetitioner('transfer', code);
}

export interface Withdrawing {
  /** The petitioner said nothing until the deadline; else the petitioner withdrew expressly. */
  tacit: boolean;
  reason: string;
  /** How the petitioner was notified of the decision. */
  notice: string;
}

/** Ends it because the petitioner does not go on (Ley 1755 de 2015 art. 17 and 18). @throws Refusal before the deadline passed */
export async function withdraw(code: string, input: Withdrawing, user: User): Promise<void> {
  await change('complaints.withdraw', code, 'withdraw', user, (complaint) => {
    if (input.tacit && !(complaint.completion && complaint.state === 'incomplete' && actDay() > complaint.completion.deadline))
      throw new Refusal('complaints.refusal.withdrawn_early');
    complaint.withdrawal = { ...input, day: actDay(), by: byOf(user) };
    move(complaint, 'withdrawn');
  }, { reason: input.reason }); // prettier-ignore
  tellPetitioner('withdraw', code);
}

/** Registered by mistake: it keeps its number and says why (G13). */
export async function annul(code: string, reason: string, user: User): Promise<void> {
  await change('complaints.annul', code, 'annul', user, (complaint) => {
    complaint.annulled = { at: currentAct().at, reason, by: byOf(user) };
    move(complaint, 'annulled');
  }, { reason }); // prettier-ignore
}

/** Open ones whose due day the closures of today would move. */
export async function touchedByClosures(): Promise<{ code: string; due: Day; becomes: Day }[]> {
  const closures = closureDays();
  const latest = [...closures].sort().at(-1);
  if (!latest) return [];
  const open = await Complaint.find({ open: true, due: { $ne: null } })
    .select('code clock due')
    .lean<Pick<ComplaintRecord, 'code' | 'clock' | 'due'>[]>();
  return open.flatMap(({ code, clock, due }) => {
    const last = clock.at(-1);
    const becomes = last && recounted(last, closures).due;
    return last && due && becomes && becomes !== due && last.reason !== 'extended' ? [{ code, due, becomes }] : [];
  });
} // prettier-ignore

/** Counts one anew with the closures of today, named with their administrative acts. An extension was told as a day and stays. */
export function recount(code: string, user: User): Promise<ComplaintRecord> {
  return change('complaints.recount', code, 'recount', user, (complaint) => {
    const last = lastCount(complaint);
    const next = recounted(last, closureDays());
    if (last.reason === 'extended' || next.due === last.due)
      throw new Refusal('complaints.refusal.nothing_to_recount');
    const acts = closureList.get().filter(({ day }) => next.closures.includes(day) !== last.closures.includes(day)); // prettier-ignore
    const note = acts.map(({ day, by }) => `${day}: ${by}`).join('; ');
    count(complaint, next, { note, by: byOf(user) });
  });
}
