// The edit lock: shows who is writing, lapses by itself, and can be taken over.
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

/** Who else is writing in this version now; null when nobody is. */
export async function lockedByOther(
  version: string,
  user: User,
): Promise<{ name: string; since: Date } | null> {
  const lock = await locks().findOne({ _id: version, until: { $gt: now() } }, joined());
  return lock && lock.person !== user.id ? { name: lock.name, since: lock.since } : null;
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
  const lock = {
    person: user.id,
    name: user.name,
    since: mine?.since ?? at,
    until: new Date(at.getTime() + LASTS_MS),
  };
  await locks().updateOne({ _id: version }, { $set: lock }, { upsert: true, ...joined() });
}

/** Lets go of the lock once nobody writes any more. */
export async function freeLock(version: string): Promise<void> {
  await locks().deleteOne({ _id: version }, joined());
}

/** Inside an act the lock is read and written in its transaction, so that neither waits for the other. */
function joined(): { session?: NonNullable<ReturnType<typeof currentSession>> } {
  const session = currentSession();
  return session ? { session } : {};
}
