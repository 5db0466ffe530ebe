// The test database and files: MONGODB_URI when it is given, else the embedded one, in a temporary folder. Its name ends in -test.
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { connect, disconnect, ensureIndexes } from '../../server/platform/db/connection.ts';
import { forgetAllKept } from '../../server/platform/db/kept.ts';
import { ensureOnceIndexes } from '../../server/platform/audit/once.ts';
import { useFileStore } from '../../server/platform/files/index.ts';
import { ensureTrailIndexes } from '../../server/platform/audit/trail.ts';
import { readSettings } from '../../server/platform/settings/settings.ts';
import { atEnd } from './hooks.ts';

let opened: Promise<void> | undefined;
/** Where the run keeps files; gone when it ends. */
export const storageDir = join(tmpdir(), `vigente-test-${process.pid}`);
let close: () => Promise<void> = () => Promise.resolve();

/** Connects once for the whole run. */
export function openDatabase(): Promise<void> {
  opened ??= open();
  return opened;
}

export async function closeDatabase(): Promise<void> {
  if (!opened) return;
  await mongoose.connection.dropDatabase();
  await disconnect();
  await close();
  rmSync(storageDir, { recursive: true, force: true });
  opened = undefined;
}

/** Empties every collection and keeps the indexes. */
export async function emptyDatabase(): Promise<void> {
  await openDatabase();
  if (!mongoose.connection.name.endsWith('-test'))
    throw new Error('Only a database whose name ends in -test is emptied');
  const collections = await mongoose.connection.listCollections();
  for (const { name } of collections) await mongoose.connection.collection(name).deleteMany({});
  forgetAllKept();
  await readSettings();
}

async function open(): Promise<void> {
  mkdirSync(storageDir, { recursive: true });
  useFileStore(storageDir);
  const dbName = `vigente-${process.pid}-test`;
  const given = process.env.MONGODB_URI;
  if (given) {
    await connect(given, { dbName });
  } else {
    const dataDir = join(storageDir, 'database');
    const { startEmbedded } = await import('../../server/embedded/index.ts');
    const embedded = await startEmbedded({ dataDir });
    close = () => embedded.stop();
    await connect(embedded.uri, { dbName });
  }
  await ensureTrailIndexes();
  await ensureOnceIndexes();
  await ensureIndexes();
  atEnd(closeDatabase);
}
