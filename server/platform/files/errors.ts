// What can be wrong with a file: refused when it comes, missing or damaged when it is asked for, no room to keep it.

export type Params = Record<string, string | number>;

/** The file is not taken; `key` is a word key that tells the reason to the person who sent it. */
export class RefusedFile extends Error {
  override name = 'RefusedFile';
  key: string;
  params: Params;
  constructor(key: string, params: Params = {}) {
    super(key);
    this.key = key;
    this.params = params;
  }
}

/** The disk is full (507): nothing was kept. */
export class StorageFull extends Error {
  override name = 'StorageFull';
}

/** The store holds no file of that hash. */
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
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new StorageFull('the disk is full', { cause: error })
    : error;
}
