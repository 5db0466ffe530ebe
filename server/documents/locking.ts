// The edit lock: shows who is writing, lapses by itself, and can be taken over; reading a page never takes it.
import { now } from '../platform/clock.ts';
import { currentSession, nativeCollection } from '../platform/db/connection.ts';
import { Refusal } from '../platform/errors.ts';
import type { User } from '../platform/access/roles.ts';

interface Lock {
  _id: string;
  person: string;
  name: string;
  since: Date;
  until: Date;
}

const LASTS_MS = 20 * 60_000;
const locks = () => nativeCollection<Lock>('edit_locks');

/** Who is writing in this version now; null when nobody is. */
export async function writing(version: string): Promise<Pick<Lock, 'person' | 'name' | 'since'> | null> {
  return locks().findOne({ _id: version, until: { $gt: now() } }, joined());
}

/** Who else is writing in this version now; null when nobody is. */
export async function lockedByOther(
  version: string,
  user: User,
): Promise<{ name: string; since: Date } | null> {
  const lock = await writing(version);
  return lock && lock.person !== user.id ? { name: lock.name, since: lock.since } : null;
}

/** Takes or renews the lock unless another holds it; of two who begin at once, one does. Outside of any act. */
export async function beginWriting(version: string, user: User): Promise<boolean> {
  const at = now();
  const mine = await locks().findOne({ _id: version, person: user.id, until: { $gt: at } });
  const free = { _id: version, $or: [{ person: user.id }, { until: { $lte: at } }] };
  try {
    await locks().updateOne(free, { $set: lockFor(user, at, mine) }, { upsert: true });
    return true;
  } catch (error) {
    // The lock is there and neither mine nor over: it cannot be made anew.
    if ((error as { code?: number }).code === 11000) return false;
    throw error;
  }
}

/** Takes or renews the lock. @throws Refusal naming who holds it. */
export async function holdLock(version: string, user: User): Promise<void> {
  const other = await lockedByOther(version, user);
  if (other) throw new Refusal('documents.refusal.locked', { name: other.name });
  await takeLock(version, user);
}

/** Takes the lock from whoever holds it; the other is told on saving. Renewing keeps since when one writes. */
export async function takeLock(version: string, user: User): Promise<void> {
  const at = now();
  const mine = await locks().findOne({ _id: version, person: user.id, until: { $gt: at } }, joined());
  await locks().updateOne({ _id: version }, { $set: lockFor(user, at, mine) }, { upsert: true, ...joined() });
}

/** Lets go of the lock once nobody writes any more. */
export async function freeLock(version: string): Promise<void> {
  await locks().deleteOne({ _id: version }, joined());
}

function lockFor({ id, name }: User, at: Date, mine: Lock | null): Omit<Lock, '_id'> {
  return { person: id, name, since: mine?.since ?? at, until: new Date(at.getTime() + LASTS_MS) };
}

/** Inside an act the lock is read and written in its transaction, so that neither waits for the other. */
function joined(): { session?: NonNullable<ReturnType<typeof currentSession>> } {
  const session = currentSession();
  return session ? { session } : {};
}
