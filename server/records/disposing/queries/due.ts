// What is due on a day: expedientes and records by themselves whose time in an archive is over, by the table that holds for them.
import { pageOf, type Page } from '../../../platform/db/paging.ts';
import type { Day } from '../../../platform/clock.ts';
import { FileModel, type FileRecord } from '../../file.ts';
import { RecordModel, type RecordRecord } from '../../record.ts';
import {
  isHistorical,
  retentionDates,
  type Disposition,
  type FileState,
  type RecordState,
} from '../../rules.ts';
import { Series, type SeriesRecord } from '../../series.ts';
import { tableInForce } from '../../tabling.ts';
import { archiveLeft, startedBefore, type Stage, type UnitKind } from '../rules.ts';

export interface DueRow {
  kind: UnitKind;
  id: string;
  code: string;
  title: string;
  series: string;
  seriesName: string;
  from: Day;
  due: Day;
  disposition: Disposition;
}

/** Inventories of more lines are hard to read and to answer for: the list offers so many at a time. */
export const DUE_SHOWN = 100;

type Row = SeriesRecord & { disposition: Disposition; management: number; central: number };

/** Closed expedientes that are due, those due longest first. */
export async function dueFiles(stage: Stage, asOf: Day): Promise<Page<DueRow>> {
  const tables = await FileModel.distinct('closed.table', { closed: { $ne: null } });
  const rows = await decidedRows(tables.filter((one): one is number => typeof one === 'number'));
  const groups = rows.filter((row) => concerns(row, stage)).map((row) => ({
    series: row.code, 'closed.table': row.table, state: stateAt(row, stage, 'closed') as FileState, 'closed.day': { $lt: startedBefore(asOf, yearsOf(row, stage)) }, historical: null,
  })); // prettier-ignore
  if (groups.length === 0) return pageOf([], 0, 1, DUE_SHOWN);
  const [found, total] = await Promise.all([
    FileModel.find({ $or: groups }).sort({ 'closed.day': 1 }).limit(DUE_SHOWN).lean<FileRecord[]>(),
    FileModel.countDocuments({ $or: groups }),
  ]);
  const shown = found.flatMap((file) => {
    const row = rows.find((one) => one.table === file.closed?.table && one.code === file.series);
    return row && file.closed ? [dueRow('file', file, file.closed.day, row, stage)] : [];
  });
  return pageOf(shown, total, 1, DUE_SHOWN);
}

/** Records outside any expediente that are due. */
export async function dueRecords(stage: Stage, asOf: Day): Promise<Page<DueRow>> {
  const table = await tableInForce();
  const rows = table ? await decidedRows([table.number]) : [];
  const groups = rows.filter((row) => concerns(row, stage)).map((row) => ({
    file: null, series: row.code, state: stateAt(row, stage, 'declared') as RecordState, received: { $lt: startedBefore(asOf, yearsOf(row, stage)) }, historical: null,
  })); // prettier-ignore
  if (groups.length === 0) return pageOf([], 0, 1, DUE_SHOWN);
  const [found, total] = await Promise.all([
    RecordModel.find({ $or: groups }).select('code title series seriesName received').sort({ received: 1 }).limit(DUE_SHOWN).lean<RecordRecord[]>(),
    RecordModel.countDocuments({ $or: groups }),
  ]); // prettier-ignore
  const shown = found.flatMap((record) => {
    const row = rows.find((one) => one.code === record.series);
    return row ? [dueRow('record', record, record.received, row, stage)] : [];
  });
  return pageOf(shown, total, 1, DUE_SHOWN);
}

function dueRow(kind: UnitKind, unit: FileRecord | RecordRecord, from: Day, row: Row, stage: Stage): DueRow {
  const { _id, code, title, series, seriesName } = unit;
  const due = retentionDates(from, row)[archiveLeft(stage)] ?? '';
  return { kind, id: String(_id), code, title, series, seriesName, from, due, disposition: row.disposition };
}

function decidedRows(tables: readonly number[]): Promise<Row[]> {
  return Series.find({ table: { $in: tables }, management: { $ne: null }, central: { $ne: null }, disposition: { $ne: null } }).lean<Row[]>();
} // prettier-ignore

/** Without years in the central archive nothing goes there; what is kept goes to the historical archive, the rest to its disposition. */
function concerns(row: Row, stage: Stage): boolean {
  return stage === 'management' ? row.central > 0 : isHistorical(row) === (stage === 'history');
}

function yearsOf({ management, central }: Row, stage: Stage): number {
  return stage === 'management' ? management : management + central;
}

function stateAt({ central }: Row, stage: Stage, before: 'closed' | 'declared'): string {
  return stage !== 'management' && central > 0 ? 'transferred' : before;
}
