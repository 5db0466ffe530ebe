// The few file system operations that the store uses, as one object: the seam at which tests let the disk fail.
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';

export interface WritableFile {
  write(chunk: Uint8Array): Promise<unknown>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface Disk {
  makeFolder(path: string): Promise<unknown>;
  /** Creates a file that did not exist, readable and writable by us alone. */
  create(path: string): Promise<WritableFile>;
  rename(from: string, to: string): Promise<void>;
  /** Makes a folder's entries as lasting as its files. */
  syncFolder(path: string): Promise<void>;
  read(path: string): Readable;
  names(path: string): Promise<string[]>;
  stat(path: string): Promise<{ size: number; mtimeMs: number }>;
  remove(path: string): Promise<void>;
}

export const realDisk: Disk = {
  makeFolder: (path) => mkdir(path, { recursive: true }),
  create: async (path) => {
    const handle = await open(path, 'wx', 0o600);
    return {
      write: (chunk) => handle.writeFile(chunk),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename,
  syncFolder: async (path) => {
    if (process.platform === 'win32') return; // A folder cannot be opened there; NTFS journals its entries.
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  },
  read: (path) => createReadStream(path, { highWaterMark: 256 * 1024 }),
  names: (path) => readdir(path),
  stat,
  remove: (path) => rm(path, { force: true }),
};
