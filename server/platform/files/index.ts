// The door of the file room: the gate, the store that this process uses, and what goes wrong.
import { createStore } from './store.ts';
import type { Store } from './store.ts';

export { acceptFile } from './accept.ts';
export { openArchive, type Archive } from './archive.ts';
export type { Accepted, Kind } from './accept.ts';
export { DamagedFile, fileError, MissingFile, RefusedFile, StorageFull } from './errors.ts';
export { acceptAttribute, kinds } from './kinds.ts';
export { cleanName, disposition } from './names.ts';
export { clamav, hasScanner, setScanner } from './scanner.ts';
export { createStore } from './store.ts';
export type { FileState, Known, Listed, Store, Stored } from './store.ts';
export { entryOf, measured, zipOf, type ZipEntry } from './zip-writing.ts';
export { acceptedOf, multipart, uploadsOf } from './upload.ts';
export type { Uploaded, UploadRules } from './upload.ts';

let current: Store | undefined;

/** Makes the store of a storage folder the one that `fileStore` gives; once at start, and once per test folder. */
export function useFileStore(store: string | Store): Store {
  return (current = typeof store === 'string' ? createStore(store) : store);
}

/** The store of this process. @throws Error before `useFileStore` */
export function fileStore(): Store {
  if (!current) throw new Error('no file store: call useFileStore(storageDir) at start');
  return current;
}
