// The layout of the data file, and the refusal of a file that a newer version wrote.
import type { Connection } from './connection.ts';

/** Raised when the layout below changes; a file with a higher number is refused. */
export const FORMAT = 1;

/** Marks a file as ours in SQLite's header ("VGNT"), so that no other database is taken for one. */
const APPLICATION = 0x56474e54;

const LAYOUT = `
  CREATE TABLE docs(id INTEGER PRIMARY KEY, doc BLOB NOT NULL);
  CREATE TABLE keys(k BLOB NOT NULL, id INTEGER NOT NULL, PRIMARY KEY(k, id)) WITHOUT ROWID;
  CREATE TABLE catalogue(name TEXT PRIMARY KEY, entry BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE sizes(id INTEGER PRIMARY KEY, count INTEGER NOT NULL, bytes INTEGER NOT NULL);
  CREATE TABLE retries(session TEXT PRIMARY KEY, number INTEGER NOT NULL, reply BLOB NOT NULL) WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${FORMAT};`;

/**
 * Lays out an empty file, or checks that an existing one can be read.
 * @throws Error when the file belongs to another program or was written by a newer version
 */
export function prepareFile(connection: Connection, file: string): void {
  connection.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864',
  );
  const tables = Number(connection.value('SELECT count(*) FROM sqlite_schema'));
  if (tables === 0) {
    connection.exec(`BEGIN IMMEDIATE; ${LAYOUT} COMMIT`);
    return;
  }
  if (Number(connection.value('PRAGMA application_id')) !== APPLICATION)
    throw new Error(`embedded store: ${file} is not a data file of this program`);
  const format = Number(connection.value('PRAGMA user_version'));
  if (format > FORMAT)
    throw new Error(
      `embedded store: ${file} was written by a newer version (format ${format}; this version reads up to ${FORMAT}). ` +
        'Start the newer version, or restore a backup made by this one.',
    );
}
