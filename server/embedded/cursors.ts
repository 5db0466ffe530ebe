// Cursors that outlive a reply: each streams a snapshot, keeps no more than one batch in memory, and ends when idle.
import { randomBytes } from 'node:crypto';
import { fail } from './errors.ts';
import type { Session } from './sessions/session.ts';
import type { Transaction } from './transactions/transaction.ts';
import { BATCH_BYTES, encodeBatch } from './wire/batch.ts';

const IDLE_MINUTES = 10;

/** A source of raw documents that a cursor reads on. `keep` is called once, when the first batch did not exhaust it. */
export interface Source {
  documents: Iterator<Uint8Array>;
  keep(): void;
  release(): void;
}

export interface Cursor {
  id: bigint;
  readonly ns: string;
  readonly source: Source;
  readonly session: Session | null;
  readonly transaction: Transaction | null;
  /** The document that was read to learn whether there is more. */
  ahead: Uint8Array | null;
  used: number;
  noTimeout: boolean;
}

export interface BatchLimits {
  /** Documents at most; Infinity for no limit but the bytes. */
  size: number;
  single: boolean;
}

export class Cursors {
  readonly #open = new Map<bigint, Cursor>();

  get size(): number {
    return this.#open.size;
  }

  /** The first answer of a cursor; it is kept open only when documents remain. */
  first(cursor: Omit<Cursor, 'id' | 'ahead' | 'used'>, limits: BatchLimits): Buffer {
    const opened: Cursor = { ...cursor, id: 0n, ahead: null, used: Date.now() };
    try {
      const documents = nextBatch(opened, limits.size);
      if (!documents.more || limits.single) opened.source.release();
      else this.#keep(opened);
      return encodeBatch('firstBatch', documents.batch, opened.id, opened.ns);
    } catch (error) {
      opened.source.release();
      throw error;
    }
  }

  /** @throws CommandError 43 when the cursor is unknown or timed out, 50738 when it belongs to another session */
  more(id: bigint, ns: string, session: Session | null, size: number): Buffer {
    const cursor = this.#open.get(id);
    if (!cursor) fail(43, `cursor id ${id} not found`);
    if (cursor.ns !== ns)
      fail(
        13,
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
      );
    if (cursor.session !== session)
      fail(50737, `Cannot run getMore on cursor ${id}, which was not created in the same session`);
    cursor.used = Date.now();
    try {
      const { batch, more } = nextBatch(cursor, size);
      if (!more) this.kill(id);
      return encodeBatch('nextBatch', batch, more ? id : 0n, ns);
    } catch (error) {
      this.kill(id);
      throw error;
    }
  }

  kill(id: bigint): boolean {
    const cursor = this.#open.get(id);
    if (!cursor) return false;
    this.#open.delete(id);
    cursor.source.release();
    return true;
  }

  /** Ends those of a transaction or session that ended, of a dropped collection, or those that idled too long. */
  killWhere(test: (cursor: Cursor) => boolean): void {
    for (const cursor of [...this.#open.values()]) if (test(cursor)) this.kill(cursor.id);
  }

  expire(now: number): void {
    this.killWhere(
      (cursor) => !cursor.noTimeout && !cursor.transaction && now - cursor.used > IDLE_MINUTES * 60_000,
    );
  }

  #keep(cursor: Cursor): void {
    do cursor.id = randomBytes(8).readBigInt64LE() & 0x7fff_ffff_ffff_ffffn;
    while (cursor.id === 0n || this.#open.has(cursor.id));
    cursor.source.keep();
    this.#open.set(cursor.id, cursor);
  }
}

function nextBatch(cursor: Cursor, size: number): { batch: Uint8Array[]; more: boolean } {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  while (batch.length < size) {
    const document = cursor.ahead ?? take(cursor.source);
    cursor.ahead = null;
    if (!document) return { batch, more: false };
    if (batch.length > 0 && bytes + document.length > BATCH_BYTES) {
      cursor.ahead = document;
      return { batch, more: true };
    }
    batch.push(document);
    bytes += document.length;
  }
  cursor.ahead = take(cursor.source);
  return { batch, more: cursor.ahead !== null };
}

function take(source: Source): Uint8Array | null {
  const next = source.documents.next();
  return next.done ? null : next.value;
}
