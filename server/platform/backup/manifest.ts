// What an archive says of itself: every file in it with its hash, every collection with its count, and the seal it was made under.
import { DamagedArchive } from './tar.ts';

export const MANIFEST = 'manifest.json';
/** The last file: the manifest's own SHA-256. */
export const MANIFEST_HASH = 'manifest.sha256';

export interface Manifest {
  product: 'vigente';
  /** Format of the archive. */
  format: 1;
  /** Version of the program that wrote it. */
  version: string;
  /** Version of the storage: migrations behind it. */
  schema: number;
  at: string;
  seal: { number: number; hash: string } | null;
  collections: { name: string; count: number }[];
  /** Everything in the archive but the manifest, in order. */
  entries: { name: string; bytes: number; sha256: string }[];
  /** Stored files that were damaged already when the backup was made; they are not in it. */
  damaged: string[];
}

/** Names of the parts of a collection: canonical extended JSON, one record a line, gzip. */
export function partName(collection: string, part: number): string {
  return `database/${collection}/${String(part).padStart(6, '0')}.jsonl.gz`;
}

export function fileName(sha256: string): string {
  return `files/${sha256.slice(0, 2)}/${sha256}`;
}

/** @throws DamagedArchive when it is not a manifest, or is one of a newer format */
export function readManifest(text: string): Manifest {
  const manifest = parsed(text);
  if (manifest?.product !== 'vigente' || !Array.isArray(manifest.entries))
    throw new DamagedArchive('it is no backup of Vigente');
  if (manifest.format !== 1) throw new DamagedArchive('it was written by a newer version of Vigente');
  return manifest;
}

function parsed(text: string): Manifest | null {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    return null;
  }
}
