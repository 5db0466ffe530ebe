// What a reader sees of the store: documents by record id, index entries by key, streamed in chunks of bounded size.
import type { Connection } from './connection.ts';

/** Both ends excluded. */
export interface IdRange {
  after: number;
  before: number;
}

/** `low` included, `high` excluded. */
export interface KeyRange {
  low: Uint8Array;
  high: Uint8Array;
}

export interface DocRow {
  id: number;
  doc: Uint8Array;
}

export interface KeyRow {
  key: Uint8Array;
  id: number;
}

export interface Row extends KeyRow, DocRow {}

/** `chunk` is the number of rows of the first read; later reads grow within a budget of bytes. */
export interface View {
  doc(id: number): Uint8Array | undefined;
  idOf(key: Uint8Array): number | undefined;
  docByKey(key: Uint8Array): DocRow | undefined;
  docs(range: IdRange, reverse: boolean, chunk: number): Iterable<DocRow>;
  keys(range: KeyRange, reverse: boolean, chunk: number): Iterable<KeyRow>;
  rows(range: KeyRange, reverse: boolean, chunk: number): Iterable<Row>;
  countKeys(range: KeyRange): number;
}

const CHUNK_BYTES = 1 << 20;
const CHUNK_ROWS = 512;

/** Reads through one connection. The connection can be exchanged between chunks, because no statement stays open. */
export class ConnectionView implements View {
  connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  doc(id: number): Uint8Array | undefined {
    return this.connection.doc(id);
  }

  idOf(key: Uint8Array): number | undefined {
    return this.connection.idOf(key);
  }

  docByKey(key: Uint8Array): DocRow | undefined {
    return this.connection.docByKey(key);
  }

  countKeys(range: KeyRange): number {
    return this.connection.countKeys(range);
  }

  *docs(range: IdRange, reverse: boolean, chunk: number): Iterable<DocRow> {
    let { after, before } = range;
    let size = chunk;
    for (;;) {
      const rows = this.connection.docs({ after, before }, reverse, size);
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < size) return;
      if (reverse) before = last.id;
      else after = last.id;
      size = nextSize(rows, size);
    }
  }

  *keys(range: KeyRange, reverse: boolean, chunk: number): Iterable<KeyRow> {
    let last: KeyRow | null = null;
    let size = chunk;
    for (;;) {
      const rows: KeyRow[] = this.connection.keys(range, last, reverse, size);
      yield* rows;
      last = rows.at(-1) ?? null;
      if (!last || rows.length < size) return;
      size = CHUNK_ROWS;
    }
  }

  *rows(range: KeyRange, reverse: boolean, chunk: number): Iterable<Row> {
    let last: Row | null = null;
    let size = chunk;
    for (;;) {
      const rows: Row[] = this.connection.rows(range, last, reverse, size);
      yield* rows;
      last = rows.at(-1) ?? null;
      if (!last || rows.length < size) return;
      size = nextSize(rows, size);
    }
  }
}

function nextSize(rows: DocRow[], size: number): number {
  let bytes = 0;
  for (const row of rows) bytes += row.doc.length;
  const fitting = Math.floor((CHUNK_BYTES * rows.length) / Math.max(bytes, 1));
  return Math.max(1, Math.min(CHUNK_ROWS, size * 4, fitting));
}
