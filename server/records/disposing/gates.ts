// The gates that every unit passes when an inventory is made, when the committee decides, and again when the content is destroyed.
import { masked } from '../../platform/access/masking.ts';
import { today } from '../../platform/clock.ts';
import { NotFound, Refusal } from '../../platform/errors.ts';
import { FileModel, type FileRecord } from '../file.ts';
import { holdsOn } from '../holding.ts';
import { RecordModel, type RecordRecord, type Settled } from '../record.ts';
import type { Retention } from '../rules.ts';
import { seriesIn, seriesInForce } from '../tabling.ts';
import type { Line } from './line.ts';
import { mustBeDisposable, mustBeHistorical, mustBeTransferable, mustHaveServed, type Archive, type Held, type UnitKind } from './rules.ts'; // prettier-ignore

/** An expediente or a record by itself, with the records in it. */
export interface Unit {
  kind: UnitKind;
  id: string;
  held: Held;
  title: string;
  seriesName: string;
  /** Decided by a secondary transfer already. */
  settled: Settled | null;
  records: RecordRecord[];
}

/** A line of an inventory with what it names, as it is now. */
export interface LineUnit {
  line: Line;
  unit: Unit;
}

const PENDING: Retention = { management: null, central: null, disposition: null };

/** @throws NotFound for a unit that does not exist, or a record that lies in an expediente */
export async function unitOf(kind: UnitKind, id: string): Promise<Unit> {
  return kind === 'file' ? fileUnit(id) : recordUnit(id);
}

/** Everything of the unit must be disposable today, and nothing held. @throws Refusal naming the first reason */
export async function mustPass(unit: Unit): Promise<void> {
  const day = today();
  mustNotBeSettled(unit);
  mustBeDisposable(unit.held, day);
  for (const record of unit.records) {
    // A subseries inside the expediente may ask for more than its series does.
    if (record.series !== unit.held.series) mustBeDisposable({ ...unit.held, ...(await retentionOf(record, unit)), code: record.code, series: record.series }, day); // prettier-ignore
    await mustNotBeHeld(record);
  }
}

/** Whether the unit may go to this archive today. @throws Refusal */
export async function mustBeReady(unit: Unit, to: Archive): Promise<void> {
  const { held } = unit;
  if (to === 'central' && held.isTransferred)
    throw new Refusal('records.transfer.refusal.already', { code: held.code });
  mustNotBeSettled(unit);
  if (to === 'central') return mustBeTransferable(held, today());
  mustBeHistorical(held, today());
  for (const record of unit.records) {
    // A subseries inside the expediente may ask for more years than its series does.
    if (record.series !== held.series) mustHaveServed({ ...held, ...(await retentionOf(record, unit)), code: record.code }, today()); // prettier-ignore
  }
}

/** What a secondary transfer decided stays decided, whatever a later table says of its series. @throws Refusal */
function mustNotBeSettled({ settled, held }: Unit): void {
  if (settled) throw new Refusal('records.transfer.refusal.settled', { code: held.code, acta: settled.acta });
}

/** A hold always wins. @throws Refusal with its reason */
export async function mustNotBeHeld(record: Pick<RecordRecord, '_id' | 'code'>): Promise<void> {
  const [hold] = await holdsOn(String(record._id));
  if (hold) throw new Refusal(hold.key, { code: record.code, ...hold.params });
}

async function fileUnit(id: string): Promise<Unit> {
  const file = await FileModel.findById(id).lean<FileRecord>();
  if (!file) throw new NotFound();
  if (file.state === 'disposed') throw new Refusal('records.disposal.refusal.gone', { code: file.code });
  const records = await RecordModel.find({ file: file._id }).select('-terms').sort({ code: 1 }).lean<RecordRecord[]>();
  const series = file.closed ? await seriesIn(file.closed.table, file.series) : await seriesInForce(file.series);
  return {
    kind: 'file', id, title: file.title, seriesName: file.seriesName, settled: file.historical ?? null, records,
    held: held(file.code, file.series, series ?? PENDING, file.closed?.day ?? null, file.state === 'transferred'),
  };
} // prettier-ignore

async function recordUnit(id: string): Promise<Unit> {
  const record = await RecordModel.findById(id).select('-terms').lean<RecordRecord>();
  if (!record || record.file) throw new NotFound();
  if (record.state === 'disposed') throw new Refusal('records.disposal.refusal.gone', { code: record.code });
  const series = await seriesInForce(record.series);
  return {
    // What may name a person is not written into an inventory that the public reads.
    kind: 'record', id, title: record.personal ? masked(record.title) : record.title, seriesName: record.seriesName, settled: record.historical ?? null, records: [record],
    held: held(record.code, record.series, series ?? PENDING, record.received, record.state === 'transferred'),
  };
} // prettier-ignore

function held(code: string, series: string, retention: Retention, from: string | null, isTransferred: boolean): Held {
  const { management, central, disposition } = retention;
  return { code, series, management, central, disposition, from, isTransferred };
} // prettier-ignore

/** The retention of a record's own subseries, in the version of the table that closed its expediente. */
async function retentionOf(record: RecordRecord, unit: Unit): Promise<Retention> {
  const file = unit.kind === 'file' ? await FileModel.findById(unit.id).lean<FileRecord>() : null;
  const series = file?.closed ? await seriesIn(file.closed.table, record.series) : await seriesInForce(record.series);
  const { management, central, disposition } = series ?? PENDING;
  return { management, central, disposition };
} // prettier-ignore
