// Where the files of a form lie until they are accepted: written through the store's own disk, gone whatever becomes of them.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { StorageEngine } from 'multer';
import type { Disk } from './disk.ts';

/** @param diskNow asked for each file, so that a form follows the store that is in use */
export function draftsIn(folder: string, diskNow: () => Disk): StorageEngine {
  return {
    _handleFile(_req, file, done) {
      const disk = diskNow();
      const path = join(folder, `${randomUUID()}.upload`);
      const fail = (error: unknown): void => {
        file.stream.resume();
        done(error);
      };
      write(disk, folder, path, file.stream).then(
        (size) => done(null, { path, size }),
        (error: unknown) => disk.remove(path).then(() => fail(error), () => fail(error)), // prettier-ignore
      );
    },
    _removeFile(_req, file, done) {
      diskNow().remove(file.path).then(() => done(null), done); // prettier-ignore
    },
  };
}

/** The whole draft, as it is about to be judged. */
export async function readDraft(disk: Disk, path: string): Promise<Buffer> {
  return Buffer.concat(await disk.read(path).toArray());
}

async function write(disk: Disk, folder: string, path: string, content: Readable): Promise<number> {
  await disk.makeFolder(folder);
  const file = await disk.create(path);
  let size = 0;
  try {
    // A stream that ends early would look like a torn form, and hide that it was the disk that failed.
    for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return size;
}
