// The content-addressed store: a file lives under the SHA-256 of its bytes, is written once and is verified whenever it is read.
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { realDisk } from './disk.ts';
import type { Disk } from './disk.ts';
import { DamagedFile, fileError, MissingFile } from './errors.ts';
import { verified } from './verified.ts';

export interface Stored {
  /** 64 lower-case hexadecimal digits. */
  sha256: string;
  bytes: number;
}

/** A file as the disk tells of it. */
export interface Listed {
  sha256: string;
  bytes: number;
  mtimeMs: number;
}

export type Known = AsyncIterable<string> | ((sha256: string) => Promise<boolean>);

export interface Store {
  /**
   * Keeps the bytes for good: temporary file, hash while writing, fsync, rename, fsync of the folder. Only then it answers.
   * @throws StorageFull when the disk is, or what the disk said; nothing half-written stays behind
   */
  put(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<Stored>;
  /**
   * A stream that breaks off before its last bytes when they do not add up to the hash.
   * @throws MissingFile
   */
  open(sha256: string): Promise<Readable>;
  /** The whole file, verified. @throws MissingFile, DamagedFile */
  read(sha256: string): Promise<Buffer>;
  has(sha256: string): Promise<boolean>;
  /** Takes a file out for good; nothing happens when it is not there. Only a disposal does it: everything else is swept. */
  remove(sha256: string): Promise<void>;
  /** Reads the whole file: what a download page asks before it sends the first byte. */
  check(sha256: string): Promise<FileState>;
  /** Checks each file of a list, or, without one, each file that lies in the store. */
  verifyAll(list?: AsyncIterable<string>): AsyncGenerator<{ sha256: string; state: FileState }>;
  /** Each file that lies in the store, unread. */
  list(): AsyncGenerator<Listed>;
  /** Removes files that nobody knows and temporary files, when older than the grace period. */
  sweep(known: Known, graceMs: number): Promise<{ removed: string[]; temporary: number }>;
  /** Where uploads may be written before they are accepted; on the same disk. */
  temporary: string;
  /** What it writes and reads through. */
  disk: Disk;
}

export type FileState = 'whole' | 'damaged' | 'missing';

const SHA256 = /^[0-9a-f]{64}$/;

/** @param dir the storage folder: files go to `dir/files/ab/<sha256>`, unfinished ones to `dir/tmp` */
export function createStore(dir: string, disk: Disk = realDisk): Store {
  const root = join(dir, 'files');
  const temporary = join(dir, 'tmp');
  const folderOf = (sha256: string) => join(root, sha256.slice(0, 2));
  const pathOf = (sha256: string) => {
    if (!SHA256.test(sha256)) throw new MissingFile(sha256);
    return join(folderOf(sha256), sha256);
  };

  const put: Store['put'] = async (content) => {
    const draft = join(temporary, `${randomUUID()}.part`);
    try {
      await disk.makeFolder(temporary);
      const stored = await writeOut(disk, draft, content);
      await disk.makeFolder(folderOf(stored.sha256));
      // Renamed even when the name is taken: it heals a damaged copy and renews the age that the sweeper looks at.
      await disk.rename(draft, pathOf(stored.sha256));
      await disk.syncFolder(folderOf(stored.sha256));
      await disk.syncFolder(root);
      return stored;
    } catch (error) {
      await disk.remove(draft).catch(() => undefined);
      throw fileError(error);
    }
  };

  const has: Store['has'] = async (sha256) => {
    if (!SHA256.test(sha256)) return false;
    return disk.stat(pathOf(sha256)).then(
      () => true,
      (error: unknown) => absent(error, false),
    );
  };

  const remove: Store['remove'] = async (sha256) => {
    if (await has(sha256)) await disk.remove(pathOf(sha256));
  };

  const open: Store['open'] = async (sha256) => {
    if (!(await has(sha256))) throw new MissingFile(sha256);
    return verified(disk.read(pathOf(sha256)), sha256);
  };

  const read: Store['read'] = async (sha256) => Buffer.concat(await (await open(sha256)).toArray());

  const check: Store['check'] = async (sha256) => {
    try {
      for await (const _ of await open(sha256));
      return 'whole';
    } catch (error) {
      if (error instanceof DamagedFile) return 'damaged';
      if (error instanceof MissingFile) return 'missing';
      throw error;
    }
  };

  async function* onDisk(): AsyncGenerator<string> {
    for (const folder of await entries(disk, root))
      for (const name of await entries(disk, join(root, folder))) if (SHA256.test(name)) yield name;
  }

  async function* list(): AsyncGenerator<Listed> {
    for await (const sha256 of onDisk()) {
      // A file may be swept between its name and its size.
      const found = await disk.stat(pathOf(sha256)).catch((error: unknown) => absent(error, null));
      if (found) yield { sha256, bytes: found.size, mtimeMs: found.mtimeMs };
    }
  }

  async function* verifyAll(hashes: AsyncIterable<string> = onDisk()): ReturnType<Store['verifyAll']> {
    for await (const sha256 of hashes) yield { sha256, state: await check(sha256) };
  }

  const sweep: Store['sweep'] = async (known, graceMs) => {
    const isKnown = typeof known === 'function' ? known : await membership(known);
    const old = async (path: string) => Date.now() - (await disk.stat(path)).mtimeMs >= graceMs;
    const removed: string[] = [];
    for await (const sha256 of onDisk())
      if ((await old(pathOf(sha256))) && !(await isKnown(sha256))) {
        await disk.remove(pathOf(sha256));
        removed.push(sha256);
      }
    const drafts = (await entries(disk, temporary)).map((name) => join(temporary, name));
    let count = 0;
    for (const draft of drafts)
      if (await old(draft).catch(() => false)) {
        await disk.remove(draft);
        count += 1;
      }
    return { removed, temporary: count };
  };

  return { put, open, read, has, remove, check, verifyAll, list, sweep, temporary, disk };
}

async function writeOut(disk: Disk, path: string, content: Parameters<Store['put']>[0]): Promise<Stored> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await disk.create(path);
  try {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function membership(known: AsyncIterable<string>): Promise<(sha256: string) => Promise<boolean>> {
  const all = new Set<string>();
  for await (const sha256 of known) all.add(sha256);
  return async (sha256) => all.has(sha256);
}

function entries(disk: Disk, folder: string): Promise<string[]> {
  return disk.names(folder).catch((error: unknown) => absent(error, []));
}

function absent<T>(error: unknown, instead: T): T {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
  throw error;
}
