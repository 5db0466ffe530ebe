// Who was reminded on which day: one mail per person and day, however often the job runs.
import { addDays, now, today, type Day } from '../../platform/clock.ts';
import { nativeCollection } from '../../platform/db/connection.ts';

interface Reminder {
  /** `<person> <day>`; `* <day>` once everybody was asked for that day. */
  _id: string;
  person: string;
  day: Day;
  at: Date;
}

const DAYS_KEPT = 60;
const EVERYBODY = '*';
const reminders = () => nativeCollection<Reminder>('reminders');

export async function ensureReminderIndexes(): Promise<void> {
  await reminders().createIndex({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });
  await reminders().createIndex({ day: 1 });
}

/** Takes today's mail of a person; false when it was taken before. */
export async function claimToday(person: string): Promise<boolean> {
  const day = today();
  try {
    await reminders().insertOne({ _id: `${person} ${day}`, person, day, at: now() });
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11000) return false;
    throw error;
  }
}

/** Gives today's mail back when it could not be handed over. */
export async function releaseToday(person: string): Promise<void> {
  await reminders().deleteOne({ _id: `${person} ${today()}` });
}

export async function isDoneToday(): Promise<boolean> {
  return (await reminders().findOne({ _id: `${EVERYBODY} ${today()}` })) !== null;
}

export async function markDoneToday(): Promise<void> {
  await claimToday(EVERYBODY);
}

/** The last day on which each person was reminded, of the last weeks. */
export async function lastReminders(days: number): Promise<Map<string, Day>> {
  const last = new Map<string, Day>();
  const since = addDays(today(), -days);
  for await (const { person, day } of reminders().find({ day: { $gte: since } }).sort({ day: 1 }))
    last.set(person, day);
  return last;
} // prettier-ignore
