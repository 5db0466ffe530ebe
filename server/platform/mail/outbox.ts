// Mail that could not go out: kept a month, shown to administrators, sent again when a mail server answers.
import { ObjectId } from 'mongodb';
import { now } from '../clock.ts';
import { nativeCollection } from '../db/connection.ts';
import type { Letter, Mailer, Outbox } from './mailer.ts';

export interface KeptLetter extends Letter {
  _id: ObjectId;
  at: Date;
  /** What the mail server said; null when none is configured. */
  reason: string | null;
  /** Set when it went out after all, or when somebody handed it over another way. */
  doneAt: Date | null;
}

const DAYS_KEPT = 30;
const letters = () => nativeCollection<KeptLetter>('outbox');

export const outbox: Outbox = {
  async keep(letter, reason) {
    await letters().insertOne({
      ...letter,
      _id: new ObjectId(),
      at: now(),
      reason: reason ?? null,
      doneAt: null,
    });
  },
};

export async function ensureOutboxIndexes(): Promise<void> {
  await letters().createIndex({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });
  await letters().createIndex({ doneAt: 1, at: -1 });
}

/** What waits, newest first. */
export async function keptLetters(page: {
  skip: number;
  limit: number;
}): Promise<{ rows: KeptLetter[]; total: number }> {
  const waiting = { doneAt: null };
  const rows = await letters().find(waiting).sort({ at: -1 }).skip(page.skip).limit(page.limit).toArray();
  return { rows, total: await letters().countDocuments(waiting) };
}

/** Takes a letter off the list; it was handed over another way. Returns whether it was there. */
export async function markHandedOver(id: string): Promise<boolean> {
  const marked = await letters().updateOne(
    { _id: new ObjectId(id), doneAt: null },
    { $set: { doneAt: now() } },
  );
  return marked.matchedCount === 1;
}

/** Tries every waiting letter again, the oldest first; stops at the first that fails. Returns how many went out. */
export async function resendKept(mailer: Mailer): Promise<number> {
  let sent = 0;
  for await (const { _id, to, subject, text, html, replyTo } of letters()
    .find({ doneAt: null })
    .sort({ at: 1 })) {
    try {
      await mailer.resend({ to, subject, text, html, ...(replyTo ? { replyTo } : {}) });
    } catch (error) {
      await letters().updateOne(
        { _id },
        { $set: { reason: String((error as Error).message ?? error).slice(0, 500) } },
      );
      break;
    }
    await letters().updateOne({ _id }, { $set: { doneAt: now() } });
    sent += 1;
  }
  return sent;
}
