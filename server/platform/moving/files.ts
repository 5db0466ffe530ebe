// Moves the stored files: each is proved by its own name, so what is whole at the target stays as it is.
import { DamagedFile, type Store } from '../files/index.ts';

export interface MovedFiles {
  /** Whole at the target now. */
  count: number;
  /** Of these, how many were copied by this run. */
  copied: number;
  /** Damaged at the source already, and not moved. */
  damaged: string[];
}

const LINE_EACH = 500;

export async function moveFiles(
  { from, to }: { from: Store; to: Store },
  say: (line: string) => void,
): Promise<MovedFiles> {
  const moved: MovedFiles = { count: 0, copied: 0, damaged: [] };
  for await (const { sha256 } of from.list()) {
    const isThere = (await to.check(sha256)) === 'whole';
    if (!isThere && !(await copy(from, to, sha256))) {
      moved.damaged.push(sha256);
      continue;
    }
    moved.count += 1;
    if (!isThere) moved.copied += 1;
    if (moved.count % LINE_EACH === 0) say(`${moved.count} files ...`);
  }
  say(`${moved.count} files`);
  return moved;
}

/** @throws Error when the target holds files that are not of the source */
export async function refuseForeignFiles({ from, to }: { from: Store; to: Store }): Promise<void> {
  for await (const { sha256 } of to.list())
    if (!(await from.has(sha256)))
      throw new Error(
        `The target holds files of other records (${sha256}). Name another folder, or add --replace to keep them beside ours.`,
      );
}

/** False when it is damaged at the source. */
async function copy(from: Store, to: Store, sha256: string): Promise<boolean> {
  try {
    await to.put(await from.open(sha256));
  } catch (error) {
    if (error instanceof DamagedFile) return false;
    throw error;
  }
  if ((await to.check(sha256)) === 'whole') return true;
  throw new Error(`The file ${sha256} is not whole at the target`);
}
