// One owner per data folder: an operating-system lock that dies with its process, and a note that names the holder.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Who holds a data folder: process id, and the address at which it serves once it listens. */
export interface Owner {
  pid: number;
  uri: string | null;
}

/** The folder is already open elsewhere. `owner` is null when the holder has not yet written its note. */
export class InUse extends Error {
  readonly owner: Owner | null;

  constructor(folder: string, owner: Owner | null) {
    const holder = owner ? `process ${owner.pid}` : 'another process';
    super(`embedded store: ${folder} is in use by ${holder}; a data folder has one owner at a time`);
    this.name = 'InUse';
    this.owner = owner;
  }
}

const SQLITE_BUSY = 5;

export interface Lock {
  announce(uri: string): void;
  release(): void;
}

/**
 * Takes the folder. SQLite's own exclusive lock is used because it works the same on every system and is released by
 * the kernel at kill -9.
 * @throws InUse when another process, or another store of this one, holds it
 */
export function takeLock(folder: string): Lock {
  const held = new DatabaseSync(join(folder, 'owner.lock'));
  try {
    held.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    held.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new InUse(folder, readOwner(folder));
  }
  const note = join(folder, 'owner.json');
  const write = (uri: string | null): void => {
    writeFileSync(note, JSON.stringify({ pid: process.pid, uri }), { mode: 0o600 });
  };
  write(null);
  return {
    announce: write,
    release() {
      rmSync(note, { force: true });
      held.close();
    },
  };
}

/** The note of the folder's last owner, which may have died without removing it; null when there is none. */
export function readOwner(folder: string): Owner | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Owner;
  } catch {
    return null;
  }
}
