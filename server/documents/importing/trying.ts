// The dry run: reads the list, looks at each file of the archive one at a time, and writes what it found beside the trial.
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { now } from '../../platform/clock.ts';
import { acceptFile, fileStore, openArchive, RefusedFile, type Archive, type Kind } from '../../platform/files/index.ts'; // prettier-ignore
import type { User } from '../../platform/access/roles.ts';
import { readSheet } from '../../platform/tables/index.ts';
import { checkRows } from './checking.ts';
import { readCells, readHeader } from './columns.ts';
import { knownFor } from './knowing.ts';
import { openTrial, trialFiles, trials, type Trial, type TrialProblem, type TrialRow } from './trial.ts';

/** What a controlled document may be brought as. */
const KINDS: readonly Kind[] = ['pdf', 'docx', 'odt', 'xlsx', 'pptx'];
const MOST_BYTES = 40_000_000;
const MOST_ROWS = 2_000;
/** What systems leave in archives by themselves. */
const LITTER = /(?:^|\/)(?:__MACOSX\/.*|\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*)$/i;
type Sent = { name: string; sha256: string };

/** Opens a trial and lets it run by itself; its page shows how far it is. Returns its id. */
export async function beginTrial(list: Sent, archive: Sent, user: User): Promise<string> {
  const trial = await openTrial(list, archive, user);
  void runTrial(trial);
  return trial._id;
}

/** Runs a trial again that was interrupted; files that were looked at already are not looked at twice. */
export async function resumeTrial(trial: Trial): Promise<void> {
  await trials().updateOne({ _id: trial._id }, { $set: { beat: now(), problems: [], done: 0 } });
  void runTrial(trial);
}

async function runTrial(trial: Trial): Promise<void> {
  try {
    await look(trial);
  } catch (error) {
    const known = error instanceof RefusedFile ? error : new RefusedFile('documents.import.problem.failed');
    const problems = [whole(known.key, known.params)];
    // The database may be gone as well; then the page says that the run was interrupted.
    await trials().updateOne({ _id: trial._id }, { $set: { state: 'checked', problems, rows: [], beat: now() } }).catch(() => undefined); // prettier-ignore
  }
}

async function look(trial: Trial): Promise<void> {
  const path = join(fileStore().temporary, `${trial._id}.zip`);
  try {
    await mkdir(fileStore().temporary, { recursive: true });
    await pipeline(await fileStore().open(trial.archive.sha256), createWriteStream(path));
    const archive = openArchive(path);
    try {
      await lookInside(trial, archive);
    } finally {
      archive.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

async function lookInside(trial: Trial, archive: Archive): Promise<void> {
  const sheet = await readSheet(await fileStore().read(trial.list.sha256), { maxRows: MOST_ROWS });
  const { places, missing, unknown } = readHeader(sheet.header);
  const problems: TrialProblem[] = [
    ...missing.map((column) => ({ ...whole('documents.import.problem.column_missing'), column })),
    ...sheet.problems.map(({ row, key, params = {} }) => ({ row, column: null, key, params })),
  ];
  if (sheet.rows.length === 0) problems.push(whole('documents.import.problem.no_rows'));
  const lines = sheet.rows.map((row, i) => ({
    number: sheet.numbers[i] ?? 0,
    cells: readCells(row, places),
  }));
  const known = await knownFor(archive.names.filter((name) => !LITTER.test(name)));
  const found = missing.length > 0 ? { rows: [], problems: [], unnamed: [] } : checkRows(lines, known);
  problems.push(...found.problems);
  const notices = [
    ...unknown.map((name) => whole('documents.import.notice.column', { name })),
    ...found.unnamed.map((file) => whole('documents.import.notice.unnamed', { file })),
  ];
  await note(trial, {
    rows: found.rows,
    total: new Set(found.rows.map((row) => row.entry).filter(Boolean)).size,
  });
  problems.push(...(await lookAtFiles(trial, archive, found.rows)));
  problems.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  await note(trial, { state: 'checked', problems, notices });
}

/** One at a time, so that hundreds of files need the memory of one. */
async function lookAtFiles(
  trial: Trial,
  archive: Archive,
  rows: readonly TrialRow[],
): Promise<TrialProblem[]> {
  const problems: TrialProblem[] = [];
  const named = new Map(rows.filter((row) => row.entry !== '').map((row) => [row.entry, row]));
  for (const [entry, row] of named) {
    try {
      await take(trial, archive, entry);
    } catch (error) {
      if (!(error instanceof RefusedFile)) throw error;
      problems.push({ row: row.row, column: 'file', key: error.key, params: error.params ?? {} });
    }
    await trials().updateOne({ _id: trial._id }, { $inc: { done: 1 }, $set: { beat: now() } });
  }
  return problems;
}

async function take(trial: Trial, archive: Archive, entry: string): Promise<void> {
  const id = `${trial._id} ${entry}`;
  if (await trialFiles().findOne({ _id: id })) return;
  if (archive.sizeOf(entry) > MOST_BYTES)
    throw new RefusedFile('files.too_large', { megabytes: MOST_BYTES / 1_000_000 });
  const { name, mime, content, pages, text } = await acceptFile(archive.read(entry), entry, KINDS);
  const { sha256, bytes } = await fileStore().put(content);
  const facts = { name, sha256, type: mime, bytes, pages: pages ?? null, text };
  await trialFiles().insertOne({ _id: id, trial: trial._id, at: trial.at, ...facts });
}

async function note(trial: Trial, facts: Partial<Trial>): Promise<void> {
  await trials().updateOne({ _id: trial._id }, { $set: { ...facts, beat: now() } });
}

function whole(key: string, params: TrialProblem['params'] = {}): TrialProblem {
  return { row: null, column: null, key, params };
}
