// The retention table in force and its series, as declarations and pages ask for them; an office without one begins with the starting table.
import { act, currentAct, type Actor } from '../platform/audit/act.ts';
import { bulkInsert } from '../platform/audit/bulk.ts';
import { currentSession } from '../platform/db/connection.ts';
import { dayOf } from '../platform/clock.ts';
import { Invalid } from '../platform/errors.ts';
import { Series, type SeriesRecord } from './series.ts';
import { startingSeries } from './starting.ts';
import { Table, type TableRecord } from './table.ts';

export async function tableInForce(): Promise<TableRecord | null> {
  return Table.findOne({ state: 'in_force' }).lean<TableRecord>();
}

/** A series in the table in force, by its code. */
export async function seriesInForce(code: string): Promise<SeriesRecord | null> {
  const table = await tableInForce();
  return table && Series.findOne({ table: table.number, code }).lean<SeriesRecord>();
}

/** A series as a version of the table has it. */
export async function seriesIn(table: number, code: string): Promise<SeriesRecord | null> {
  return Series.findOne({ table, code }).lean<SeriesRecord>();
}

/** Every series of a version, in the order of their codes. */
export async function seriesOf(table: number): Promise<SeriesRecord[]> {
  return Series.find({ table }).sort({ code: 1 }).lean<SeriesRecord[]>();
}

/**
 * The series of a new record, in the open act.
 * @throws Invalid (field `series`) for a code that the table in force lacks, or whose series is closed
 */
export async function seriesForNew(code: string): Promise<SeriesRecord> {
  const table = (await tableInForce()) ?? (await startTable());
  const series = await Series.findOne({ table: table.number, code }).lean<SeriesRecord>();
  if (!series) throw Invalid.field('series', 'records.form.series_unknown', { code });
  if (series.closed) throw Invalid.field('series', 'records.form.series_closed', { code, name: series.name });
  return series;
}

/** Puts the starting table in place where there is none, so that records can be declared from the first day. */
export async function ensureStartingTable(actor: Actor): Promise<void> {
  if (await tableInForce()) return;
  await act('records.start_table', actor, async () => {
    if (!(await tableInForce())) await startTable();
  });
}

/**
 * The table that the product brings: the records tables of the library's procedures and the series that our own forms use.
 * Every retention that no source decides is pending, so that nothing can be disposed of before the entity decides.
 */
async function startTable(): Promise<TableRecord> {
  if (!currentSession()) throw new Error('The starting table is put in place inside an act');
  const { actor, at } = currentAct();
  const table = new Table({
    number: 1,
    state: 'in_force',
    origin: 'starting',
    startedAt: at,
    startedBy: actor.kind === 'person' ? actor.name : actor.kind,
    inForceFrom: dayOf(at),
  });
  await table.save();
  await bulkInsert(Series, (await startingSeries()).map((one) => ({ ...one, table: 1 }))); // prettier-ignore
  return table.toObject();
}
