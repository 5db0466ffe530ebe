// Writes a backup: the database as it stands at one instant, then every stored file, then what proves both.
import { createHash } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { EJSON } from 'bson';
import mongoose, { type ClientSession } from 'mongoose';
import { makeSeal } from '../audit/seals.ts';
import { now } from '../clock.ts';
import { inTransaction } from '../db/connection.ts';
import { schemaVersion } from '../db/migrations/index.ts';
import { realDisk } from '../files/disk.ts';
import { fileStore } from '../files/index.ts';
import { VERSION } from '../version.ts';
import { fileName, MANIFEST, MANIFEST_HASH, type Manifest, partName } from './manifest.ts';
import { type TarWriter, writeTar } from './tar.ts';

/** What belongs to a running process and not to the office. */
const LEFT_OUT = new Set(['sessions', 'job_leases', 'login_failures', 'form_keys', 'edit_locks', 'restores']);
const PART_BYTES = 8 * 1024 * 1024;
const zip = promisify(gzip);

/**
 * Writes one archive while the application may go on working. It appears under its name only when it is whole.
 * @param path of the archive; must not exist
 */
export async function writeBackup(path: string): Promise<Manifest> {
  if (await exists(path)) throw new Error(`${path} exists already`);
  const seal = await makeSeal('backup');
  const draft = `${path}.part`;
  const tar = await writeTar(draft);
  try {
    const manifest: Manifest = {
      product: 'vigente', format: 1, version: VERSION, schema: await schemaVersion(), at: now().toISOString(),
      seal: seal && { number: seal._id, hash: seal.hash }, collections: [], entries: [], damaged: [],
    }; // prettier-ignore
    await inSnapshot((session) => addDatabase(tar, manifest, session));
    // Files are written before the records that point at them and never change: those of the snapshot are all there now.
    await addFiles(tar, manifest);
    await addManifest(tar, manifest);
    await tar.finish();
    await tar.close();
    await rename(draft, path);
    await realDisk.syncFolder(dirname(path));
    return manifest;
  } catch (error) {
    await tar.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

/** One instant for all collections: a snapshot session where the server has them, else a transaction that only reads. */
async function inSnapshot(work: (session: ClientSession) => Promise<void>): Promise<void> {
  const session = await mongoose.startSession({ snapshot: true });
  try {
    await mongoose.connection.collection('migrations').findOne({}, { session }).catch(() => undefined); // prettier-ignore
    // The server that honours a snapshot says at which instant it was taken; one that is silent would mix instants.
    if ((session as { snapshotTime?: unknown }).snapshotTime) return await work(session);
  } finally {
    await session.endSession();
  }
  let begun = false;
  await inTransaction((transaction) => {
    // What was written to the archive cannot be taken back: a reading that must begin again is a backup that must.
    if (begun) throw new Error('The database interrupted the backup: run it again');
    begun = true;
    return work(transaction);
  });
}

async function addDatabase(tar: TarWriter, manifest: Manifest, session: ClientSession): Promise<void> {
  const names = (await mongoose.connection.listCollections()).map((one) => one.name).filter((name) => !LEFT_OUT.has(name) && !name.startsWith('system.')); // prettier-ignore
  for (const name of names.sort()) {
    let [count, part, size] = [0, 0, 0];
    let lines: string[] = [];
    const flush = async (): Promise<void> => {
      if (lines.length === 0) return;
      await addBytes(tar, manifest, partName(name, (part += 1)), await zip(lines.join('')));
      [lines, size] = [[], 0];
    };
    for await (const record of mongoose.connection.collection(name).find({}, { session }).sort({ _id: 1 })) {
      const line = `${EJSON.stringify(record, { relaxed: false })}\n`;
      lines.push(line);
      count += 1;
      if ((size += line.length) >= PART_BYTES) await flush();
    }
    await flush();
    manifest.collections.push({ name, count });
  }
}

async function addFiles(tar: TarWriter, manifest: Manifest): Promise<void> {
  const store = fileStore();
  for await (const { sha256, bytes } of store.list()) {
    // Read twice, because the archive may not hold a file that is not what its name says.
    if ((await store.check(sha256)) !== 'whole') {
      if (await store.has(sha256)) manifest.damaged.push(sha256);
      continue;
    }
    await tar.add(fileName(sha256), bytes, await store.open(sha256));
    manifest.entries.push({ name: fileName(sha256), bytes, sha256 });
  }
}

async function addManifest(tar: TarWriter, manifest: Manifest): Promise<void> {
  const text = Buffer.from(JSON.stringify(manifest, null, 1));
  await tar.add(MANIFEST, text.length, [text]);
  const hash = Buffer.from(`${sha256Of(text)}\n`);
  await tar.add(MANIFEST_HASH, hash.length, [hash]);
}

async function addBytes(tar: TarWriter, manifest: Manifest, name: string, bytes: Buffer): Promise<void> {
  await tar.add(name, bytes.length, [bytes]);
  manifest.entries.push({ name, bytes: bytes.length, sha256: sha256Of(bytes) });
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(() => true, () => false); // prettier-ignore
}

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
