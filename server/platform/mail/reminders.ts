// Reminders: each is told to a person once, whatever process asks and however often; one whose mail could not be handed over is given back.
import type { User } from '../access/roles.ts';
import { addDays, now, today, type Day } from '../clock.ts';
import { nativeCollection } from '../db/connection.ts';
import type { Params } from '../errors.ts';
import { translate } from '../words/index.ts';
import { mailer } from './current.ts';
import type { Message } from './message.ts';

interface Reminder {
  /** `<reader> <what is told>` */
  _id: string;
  person: string;
  day: Day;
  at: Date;
}

const DAYS_KEPT = 60;
const reminders = () => nativeCollection<Reminder>('reminders');

export async function ensureReminderIndexes(): Promise<void> {
  await reminders().createIndex({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });
  await reminders().createIndex({ day: 1 });
}

/**
 * Tells a reader, in one mail, what was not told yet; sends nothing when all of it was. Call it outside of any transaction.
 * @param reader the person's id, after the name of a slice that reminds beside documents
 * @param keyOf what makes a reminder the same as one told before, a day in it
 * @param write the mail of the reminders that are fresh, as the reader is to read it
 * @throws what writing or handing over the mail says, after all of it was given back to be told by the next run
 */
export async function tellOnce<T>(reader: string, due: readonly T[], keyOf: (one: T) => string, write: (fresh: readonly T[]) => Message): Promise<void> {
  const fresh: T[] = [];
  try {
    for (const one of due) if (await claim(reader, keyOf(one))) fresh.push(one);
    if (fresh.length > 0) await mailer().send(write(fresh));
  } catch (error) {
    await reminders().deleteMany({ _id: { $in: fresh.map((one) => `${reader} ${keyOf(one)}`) } });
    throw error;
  }
} // prettier-ignore

/** Takes what a reader is told; false when it was taken before, by whatever process. */
export async function claim(reader: string, key: string): Promise<boolean> {
  try {
    await reminders().insertOne({ _id: `${reader} ${key}`, person: reader, day: today(), at: now() });
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11000) return false;
    throw error;
  }
}

export async function isClaimed(reader: string, key: string): Promise<boolean> {
  return (await reminders().findOne({ _id: `${reader} ${key}` })) !== null;
}

/** The last day on which each reader was told something, of the last days. */
export async function lastTold(days: number): Promise<Map<string, Day>> {
  const told = reminders().find({ day: { $gte: addDays(today(), -days) } });
  const last = new Map<string, Day>();
  for await (const { person, day } of told.sort({ day: 1 })) last.set(person, day);
  return last;
}

/** Says words of mail in the language of who receives it. @param begins with what their keys begin, e.g. `documents.mail.` */
export function sayTo(user: Pick<User, 'language'>, begins: string): (key: string, params?: Params) => string {
  return (key, params) => translate(user.language ?? 'es', begins + key, params);
} // prettier-ignore
