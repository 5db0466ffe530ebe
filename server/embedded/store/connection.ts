// One SQLite connection and the few statements that the store consists of.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { faults } from './faults.ts';
import type { IdRange, KeyRange, KeyRow, DocRow, Row } from './view.ts';

const STATEMENTS = {
  doc: 'SELECT doc FROM docs WHERE id = ?',
  docsUp: 'SELECT id, doc FROM docs WHERE id > ? AND id < ? ORDER BY id LIMIT ?',
  docsDown: 'SELECT id, doc FROM docs WHERE id > ? AND id < ? ORDER BY id DESC LIMIT ?',
  putDoc: 'INSERT INTO docs(id, doc) VALUES(?, ?) ON CONFLICT(id) DO UPDATE SET doc = excluded.doc',
  deleteDoc: 'DELETE FROM docs WHERE id = ?',
  key: 'SELECT id FROM keys WHERE k = ? ORDER BY id LIMIT 1',
  keysUp: 'SELECT k, id FROM keys WHERE (k, id) > (?, ?) AND k < ? ORDER BY k, id LIMIT ?',
  keysDown: 'SELECT k, id FROM keys WHERE (k, id) < (?, ?) AND k >= ? ORDER BY k DESC, id DESC LIMIT ?',
  rowsUp:
    'SELECT e.k, e.id, d.doc FROM keys e CROSS JOIN docs d ON d.id = e.id WHERE (e.k, e.id) > (?, ?) AND e.k < ? ORDER BY e.k, e.id LIMIT ?',
  rowsDown:
    'SELECT e.k, e.id, d.doc FROM keys e CROSS JOIN docs d ON d.id = e.id WHERE (e.k, e.id) < (?, ?) AND e.k >= ? ORDER BY e.k DESC, e.id DESC LIMIT ?',
  docByKey:
    'SELECT d.id, d.doc FROM keys e CROSS JOIN docs d ON d.id = e.id WHERE e.k = ? ORDER BY e.id LIMIT 1',
  countKeys: 'SELECT count(*) FROM keys WHERE k >= ? AND k < ?',
  putKey: 'INSERT INTO keys(k, id) VALUES(?, ?) ON CONFLICT DO NOTHING',
  deleteKey: 'DELETE FROM keys WHERE k = ? AND id = ?',
  deleteKeys:
    'DELETE FROM keys WHERE k >= ?1 AND k < ?2 AND (k, id) IN (SELECT k, id FROM keys WHERE k >= ?1 AND k < ?2 LIMIT ?3)',
  deleteDocs: 'DELETE FROM docs WHERE id IN (SELECT id FROM docs WHERE id > ?1 AND id < ?2 LIMIT ?3)',
  lastDoc: 'SELECT max(id) FROM docs WHERE id > ? AND id < ?',
  entries: 'SELECT name, entry FROM catalogue',
  putEntry:
    'INSERT INTO catalogue(name, entry) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET entry = excluded.entry',
  deleteEntry: 'DELETE FROM catalogue WHERE name = ?',
  sizes: 'SELECT id, count, bytes FROM sizes',
  putSize:
    'INSERT INTO sizes(id, count, bytes) VALUES(?, ?, ?) ON CONFLICT(id) DO UPDATE SET count = excluded.count, bytes = excluded.bytes',
  deleteSize: 'DELETE FROM sizes WHERE id = ?',
  retries: 'SELECT session, number, reply FROM retries',
  putRetry:
    'INSERT INTO retries(session, number, reply) VALUES(?, ?, ?) ON CONFLICT(session) DO UPDATE SET number = excluded.number, reply = excluded.reply',
  deleteRetry: 'DELETE FROM retries WHERE session = ?',
} as const;

export type Call = keyof typeof STATEMENTS;

/** A connection to the data file; every call may throw SQLite's error. Blobs come back as fresh byte arrays. */
export class Connection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, options: { readOnly: boolean; cacheKiB: number }) {
    this.#database = new DatabaseSync(file, { readOnly: options.readOnly });
    this.#database.exec(`PRAGMA cache_size = -${options.cacheKiB}; PRAGMA busy_timeout = 5000`);
  }

  /** Runs SQL text that returns nothing (BEGIN, COMMIT, PRAGMA, CREATE). */
  exec(sql: string): void {
    faults.beforeCall?.(sql);
    this.#database.exec(sql);
  }

  /** The first column of the first row of SQL text; for pragmas and checks. */
  value(sql: string): unknown {
    faults.beforeCall?.(sql);
    const row = this.#database.prepare(sql).get();
    return row && Object.values(row)[0];
  }

  run(call: Call, ...values: SQLInputValue[]): number {
    faults.beforeCall?.(call);
    return Number(this.#statement(call).run(...values).changes);
  }

  all(call: Call, ...values: SQLInputValue[]): unknown[][] {
    faults.beforeCall?.(call);
    return this.#statement(call).all(...values) as unknown as unknown[][];
  }

  get(call: Call, ...values: SQLInputValue[]): unknown[] | undefined {
    faults.beforeCall?.(call);
    return this.#statement(call).get(...values) as unknown as unknown[] | undefined;
  }

  doc(id: number): Uint8Array | undefined {
    return this.get('doc', id)?.[0] as Uint8Array | undefined;
  }

  idOf(key: Uint8Array): number | undefined {
    return this.get('key', key)?.[0] as number | undefined;
  }

  docByKey(key: Uint8Array): DocRow | undefined {
    const row = this.get('docByKey', key);
    return row && { id: row[0] as number, doc: row[1] as Uint8Array };
  }

  docs(range: IdRange, reverse: boolean, limit: number): DocRow[] {
    const rows = this.all(reverse ? 'docsDown' : 'docsUp', range.after, range.before, limit);
    return rows.map((row) => ({ id: row[0] as number, doc: row[1] as Uint8Array }));
  }

  keys(range: KeyRange, from: KeyRow | null, reverse: boolean, limit: number): KeyRow[] {
    const rows = this.all(reverse ? 'keysDown' : 'keysUp', ...edges(range, from, reverse), limit);
    return rows.map((row) => ({ key: row[0] as Uint8Array, id: row[1] as number }));
  }

  rows(range: KeyRange, from: KeyRow | null, reverse: boolean, limit: number): Row[] {
    const rows = this.all(reverse ? 'rowsDown' : 'rowsUp', ...edges(range, from, reverse), limit);
    return rows.map((row) => ({
      key: row[0] as Uint8Array,
      id: row[1] as number,
      doc: row[2] as Uint8Array,
    }));
  }

  countKeys(range: KeyRange): number {
    return this.get('countKeys', range.low, range.high)?.[0] as number;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #statement(call: Call): StatementSync {
    let statement = this.#statements.get(call);
    if (!statement) {
      statement = this.#database.prepare(STATEMENTS[call]);
      statement.setReturnArrays(true);
      this.#statements.set(call, statement);
    }
    return statement;
  }
}

/** Where a chunk starts and ends: after the last row seen, or at the edge of the range (ids are never negative). */
function edges(range: KeyRange, from: KeyRow | null, reverse: boolean): [Uint8Array, number, Uint8Array] {
  if (reverse) return [from?.key ?? range.high, from?.id ?? -1, range.low];
  return [from?.key ?? range.low, from?.id ?? -1, range.high];
}
