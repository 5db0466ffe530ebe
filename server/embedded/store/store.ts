// The data file: durable group commit on one writing connection, snapshots on reading ones, and a stop after a failure.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from './connection.ts';
import { prepareFile } from './format.ts';
import { Snapshots } from './snapshots.ts';
import { ConnectionView } from './view.ts';

/** A write or commit failed: what was not yet acknowledged may be lost, and the store was reopened from disk. */
export class StoreFailure extends Error {
  constructor(cause: unknown) {
    super(`embedded store: storing failed (${cause instanceof Error ? cause.message : String(cause)})`, {
      cause,
    });
    this.name = 'StoreFailure';
  }
}

interface Group {
  stored: Promise<void>;
  resolve: () => void;
  reject: (error: Error) => void;
}

const CACHE_KIB = 32 * 1024;
const LONG_WAL_BYTES = 32 * 1024 * 1024;

/**
 * Writes join the open group; the group is committed at the end of the event-loop turn (one fsync for all), and whoever
 * wrote waits for `stored`. When SQLite reports an error, the group is rolled back, both kinds of connection are closed
 * and opened again, and `generation` rises, so that memory never runs ahead of the disk.
 */
export class Store {
  readonly file: string;
  snapshots: Snapshots;
  /** Rises with every reopening; work begun in an earlier generation must not be acknowledged. */
  generation = 0;
  /** Called inside the group, just before COMMIT: counts are stored with the documents they count. */
  beforeCommit: (() => void) | null = null;
  /** Called after a reopening, to load again whatever is kept in memory. */
  reopened: ((failure: StoreFailure) => void) | null = null;
  readonly current: ConnectionView;
  #writer: Connection;
  #group: Group | null = null;
  #closed = false;
  /** The failure after which even reopening failed; the next use tries again. */
  #broken: StoreFailure | null = null;

  constructor(folder: string) {
    this.file = join(folder, 'vigente.db');
    this.#writer = this.#open();
    this.snapshots = new Snapshots(this.file);
    this.current = new ConnectionView(this.#writer);
  }

  /** Runs SQLite calls inside the open group. @throws StoreFailure after the store was reopened */
  write<T>(work: (writer: Connection) => T): T {
    this.mend();
    try {
      if (!this.#group) this.#begin();
      return work(this.#writer);
    } catch (error) {
      throw this.#fail(error);
    }
  }

  /** Runs SQLite calls that only read what is current. @throws StoreFailure */
  read<T>(work: (view: ConnectionView) => T): T {
    this.mend();
    return work(this.current);
  }

  /** Resolves when everything written so far is on disk; undefined when it already is. */
  stored(): Promise<void> | undefined {
    return this.#group?.stored;
  }

  /** Commits the open group now, so that a snapshot taken next holds it. @throws StoreFailure */
  flush(): void {
    const group = this.#group;
    if (!group) return;
    try {
      this.beforeCommit?.();
      this.#writer.exec('COMMIT');
    } catch (error) {
      throw this.#fail(error);
    }
    this.#group = null;
    group.resolve();
  }

  /** Opens again after a failure of the failure's own reopening. @throws StoreFailure while it keeps failing */
  mend(): void {
    if (this.#closed) throw new StoreFailure(new Error('the store is closed'));
    if (this.#broken) this.#reopen(this.#broken);
  }

  /** Copies the write-ahead log into the data file and truncates it; does nothing while snapshots are read. */
  checkpoint(): void {
    if (this.#group || this.#broken || this.snapshots.open > 0) return;
    this.#writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** True when the log has grown enough for a checkpoint to be worth its time. */
  get longLog(): boolean {
    return this.snapshots.logBytes() > LONG_WAL_BYTES;
  }

  close(): void {
    if (this.#closed) return;
    if (!this.#broken) this.flush();
    this.#closed = true;
    this.snapshots.close();
    this.#writer.close();
  }

  #open(): Connection {
    const writer = new Connection(this.file, { readOnly: false, cacheKiB: CACHE_KIB });
    try {
      // The log files that SQLite makes beside it take the same permissions.
      chmodSync(this.file, 0o600);
      prepareFile(writer, this.file);
    } catch (error) {
      writer.close();
      throw error;
    }
    return writer;
  }

  #begin(): void {
    this.#writer.exec('BEGIN IMMEDIATE');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(() => undefined);
    this.#group = { stored: promise, resolve, reject };
    setImmediate(() => {
      try {
        this.flush();
      } catch {
        // Whoever waits for the group has been told; the failure has been dealt with.
      }
    });
  }

  /** Rolls back, reopens, and tells everybody who waits for the group. Returns the error to throw. */
  #fail(cause: unknown): StoreFailure {
    const failure = cause instanceof StoreFailure ? cause : new StoreFailure(cause);
    const group = this.#group;
    this.#group = null;
    this.generation++;
    this.#broken = failure;
    try {
      this.#reopen(failure);
    } catch {
      // Still broken: the next use tries again.
    }
    group?.reject(failure);
    return failure;
  }

  #reopen(failure: StoreFailure): void {
    try {
      this.snapshots.close();
      closeQuietly(this.#writer);
      this.#writer = this.#open();
      this.current.connection = this.#writer;
      this.snapshots = new Snapshots(this.file);
      this.reopened?.(failure);
    } catch (error) {
      throw new StoreFailure(error);
    }
    this.#broken = null;
  }
}

/** Closing rolls an open transaction back; a connection that cannot even close is left to the garbage collector. */
function closeQuietly(connection: Connection): void {
  try {
    connection.close();
  } catch {
    // Nothing is lost: SQLite recovers from the log when the file is opened again.
  }
}
