// Reading connections that each hold one moment of the data, for transactions and for cursors that outlive a reply.
import { statSync } from 'node:fs';
import { Connection } from './connection.ts';

const IDLE_KEPT = 8;
const CACHE_KIB = 2 * 1024;

/** A pool of connections. What a snapshot sees is what was committed when it was taken. */
export class Snapshots {
  open = 0;
  readonly #file: string;
  readonly #idle: Connection[] = [];
  readonly #used = new Set<Connection>();

  constructor(file: string) {
    this.#file = file;
  }

  /** Opens a read transaction; SQLite keeps its moment until `release`. */
  take(): Connection {
    const connection =
      this.#idle.pop() ?? new Connection(this.#file, { readOnly: true, cacheKiB: CACHE_KIB });
    try {
      connection.exec('BEGIN');
      connection.get('doc', 0);
    } catch (error) {
      connection.close();
      throw error;
    }
    this.#used.add(connection);
    this.open = this.#used.size;
    return connection;
  }

  release(connection: Connection): void {
    if (!this.#used.delete(connection)) return;
    this.open = this.#used.size;
    try {
      connection.exec('ROLLBACK');
    } catch {
      connection.close();
      return;
    }
    if (this.#idle.length < IDLE_KEPT) this.#idle.push(connection);
    else connection.close();
  }

  /** Size of the write-ahead log, in bytes. */
  logBytes(): number {
    return statSync(`${this.#file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  close(): void {
    for (const connection of [...this.#used, ...this.#idle]) connection.close();
    this.#used.clear();
    this.#idle.length = 0;
    this.open = 0;
  }
}
