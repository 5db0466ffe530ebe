// Migrations: what a newer version must change in an older storage, once, in order, logged.
import { now } from '../../clock.ts';
import { nativeCollection } from '../connection.ts';
import { createTrailCollections } from './0001-trail-collections.ts';

export interface Migration {
  /** What it does, for the log. */
  name: string;
  /** May be run again after a crash in its middle: it looks before it writes. */
  run(): Promise<void>;
}

/** In order, for ever: a migration is added at the end and never changed or removed. */
export const migrations: readonly Migration[] = [{ name: 'trail-collections', run: createTrailCollections }];

interface Applied {
  /** Place in the list, from 1. */
  _id: number;
  name: string;
  at: Date;
}

const applied = () => nativeCollection<Applied>('migrations');
const interrupted = () => nativeCollection<{ _id: string; at: Date; state?: string }>('restores');

/** The version of the storage: how many migrations it has behind it. */
export async function schemaVersion(): Promise<number> {
  return (await applied().findOne({}, { sort: { _id: -1 } }))?._id ?? 0;
}

/**
 * Brings the storage up to this version. Returns the names of what was done.
 * @throws Error when the storage is newer than this program, or a restore stopped in its middle
 */
export async function migrate(list: readonly Migration[] = migrations): Promise<string[]> {
  await refuseHalfRestored();
  const version = await refuseNewer(list);
  const done: string[] = [];
  for (const [index, migration] of list.entries()) {
    if (index < version) continue;
    await migration.run();
    await applied().insertOne({ _id: index + 1, name: migration.name, at: now() });
    done.push(migration.name);
  }
  return done;
}

/**
 * For commands that only read: this program must know the storage's version. Returns it.
 * @throws Error when the storage is newer
 */
export async function refuseNewer(list: readonly Migration[] = migrations): Promise<number> {
  const version = await schemaVersion();
  if (version <= list.length) return version;
  throw new Error(
    `The storage was written by a newer version of Vigente (schema ${version}; this one knows ${list.length}). Install that version or restore a backup made before it.`,
  );
}

/** Marks the storage while a restore fills it. */
export async function markRestore(isRunning: boolean): Promise<void> {
  if (isRunning) await interrupted().updateOne({ _id: 'restore' }, { $set: { at: now() } }, { upsert: true });
  else await interrupted().deleteOne({ _id: 'restore' });
}

async function refuseHalfRestored(): Promise<void> {
  if (await interrupted().findOne({ _id: 'move', state: 'running' }))
    throw new Error(
      'A move into this storage has not reached its end. Run the same command again (npm run db:export or db:import): it goes on where it stopped',
    );
  if (!(await interrupted().findOne({ _id: 'restore' }))) return;
  throw new Error(
    'A restore into this storage stopped in its middle. Run it again: npm run restore -- ARCHIVE --replace',
  );
}
