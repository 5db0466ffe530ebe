// Opens the stored files of records and reads their text, a share of the archive each night, each record again after half a year.
import { act, type Actor, currentAct } from '../../platform/audit/act.ts';
import { addDays, startOf, today } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import {
  acceptFile,
  DamagedFile,
  fileStore,
  kinds,
  MissingFile,
  RefusedFile,
  type Kind,
} from '../../platform/files/index.ts';
import { RecordModel, type RecordFile, type RecordRecord } from '../record.ts';
import { LegibilityCheck, type Legibility, type LegibilityRecord } from './legible.ts';

/** A record is opened again after so many days. */
export const DAYS_BETWEEN = 180;
/** How many a night: 300 a night are 54,000 in half a year. */
const A_NIGHT = 300;

/** Opens a record again whose last check somebody wants repeated. @throws NotFound before its first check, which the job makes */
export async function readAgain(record: string, actor: Actor): Promise<boolean> {
  if (!(await LegibilityCheck.exists({ record }))) throw new NotFound();
  const files = await readBack(record, actor);
  return !hasFailed(files);
}

function hasFailed(files: LegibilityRecord['files']): boolean {
  return files.some(({ state }) => state !== 'legible' && state !== 'picture');
}

/** The job: first what was never opened, then what was opened longest ago. */
export async function checkLegibility(actor: Actor): Promise<void> {
  for (const id of await dueForReading(A_NIGHT)) await readBack(id, actor);
}

/** Opens every file of a record and keeps the result. @throws NotFound */
export async function readBack(id: string, actor: Actor): Promise<LegibilityRecord['files']> {
  const record = await RecordModel.findById(id).lean<RecordRecord>();
  if (!record) throw new NotFound();
  const files: LegibilityRecord['files'] = [];
  for (const file of record.files)
    files.push({ sha256: file.sha256, name: file.name, state: await legibilityOf(file) });
  const failed = hasFailed(files);
  await act('records.check_legibility', actor, async () => {
    const check =
      (await LegibilityCheck.findOne({ record: record._id })) ??
      new LegibilityCheck({ record: record._id, recordCode: record.code });
    check.set({ at: currentAct().at, failed, files });
    await check.save();
  });
  return files;
}

/** Whether a stored file opens and its text can be read. */
export async function legibilityOf(file: RecordFile): Promise<Legibility> {
  try {
    const bytes = await fileStore().read(file.sha256);
    const kind = (Object.keys(kinds) as Kind[]).find((one) => kinds[one].mime.split(';')[0] === file.type.split(';')[0]); // prettier-ignore
    if (!kind) return 'unreadable';
    const { text } = await acceptFile(bytes, named(file.name, kind), [kind]);
    return text.trim() === '' ? 'picture' : 'legible';
  } catch (error) {
    if (error instanceof MissingFile) return 'missing';
    if (error instanceof DamagedFile) return 'damaged';
    if (error instanceof RefusedFile) return 'unreadable';
    // The machine is busy or out of memory: that says nothing of the file.
    throw error;
  }
}

async function dueForReading(limit: number): Promise<string[]> {
  const last = await LegibilityCheck.findOne().sort({ record: -1 }).select('record').lean<LegibilityRecord>();
  const stored = { state: { $ne: 'disposed' as const }, 'files.0': { $exists: true } };
  // Records are opened in the order of their ids: those after the last one opened were never opened.
  const fresh = await RecordModel.find({ ...stored, ...(last ? { _id: { $gt: last.record } } : {}) })
    .select('_id')
    .sort({ _id: 1 })
    .limit(limit)
    .lean<Pick<RecordRecord, '_id'>[]>();
  const before = startOf(addDays(today(), -DAYS_BETWEEN));
  const again = await LegibilityCheck.find({ at: { $lt: before } })
    .select('record')
    .sort({ at: 1 })
    .limit(Math.max(1, limit - fresh.length))
    .lean<LegibilityRecord[]>();
  const gone = await RecordModel.find({ _id: { $in: again.map((one) => one.record) }, state: 'disposed' }).select('_id').lean(); // prettier-ignore
  const disposed = new Set(gone.map((one) => String(one._id)));
  const ids = again.map((one) => String(one.record)).filter((id) => !disposed.has(id));
  return [...fresh.map((one) => String(one._id)), ...ids];
}

/** Files that the system made may be named without their kind. */
function named(name: string, kind: Kind): string {
  const has = kinds[kind].extensions.some((one) => name.toLowerCase().endsWith(`.${one}`));
  return has ? name : `${name}.${kind}`;
}

/** The last check of a record; null before the first. */
export function legibilityFor(record: string): Promise<LegibilityRecord | null> {
  return LegibilityCheck.findOne({ record }).lean<LegibilityRecord>();
}

export function failedChecks(limit: number): Promise<LegibilityRecord[]> {
  return LegibilityCheck.find({ failed: true }).sort({ at: 1 }).limit(limit).lean<LegibilityRecord[]>();
}
