// Expedientes: opened for a matter, filled with its records, closed when the matter ends; retention runs from there (G2a).
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { queueOf, takeNumber } from '../platform/numbering/numbering.ts';
import { foldText } from '../platform/search/terms.ts';
import { FileModel, type FileDoc } from './file.ts';
import { RecordModel, type Place } from './record.ts';
import { fileCode, mustBeOpen } from './rules.ts';
import { seriesForNew, tableInForce } from './tabling.ts';

export interface NewFile {
  title: string;
  /** Code of a series or subseries of the table in force. */
  series: string;
  responsible: string;
  place?: Place | null;
}

/** Opens an expediente. Returns its code, `EXP-2026-0001`. @throws Invalid (field `series`) */
export function openFile(input: NewFile, user: User): Promise<string> {
  const open = async (): Promise<string> => {
    const { year, number } = await takeNumber('record_files');
    const series = await seriesForNew(input.series);
    const file = new FileModel({
      code: fileCode(year, number),
      year,
      number,
      title: input.title,
      titleKey: foldText(input.title),
      series: series.code,
      seriesName: series.name,
      responsible: input.responsible,
      state: 'open',
      opened: dayOf(currentAct().at),
      openedBy: user.name,
      place: input.place ?? null,
    });
    await file.save();
    return file.code;
  };
  return act('records.open_file', actorOf(user), open, queueOf('record_files'));
}

/** Puts a declared record into an open expediente of its series. @throws Refusal, Invalid (field `record`) */
export async function fillFile(code: string, recordCode: string, user: User): Promise<void> {
  await act('records.fill_file', actorOf(user), async () => {
    const record = await RecordModel.findOne({ code: recordCode });
    if (!record) throw Invalid.field('record', 'records.form.record_unknown', { code: recordCode });
    if (record.file) throw Invalid.field('record', 'records.form.record_filed', { code: record.fileCode });
    if (record.state !== 'declared') throw new Refusal('records.refusal.not_declared', { code: recordCode });
    const file = await fileForFilling(String((await fileNamed(code))._id), record.series);
    record.set({ file: file._id, fileCode: file.code });
    await record.save();
  });
}

/**
 * Closes an expediente: it takes no more records, and the retention of the table in force today holds for it from now on,
 * whatever later versions of the table say.
 * @throws Refusal for one that is closed already or empty
 */
export async function closeFile(code: string, input: { reason: string }, user: User): Promise<void> {
  const close = async (): Promise<void> => {
    const file = await fileNamed(code);
    mustBeOpen(file.state, code);
    if (!(await RecordModel.exists({ file: file._id })))
      throw new Refusal('records.refusal.file_empty', { code });
    const table = await tableInForce();
    if (!table) throw new Refusal('records.refusal.no_table');
    const { at } = currentAct();
    file.state = 'closed';
    file.closed = { day: dayOf(at), by: user.id, name: user.name, at, table: table.number };
    await file.save();
  };
  await act('records.close_file', actorOf(user), close, { reason: input.reason });
}

/** The expediente that takes a record of this series, written in the same act so that it cannot close meanwhile. @throws Invalid, Refusal */
export async function fileForFilling(id: string, series: string): Promise<FileDoc> {
  const file = await FileModel.findById(id);
  if (!file) throw Invalid.field('file', 'shared.form.choose');
  mustBeOpen(file.state, file.code);
  if (!isOfSeries(series, file.series)) throw Invalid.field('file', 'records.form.other_series', { code: file.code, series: file.series });
  // Compare-and-set with a closing at the same moment.
  file.increment();
  await file.save();
  return file;
} // prettier-ignore

/** The same series, or a subseries of it. */
function isOfSeries(series: string, ofFile: string): boolean {
  return series === ofFile || series.startsWith(`${ofFile}.`);
}

async function fileNamed(code: string): Promise<FileDoc> {
  const file = await FileModel.findOne({ code });
  if (!file) throw new NotFound();
  return file;
}
