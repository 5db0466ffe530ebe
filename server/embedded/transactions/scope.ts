// Where a statement reads and writes: the current data for a plain write, a snapshot with own changes for a transaction.
import type { Connection } from '../store/connection.ts';
import type { Store } from '../store/store.ts';
import { ConnectionView, type View } from '../store/view.ts';
import type { Claims } from './claims.ts';
import { keyText } from './overlay.ts';

/** Every change is claimed before it is made; claiming may throw, the changes that follow may not (save for a failed disk). */
export interface Scope extends View {
  claimRecord(id: number): void;
  /** The key of a unique index. */
  claimKey(key: Uint8Array): void;
  claimName(namespace: string): void;
  putDoc(id: number, doc: Uint8Array): void;
  deleteDoc(id: number): void;
  putKey(key: Uint8Array, id: number): void;
  deleteKey(key: Uint8Array, id: number): void;
}

/** The current data; changes go straight into the open group. */
export class Plain extends ConnectionView implements Scope {
  readonly #store: Store;
  readonly #claims: Claims;

  constructor(store: Store, claims: Claims) {
    super(store.current.connection);
    this.#store = store;
    this.#claims = claims;
  }

  claimRecord(id: number): void {
    if (this.#claims.active.size > 0) this.#claims.change(`r${id}`);
  }

  claimKey(key: Uint8Array): void {
    if (this.#claims.active.size > 0) this.#claims.change(`u${keyText(key)}`);
  }

  claimName(namespace: string): void {
    if (this.#claims.active.size > 0) this.#claims.change(`n${namespace}`);
  }

  putDoc(id: number, doc: Uint8Array): void {
    this.#write((writer) => writer.run('putDoc', id, doc));
  }

  deleteDoc(id: number): void {
    this.#write((writer) => writer.run('deleteDoc', id));
  }

  putKey(key: Uint8Array, id: number): void {
    this.#write((writer) => writer.run('putKey', key, id));
  }

  deleteKey(key: Uint8Array, id: number): void {
    this.#write((writer) => writer.run('deleteKey', key, id));
  }

  #write(work: (writer: Connection) => unknown): void {
    this.#store.write(work);
  }
}
