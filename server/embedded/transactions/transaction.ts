// A multi-document transaction: a snapshot, its own changes over it, and the claims that keep others away.
import { fail } from '../errors.ts';
import type { Collection } from '../catalogue/collection.ts';
import { collectionOf } from '../catalogue/records.ts';
import type { Connection } from '../store/connection.ts';
import type { Store } from '../store/store.ts';
import {
  ConnectionView,
  type DocRow,
  type IdRange,
  type KeyRange,
  type KeyRow,
  type Row,
} from '../store/view.ts';
import type { Claims } from './claims.ts';
import { ChangedDocs, ChangedKeys, keyText } from './overlay.ts';
import type { Scope } from './scope.ts';

/** Documents are grouped by collection and entries by index, so that an untouched one is read without merging. */
export class Transaction implements Scope {
  readonly start: number;
  readonly claims = new Set<string>();
  /** Collections made or changed here, by namespace; the others see them at commit. */
  readonly collections = new Map<string, Collection>();
  /** Ids of the collections read or written: DDL on them waits for the end of this transaction. */
  readonly touched = new Set<number>();
  /** Changes of count and bytes. */
  readonly growth = new Map<Collection, { count: number; bytes: number }>();
  readonly ended: Promise<void>;
  state: 'open' | 'committed' | 'aborted' = 'open';
  readonly #docs = new Map<number, ChangedDocs>();
  readonly #keys = new Map<number, ChangedKeys>();
  readonly #store: Store;
  readonly #registry: Claims;
  readonly #snapshot: Connection;
  readonly #stored: ConnectionView;
  readonly #end: () => void;

  /** Begins at what is stored now. @throws StoreFailure when the open group cannot be stored */
  constructor(store: Store, claims: Claims) {
    store.mend();
    store.flush();
    this.#store = store;
    this.#registry = claims;
    this.#snapshot = store.snapshots.take();
    this.#stored = new ConnectionView(this.#snapshot);
    this.start = claims.sequence;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
    claims.begin(this);
  }

  claimRecord(id: number): void {
    this.#registry.take(`r${id}`, this);
  }

  claimKey(key: Uint8Array): void {
    this.#registry.take(`u${keyText(key)}`, this);
  }

  claimName(namespace: string): void {
    this.#registry.take(`n${namespace}`, this);
  }

  doc(id: number): Uint8Array | undefined {
    const changed = this.#mine(id);
    return changed === undefined ? this.#stored.doc(id) : (changed ?? undefined);
  }

  idOf(key: Uint8Array): number | undefined {
    if (!this.#keys.has(indexOf(key))) return this.#stored.idOf(key);
    for (const row of this.keys({ low: key, high: after(key) }, false, 2)) return row.id;
    return undefined;
  }

  docByKey(key: Uint8Array): DocRow | undefined {
    const id = this.idOf(key);
    const doc = id === undefined ? undefined : this.doc(id);
    return id === undefined || !doc ? undefined : { id, doc };
  }

  docs(range: IdRange, reverse: boolean, chunk: number): Iterable<DocRow> {
    const stored = this.#stored.docs(range, reverse, chunk);
    return this.#docs.get(collectionOf(range.after + 1))?.merge(stored, range, reverse) ?? stored;
  }

  keys(range: KeyRange, reverse: boolean, chunk: number): Iterable<KeyRow> {
    const stored = this.#stored.keys(range, reverse, chunk);
    return this.#keys.get(indexOf(range.low))?.merge(stored, range, reverse) ?? stored;
  }

  *rows(range: KeyRange, reverse: boolean, chunk: number): Iterable<Row> {
    if (!this.#keys.has(indexOf(range.low))) {
      for (const row of this.#stored.rows(range, reverse, chunk))
        yield { ...row, doc: this.#mine(row.id) ?? row.doc };
      return;
    }
    for (const { key, id } of this.keys(range, reverse, chunk)) {
      const doc = this.doc(id);
      if (doc) yield { key, id, doc };
    }
  }

  countKeys(range: KeyRange): number {
    if (!this.#keys.has(indexOf(range.low))) return this.#stored.countKeys(range);
    let count = 0;
    for (const _ of this.keys(range, false, 512)) count++;
    return count;
  }

  putDoc(id: number, doc: Uint8Array): void {
    this.#changedDocs(id).set(id, doc);
  }

  deleteDoc(id: number): void {
    this.#changedDocs(id).set(id, null);
  }

  putKey(key: Uint8Array, id: number): void {
    this.#changedKeys(key).set(key, id, true);
  }

  deleteKey(key: Uint8Array, id: number): void {
    this.#changedKeys(key).set(key, id, false);
  }

  /** Stores all changes in the open group. `publish` runs inside it, for the catalogue and the counts. */
  commit(publish: () => void): void {
    if (this.state !== 'open') fail(251, 'Transaction has been aborted.');
    this.#store.write((writer) => {
      for (const docs of this.#docs.values())
        for (const [id, doc] of docs.byId)
          if (doc) writer.run('putDoc', id, doc);
          else writer.run('deleteDoc', id);
      for (const keys of this.#keys.values())
        for (const change of keys.changes())
          writer.run(change.present ? 'putKey' : 'deleteKey', change.key, change.id);
    });
    publish();
    this.#finish('committed');
  }

  abort(): void {
    if (this.state === 'open') this.#finish('aborted');
  }

  #finish(state: 'committed' | 'aborted'): void {
    this.state = state;
    this.#store.snapshots.release(this.#snapshot);
    this.#registry.end(this, state === 'committed');
    this.#docs.clear();
    this.#keys.clear();
    this.#end();
  }

  /** What this transaction made of a document: null when deleted, undefined when untouched. */
  #mine(id: number): Uint8Array | null | undefined {
    return this.#docs.get(collectionOf(id))?.byId.get(id);
  }

  #changedDocs(id: number): ChangedDocs {
    const collection = collectionOf(id);
    let changed = this.#docs.get(collection);
    if (!changed) this.#docs.set(collection, (changed = new ChangedDocs()));
    return changed;
  }

  #changedKeys(key: Uint8Array): ChangedKeys {
    const index = indexOf(key);
    let changed = this.#keys.get(index);
    if (!changed) this.#keys.set(index, (changed = new ChangedKeys()));
    return changed;
  }
}

/** The number of the index whose entry this is: the first four bytes. */
function indexOf(key: Uint8Array): number {
  return Buffer.from(key.buffer, key.byteOffset, 4).readUInt32BE(0);
}

/** The first key above this one. */
function after(key: Uint8Array): Uint8Array {
  return Buffer.concat([key, Buffer.from([0])]);
}
