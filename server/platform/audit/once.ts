// One-time form keys: a form that is sent twice has one effect and gets the first result's address.
import { currentSession, nativeCollection } from '../db/connection.ts';
import { now } from '../clock.ts';

interface FormKey {
  _id: string;
  act: string;
  at: Date;
  /** Where the first result sent the browser; null until that answer was given. */
  location: string | null;
}

const keys = () => nativeCollection<FormKey>('form_keys');
const DAYS_KEPT = 7;

/** The form was already sent: the edge answers with the first result's address. */
export class AlreadyDone extends Error {
  readonly key: string;
  constructor(key: string) {
    super('This form was already sent');
    this.key = key;
  }
}

/**
 * Uses the key up inside the open transaction, so that it is spent only if the act is.
 * @throws AlreadyDone when it was spent before.
 */
export async function claimKey(key: string | null, act: string): Promise<void> {
  if (!key) return;
  const session = currentSession();
  const options = session ? { session } : {};
  if (await keys().findOne({ _id: key }, options)) throw new AlreadyDone(key);
  try {
    await keys().insertOne({ _id: key, act, at: now(), location: null }, options);
  } catch (error) {
    if ((error as { code?: number }).code === 11000) throw new AlreadyDone(key);
    throw error;
  }
}

/** Remembers where the first result went. */
export async function settleKey(key: string, location: string): Promise<void> {
  await keys().updateOne({ _id: key }, { $set: { location } });
}

/** When the key was spent, and the first result's address (null until that answer was given); null when it is unspent. */
export async function spentKey(key: string): Promise<{ at: Date; location: string | null } | null> {
  return keys().findOne({ _id: key });
}

export async function ensureOnceIndexes(): Promise<void> {
  await keys().createIndex({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 86_400 });
}
