// Copies the folder of stored files, whose names are the SHA-256 of what they hold, and checks each by that name.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Progress } from './collections.ts';

export interface FilesCopied {
  files: number;
  /** Files that were on the target already, sound. */
  present: number;
}

const SHA256 = /^[0-9a-f]{64}$/;
const TOLD_EVERY = 1000;

/** Copies what is missing or damaged on the target. @throws Error for a source file that is not what its name says */
export async function copyFiles(from: string, to: string, progress: Progress): Promise<FilesCopied> {
  const result: FilesCopied = { files: 0, present: 0 };
  if (!existsSync(from)) return result;
  for (const name of await readdir(from, { recursive: true })) {
    const sha256 = name.split(/[/\\]/).at(-1) ?? '';
    if (!SHA256.test(sha256)) continue;
    const target = join(to, name);
    if (existsSync(target) && (await hashOf(target)) === sha256) result.present++;
    else await copyOne(join(from, name), target, sha256);
    if (++result.files % TOLD_EVERY === 0) progress(`files: ${result.files}`);
  }
  return result;
}

/** Under its own name a file is whole: it is written beside, checked, synced and renamed. */
async function copyOne(source: string, target: string, sha256: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  const beside = `${target}.part`;
  await copyFile(source, beside);
  if ((await hashOf(beside)) !== sha256)
    throw new Error(`The stored file ${sha256} is damaged; restore it from a backup first`);
  const file = await open(beside, 'r+');
  await file.sync();
  await file.close();
  await rename(beside, target);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
