// The test database: MONGODB_URI when it is given, else the embedded one in a temporary folder. Its name ends in -test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { connect, disconnect, ensureIndexes } from '../../server/platform/db/connection.ts';
import { ensureOnceIndexes } from '../../server/platform/audit/once.ts';
import { ensureTrailIndexes } from '../../server/platform/audit/trail.ts';
import { atEnd } from './hooks.ts';

let opened: Promise<void> | undefined;
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
  opened = undefined;
}

/** Empties every collection and keeps the indexes. */
export async function emptyDatabase(): Promise<void> {
  await openDatabase();
  if (!mongoose.connection.name.endsWith('-test'))
    throw new Error('Only a database whose name ends in -test is emptied');
  const collections = await mongoose.connection.listCollections();
  for (const { name } of collections) await mongoose.connection.collection(name).deleteMany({});
}

async function open(): Promise<void> {
  atEnd(closeDatabase);
  const dbName = `vigente-${process.pid}-test`;
  const given = process.env.MONGODB_URI;
  if (given) {
    await connect(given, { dbName });
  } else {
    const dataDir = mkdtempSync(join(tmpdir(), 'vigente-test-'));
    const { startEmbedded } = await import('../../server/embedded/index.ts');
    const embedded = await startEmbedded({ dataDir });
    close = async () => {
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
    await connect(embedded.uri, { dbName });
  }
  await ensureTrailIndexes();
  await ensureOnceIndexes();
  await ensureIndexes();
}
