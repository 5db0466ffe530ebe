// Puts a checked archive into an empty storage: files first, then records, under a mark that a crash leaves behind.
import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { EJSON } from 'bson';
import mongoose from 'mongoose';
import type { Document } from 'mongodb';
import { markRestore, migrations } from '../db/migrations/index.ts';
import { fileStore } from '../files/index.ts';
import { checkArchive } from './checking.ts';
import type { Manifest } from './manifest.ts';
import { DamagedArchive, readTar } from './tar.ts';

const BATCH = 1_000;

export interface RestoreOptions {
  /** True empties a database that holds something; without it such a database is refused. */
  replace?: boolean;
}

/**
 * Restores an archive into the connected database and the current file store.
 * @throws DamagedArchive before anything was touched
 * @throws Error when the target holds records already, or the archive is of a newer version
 */
export async function restoreBackup(path: string, options: RestoreOptions = {}): Promise<Manifest> {
  const manifest = await checkArchive(path);
  if (manifest.schema > migrations.length)
    throw new Error(
      `The archive was written by a newer version of Vigente (schema ${manifest.schema}; this one knows ${migrations.length}).`,
    );
  if (await holdsRecords()) {
    if (!options.replace)
      throw new Error(
        'The storage is not empty. Name another one (STORAGE_DIR, MONGODB_URI), or add --replace to lose what it holds.',
      );
    await mongoose.connection.dropDatabase();
  }
  await markRestore(true);
  for await (const { name, content } of readTar(path)) {
    const [room, second = '', third = ''] = name.split('/');
    if (room === 'files') await putFile(third, content);
    else if (room === 'database') await putRecords(second, content);
    else for await (const _ of content);
  }
  await countsMustAgree(manifest);
  await markRestore(false);
  return manifest;
}

async function holdsRecords(): Promise<boolean> {
  for (const { name } of await mongoose.connection.listCollections()) {
    if (!name.startsWith('system.') && (await mongoose.connection.collection(name).findOne({}))) return true;
  }
  return false;
}

async function putFile(sha256: string, content: AsyncIterable<Buffer>): Promise<void> {
  const stored = await fileStore().put(content);
  if (stored.sha256 !== sha256) throw new DamagedArchive(`files/${sha256} was changed`);
}

async function putRecords(collection: string, content: AsyncIterable<Buffer>): Promise<void> {
  const lines = createInterface({
    input: pipeline(Readable.from(content), createGunzip(), () => undefined),
    crlfDelay: Infinity,
  });
  let batch: Document[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0)
      await mongoose.connection.collection(collection).insertMany(batch, { ordered: true });
    batch = [];
  };
  for await (const line of lines)
    if (line && batch.push(EJSON.parse(line, { relaxed: false }) as Document) >= BATCH) await flush();
  await flush();
}

async function countsMustAgree(manifest: Manifest): Promise<void> {
  for (const { name, count } of manifest.collections) {
    const found = await mongoose.connection.collection(name).countDocuments({});
    if (found !== count)
      throw new Error(`${name} has ${found} records after the restore, the archive ${count}`);
  }
}
