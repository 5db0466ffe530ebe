// Remind: one mail for each person and day with the terms that need them; what is overdue goes up to the office and then to the direction.
import { findUser, holdersOf, peopleWithRole, representative } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import { addDays, today } from '../platform/clock.ts';
import type { Message } from '../platform/mail/message.ts';
import { sayTo, tellOnce } from '../platform/mail/reminders.ts';
import { publicAddress } from '../platform/settings/address.ts';
import { closureDays } from '../platform/settings/settings.ts';
import { formatDate } from '../platform/words/index.ts';
import { Complaint, type ComplaintRecord } from './complaint.ts';
import { reachOn, type Reach } from './rules/reminding.ts';
import { assigned } from './telling.ts';

type Due = Pick<ComplaintRecord, 'code' | 'due' | 'assignee' | 'processLeader'>;

const DAYS_AHEAD = 12;
const MOST = 40;

/** Writes to everybody whom a term calls today; who was written to today is left alone, so it may run again at will. */
export async function remindOfTerms(): Promise<void> {
  const soon = { open: true, due: { $ne: null, $lte: addDays(today(), DAYS_AHEAD) } };
  const found = await Complaint.find(soon).select('code due assignee processLeader').sort({ due: 1 }).lean<Due[]>(); // prettier-ignore
  const lines = new Map<string, Due[]>();
  for (const complaint of found)
    for (const id of await reached(complaint)) lines.set(id, [...(lines.get(id) ?? []), complaint]);
  for (const [id, due] of lines) {
    const user = await findUser(id);
    if (user) await tellOnce(`complaints ${id}`, [today()], String, () => letterFor(user, due));
  }
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

function letterFor(user: User, due: readonly Due[]): Message {
  const say = sayTo(user, 'complaints.mail.reminder.');
  const isAllLate = due.every((one) => (one.due ?? '') < today());
  const lines = due.slice(0, MOST).map(({ code, due: day }) => `• ${say((day ?? '') < today() ? 'late' : 'line', { code, due: formatDate(day) })}\n${publicAddress(`/pqrsd/${code}`)}`); // prettier-ignore
  return {
    to: user.email,
    subject: say('subject'),
    text: [say(isAllLate ? 'escalated' : 'intro', { name: user.name }), ...lines].join('\n\n'),
  };
}
