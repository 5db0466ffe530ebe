// A dry run of an import: what was sent, what was found, kept for a day and without a trail, because it changes nothing.
import { randomUUID } from 'node:crypto';
import { now } from '../../platform/clock.ts';
import { currentSession, nativeCollection } from '../../platform/db/connection.ts';
import { NotFound, type Params } from '../../platform/errors.ts';
import type { User } from '../../platform/access/roles.ts';
import type { ColumnName } from './columns.ts';

/** What is wrong, and where: `row` as the spreadsheet numbers it, null for the list or the archive as a whole. */
export interface TrialProblem {
  row: number | null;
  column: ColumnName | null;
  key: string;
  params: Params;
}

/** A row of the list as the import will take it. Ids are empty while it has problems. */
export interface TrialRow {
  row: number;
  code: string;
  title: string;
  label: string;
  type: string;
  process: string | null;
  owner: string | null;
  effective: string;
  sourceDate: string;
  approvals: { act: 'elaboro' | 'reviso' | 'aprobo'; position: string; date: string }[];
  /** Code of the procedure that a format belongs to, and the record made on it. */
  formOf: string;
  recordKind: string;
  note: string;
  /** As the list names it, and its path in the archive. */
  file: string;
  entry: string;
}

interface SentFile {
  name: string;
  sha256: string;
}

export interface Trial {
  _id: string;
  owner: string;
  at: Date;
  list: SentFile;
  archive: SentFile;
  state: 'checking' | 'checked' | 'used';
  /** Files looked at, of how many; `beat` moves with them, so that a run that died is noticed. */
  done: number;
  total: number;
  beat: Date;
  rows: TrialRow[];
  problems: TrialProblem[];
  /** What does not stop the import and somebody should know: files that no row names, columns that are not read. */
  notices: TrialProblem[];
}

/** A file of the archive that passed the gate. */
export interface TrialFile {
  _id: string;
  trial: string;
  at: Date;
  name: string;
  sha256: string;
  type: string;
  bytes: number;
  pages: number | null;
  text: string;
}

const HOURS_KEPT = 24;
const SILENT_MS = 90_000;
export const trials = () => nativeCollection<Trial>('import_trials');
export const trialFiles = () => nativeCollection<TrialFile>('import_files');

export async function ensureTrialIndexes(): Promise<void> {
  await trials().createIndex({ at: 1 }, { expireAfterSeconds: HOURS_KEPT * 3_600 });
  await trialFiles().createIndex({ at: 1 }, { expireAfterSeconds: HOURS_KEPT * 3_600 });
  await trialFiles().createIndex({ trial: 1 });
}

export async function openTrial(list: SentFile, archive: SentFile, user: User): Promise<Trial> {
  const at = now();
  const trial: Trial = {
    _id: randomUUID(), owner: user.id, at, list, archive, state: 'checking', done: 0, total: 0, beat: at, rows: [], problems: [], notices: [],
  }; // prettier-ignore
  await trials().insertOne(trial);
  return trial;
}

/** @throws NotFound for one that is gone or another person's */
export async function trialOf(id: string | undefined, user: User | null): Promise<Trial> {
  const found = id && user ? await trials().findOne({ _id: id, owner: user.id }) : null;
  if (!found) throw new NotFound();
  return found;
}

/** True when its run ended without a result: the application was stopped in the middle. */
export function isInterrupted(trial: Trial): boolean {
  return trial.state === 'checking' && now().getTime() - trial.beat.getTime() > SILENT_MS;
}

/** Marks a trial as imported, inside the act. Returns false when it was already. */
export async function useUp(id: string): Promise<boolean> {
  const session = currentSession();
  const options = session ? { session } : {};
  const done = await trials().updateOne({ _id: id, state: 'checked' }, { $set: { state: 'used' } }, options);
  return done.modifiedCount === 1;
}

/** Hashes that dry runs hold, so that the sweep of orphaned files leaves them. */
export async function* trialHashes(): AsyncGenerator<string> {
  for await (const one of trials().find({}, { projection: { list: 1, archive: 1 } })) {
    yield one.list.sha256;
    yield one.archive.sha256;
  }
  for await (const one of trialFiles().find({}, { projection: { sha256: 1 } })) yield one.sha256;
}
