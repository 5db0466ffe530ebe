// What can be wrong with a file: refused when it comes, missing or damaged when it is asked for, no room to keep it.
import { AppError } from '../errors.ts';
import type { Params } from '../errors.ts';

/** The file is not taken; its word key tells the reason to the person who sent it. */
export class RefusedFile extends AppError {
  constructor(key: string, params?: Params, cause?: unknown) {
    super(422, key, params);
    this.cause = cause;
  }
}

/** The disk is full: nothing was kept. */
export class StorageFull extends AppError {
  constructor(cause?: unknown) {
    super(507, 'files.storage_full');
    this.cause = cause;
  }
}

/** The store holds no file of that hash, although somebody was told that it does. */
export class MissingFile extends Error {
  override name = 'MissingFile';
  sha256: string;
  constructor(sha256: string) {
    super(`no file ${sha256}`);
    this.sha256 = sha256;
  }
}

/** The stored bytes no longer have the hash under which they were stored. */
export class DamagedFile extends Error {
  override name = 'DamagedFile';
  sha256: string;
  constructor(sha256: string) {
    super(`the stored file ${sha256} is damaged`);
    this.sha256 = sha256;
  }
}

/** A full disk gets its own error; everything else stays what it was. */
export function fileError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFull(error) : error;
}
