// The script of `verify.html` as a function, and ways to damage a pack: what a certifying body runs, run here.
import { join } from 'node:path';

export interface PackFault {
  key: string;
  path?: string;
  subject?: string;
}

export interface Checked {
  hash: string;
  manifest: Manifest | null;
  files: { path: string; bytes: number; sha256: string; ok: boolean }[];
  faults: PackFault[];
}

export interface Manifest {
  code: string;
  cutOff: string;
  files: { path: string; bytes: number; sha256: string }[];
  evidence: { key: string; code: string; title: string; personal: boolean; subject: string; versions: { label: string; files: string[] }[] }[];
  chapters: { clause: string | null; within: string | null; code: string; evidence: { key: string }[] }[];
  trail: { chains: { subject: string; entries: { seq: number; withheld?: boolean }[]; leaf: object | null }[]; seals: { number: number }[] };
} // prettier-ignore

const script = join(import.meta.dirname, '../../views/evidence/verifier/checking.js');

export async function checkPack(zip: Uint8Array): Promise<Checked> {
  const { checkPack: check } = (await import(script)) as { checkPack: (blob: Blob) => Promise<Checked> };
  return check(new Blob([Uint8Array.from(zip)]));
}

/** The same bytes with one bit turned. */
export function flipped(zip: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(zip);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** Where the content of a stored file begins in the archive. */
export function placeOf(zip: Buffer, path: string): number {
  const name = zip.indexOf(path, 0, 'utf8');
  return name + Buffer.byteLength(path);
}
