// The real disk, except that its n-th operation fails: for tests that let every single one fail in turn.
import { Readable } from 'node:stream';
import { realDisk } from '../../server/platform/files/disk.ts';
import type { Disk } from '../../server/platform/files/disk.ts';

export type DiskFault = 'ENOSPC' | 'EIO' | 'EACCES' | 'EMFILE';

/** Counts operations; from 1, the n-th throws an error with that code. `failAt: 0` only counts. Clean-up (`remove`) is not counted. */
export function failingDisk(failAt: number, code: DiskFault): { disk: Disk; calls: () => number } {
  let calls = 0;
  const step = () => {
    calls += 1;
    if (calls === failAt) throw fault(code);
  };
  const disk: Disk = {
    ...realDisk,
    makeFolder: async (path) => (step(), realDisk.makeFolder(path)),
    create: async (path) => {
      step();
      const file = await realDisk.create(path);
      return {
        write: async (chunk) => (step(), file.write(chunk)),
        sync: async () => (step(), file.sync()),
        close: async () => file.close().then(step),
      };
    },
    rename: async (from, to) => (step(), realDisk.rename(from, to)),
    syncFolder: async (path) => (step(), realDisk.syncFolder(path)),
    stat: async (path) => (step(), realDisk.stat(path)),
    names: async (path) => (step(), realDisk.names(path)),
    read: (path) => {
      try {
        step();
        return realDisk.read(path);
      } catch (error) {
        return new Readable({ read: () => undefined }).destroy(error as Error);
      }
    },
  };
  return { disk, calls: () => calls };
}

function fault(code: DiskFault): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}
