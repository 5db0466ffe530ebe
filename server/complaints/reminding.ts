// Remind: one mail for each person and day with the terms that need them; what is overdue goes up to the office and then to the direction.
import { findUser, holdersOf, peopleWithRole, representative } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import { addDays, now, today, type Day } from '../platform/clock.ts';
import { nativeCollection } from '../platform/db/connection.ts';
import { mailer } from '../platform/mail/current.ts';
import type { Message } from '../platform/mail/message.ts';
import { publicAddress } from '../platform/settings/address.ts';
import { closureDays } from '../platform/settings/settings.ts';
import { formatDate, translate } from '../platform/words/index.ts';
import { Complaint, type ComplaintRecord } from './complaint.ts';
import { reachOn, type Reach } from './rules/reminding.ts';
import { assigned } from './telling.ts';

interface Sent {
  _id: string;
  person: string;
  day: Day;
  at: Date;
}
type Due = Pick<ComplaintRecord, 'code' | 'due' | 'assignee' | 'processLeader'>;

const sent = () => nativeCollection<Sent>('reminders');
const DAYS_AHEAD = 12;
const MOST = 40;

/** Writes to everybody whom a term calls today; who was written to today is left alone, so it may run again at will. */
export async function remindOfTerms(): Promise<void> {
  const soon = { open: true, due: { $ne: null, $lte: addDays(today(), DAYS_AHEAD) } };
  const found = await Complaint.find(soon).select('code due assignee processLeader').sort({ due: 1 }).lean<Due[]>(); // prettier-ignore
  const lines = new Map<string, Due[]>();
  for (const complaint of found)
    for (const id of await reached(complaint)) lines.set(id, [...(lines.get(id) ?? []), complaint]);
  for (const [id, due] of lines) await remind(id, due);
}

async function reached(complaint: Due): Promise<Set<string>> {
  const reach = complaint.due ? reachOn(complaint.due, today(), closureDays()) : null;
  if (reach === null) return new Set();
  const people = (await assigned(complaint)).map((one) => one.id);
  return new Set([...people, ...(await above(complaint, people.length === 0 && reach === 'assigned' ? 'office' : reach))]); // prettier-ignore
}

/** What nobody treats yet is the office's from the beginning. */
async function above({ processLeader }: Due, reach: Reach): Promise<string[]> {
  if (reach === 'assigned') return [];
  const office = (await peopleWithRole('quality')).map((one) => one.id);
  if (reach === 'office') return office;
  const positions = [processLeader, (await representative())?.id].filter((id): id is string => Boolean(id));
  const holders = await Promise.all(positions.map((id) => holdersOf(id)));
  return [...office, ...holders.flat().map((one) => one.id)];
}

async function remind(id: string, due: readonly Due[]): Promise<void> {
  const user = await findUser(id);
  if (!user || !(await claim(id))) return;
  try {
    await mailer().send(letterFor(user, due));
  } catch (error) {
    await sent().deleteOne({ _id: keyOf(id) });
    throw error;
  }
}

function keyOf(id: string): string {
  return `complaints ${id} ${today()}`;
}

async function claim(id: string): Promise<boolean> {
  try {
    await sent().insertOne({ _id: keyOf(id), person: `complaints ${id}`, day: today(), at: now() });
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11000) return false;
    throw error;
  }
}

function letterFor(user: User, due: readonly Due[]): Message {
  const say = (key: string, params: Record<string, string> = {}): string =>
    translate(user.language ?? 'es', `complaints.mail.reminder.${key}`, params);
  const isAllLate = due.every((one) => (one.due ?? '') < today());
  const lines = due.slice(0, MOST).map(({ code, due: day }) => `• ${say((day ?? '') < today() ? 'late' : 'line', { code, due: formatDate(day) })}\n${publicAddress(`/pqrsd/${code}`)}`); // prettier-ignore
  return {
    to: user.email,
    subject: say('subject'),
    text: [say(isAllLate ? 'escalated' : 'intro', { name: user.name }), ...lines].join('\n\n'),
  };
}
