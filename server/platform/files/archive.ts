// An archive that lies in a file, read entry by entry: hundreds of documents never stand in memory at once.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ARCHIVE_LIMITS, openZip } from './zips.ts';

export interface Archive {
  /** Paths of its files, without folders. */
  names: string[];
  /** Bytes of one, inflated. */
  sizeOf(name: string): number;
  /** One file, inflated. @throws RefusedFile when it is not what the directory declared */
  read(name: string): Buffer;
  close(): void;
}

/** Opens a ZIP that was accepted before. @throws RefusedFile */
export function openArchive(path: string): Archive {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const zip = openZip(
      { length: size, part: (from, to) => part(file, from, Math.min(to, size)) },
      ARCHIVE_LIMITS,
    );
    const names = zip.names.filter((name) => !name.endsWith('/'));
    return {
      names,
      sizeOf: (name) => zip.sizeOf(name),
      read: (name) => zip.read(name),
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function part(file: number, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, to - from));
  return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
}
