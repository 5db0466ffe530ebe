// What every verb on a complaint begins and ends with: the record read inside the act, a fact added to its clock, its end noted.
import { act, currentAct, type ActOptions } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf, type Day } from '../platform/clock.ts';
import { NotFound } from '../platform/errors.ts';
import { closureDays } from '../platform/settings/settings.ts';
import { Complaint, type By, type ClockFact, type ComplaintDoc, type ComplaintRecord } from './complaint.ts';
import { usedDays, type Count } from './rules/clock.ts';
import { mustBePossible, OPEN_STATES, type Deed, type State } from './rules/states.ts';

export function byOf(user: User): By {
  return { id: user.id, name: user.name, position: user.positions[0]?.name ?? null };
}

/** Today in the open act. */
export function actDay(): Day {
  return dayOf(currentAct().at);
}

/**
 * One act of a person on one complaint: read inside it, held against the gate of its state, saved.
 * @throws NotFound, Refusal when its state does not allow it
 */
export function change(
  name: `complaints.${string}`,
  code: string,
  deed: Deed | null,
  user: User,
  work: (complaint: ComplaintDoc) => void | Promise<void>,
  options: ActOptions = {},
): Promise<ComplaintRecord> {
  return act(
    name,
    actorOf(user),
    async () => {
      const complaint = await complaintForChange(code, deed);
      await work(complaint);
      await complaint.save();
      return complaint.toObject();
    },
    options,
  );
}

/** Inside an open act. @throws NotFound, Refusal */
export async function complaintForChange(code: string, deed: Deed | null): Promise<ComplaintDoc> {
  const complaint = await Complaint.findOne({ code });
  if (!complaint) throw new NotFound();
  if (deed) mustBePossible(complaint.state, deed);
  return complaint;
}

/** The count that holds, free of the record that it came from. */
export function lastCount(complaint: Pick<ComplaintRecord, 'clock'>): ClockFact {
  const last = complaint.clock.at(-1);
  if (!last) throw new Error('A complaint without a clock');
  return plain(last);
}

/** A part of a record as a plain object. */
export function plain<T>(part: T): T {
  return (part as { toObject?: () => T }).toObject?.() ?? part;
}

/** A due day changes only by a new fact of its clock. */
export function count(
  complaint: ComplaintDoc,
  next: Count,
  about: { note: string; by: By | null; table?: number },
): void {
  const { kind } = complaint;
  const table = about.table ?? lastCount(complaint).table;
  complaint.clock.push({ ...next, at: currentAct().at, kind, table, by: about.by, note: about.note });
  complaint.due = next.due;
}

/** Moves it to a state; one that ends it notes the day and what it took of the term. */
export function move(complaint: ComplaintDoc, state: State, day: Day = actDay()): void {
  complaint.state = state;
  complaint.open = OPEN_STATES.includes(state);
  if (complaint.open) return;
  complaint.closedOn = day;
  complaint.used = usedDays(lastCount(complaint), day, closureDays());
  complaint.inTime = complaint.due === null || day <= complaint.due;
}
