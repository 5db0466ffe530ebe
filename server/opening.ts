// Opens the database that the configuration names: the one in the box, or a MongoDB replica set.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { ensureOnceIndexes } from './platform/audit/once.ts';
import { ensureSealIndexes } from './platform/audit/seals.ts';
import { ensureTrailIndexes } from './platform/audit/trail.ts';
import { ensureSessionIndexes } from './platform/access/sessions.ts';
import { connect, disconnect, ensureIndexes } from './platform/db/connection.ts';
import { migrate } from './platform/db/migrations/index.ts';
import { useFileStore } from './platform/files/index.ts';
import { ensureReminderIndexes } from './platform/mail/reminders.ts';
import { readSettings } from './platform/settings/settings.ts';
import { slices } from './slices.ts';

export interface OpenStorage {
  database: 'embedded' | 'server';
  close(): Promise<void>;
}

/**
 * Connects to the database and the file store.
 * @param options.beside true for commands that may run beside the application: they use its database through its socket
 * @throws Error when another process owns the embedded database (unless `beside`), or the server is no replica set
 */
export async function openStorage(config: Config, options: { beside?: boolean } = {}): Promise<OpenStorage> {
  mkdirSync(config.storageDir, { recursive: true, mode: 0o700 });
  useFileStore(config.storageDir);
  if (config.mongodbUri) {
    await connect(config.mongodbUri, { dbName: databaseIn(config.mongodbUri) });
    return { database: 'server', close: disconnect };
  }
  const { attachOrStart, startEmbedded } = await import('./embedded/index.ts');
  const dataDir = join(config.storageDir, 'database');
  const embedded = options.beside ? await attachOrStart(dataDir) : await startEmbedded({ dataDir });
  const close = async (): Promise<void> => {
    await disconnect();
    await embedded.stop();
  };
  try {
    await connect(embedded.uri, { dbName: DATABASE });
  } catch (error) {
    await close();
    throw error;
  }
  return { database: 'embedded', close };
}

/** Brings the storage up to this version: migrations, collections, indexes, settings. Returns the migrations that ran. */
export async function prepareStorage(): Promise<string[]> {
  const done = await migrate();
  await ensureTrailIndexes();
  await ensureSealIndexes();
  await ensureOnceIndexes();
  await ensureSessionIndexes();
  await ensureReminderIndexes();
  await ensureIndexes();
  for (const slice of slices) await slice.prepare?.();
  await readSettings();
  return done;
}

/** The name of our database where none is given. */
export const DATABASE = 'vigente';

/** The database that the URI names; ours when it names none. */
export function databaseIn(uri: string): string {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] ?? DATABASE;
}
