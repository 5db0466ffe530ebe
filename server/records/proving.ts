// What records state about themselves, held against what is stored: `verify` names each fault (G2b).
import { seriesFaults } from '../platform/integrity/series.ts';
import type { FaultWord } from '../platform/errors.ts';
import type { Fault } from '../platform/http/slice.ts';
import { FileModel, type FileRecord } from './file.ts';
import { RecordModel, recordHash, type RecordRecord } from './record.ts';
import { Series, type SeriesRecord } from './series.ts';
import { Table } from './table.ts';

/** No record without its series, its hash and its expediente; no gap in its numbers; one table in force at most. */
export async function* recordFaults(): AsyncGenerator<Fault> {
  const known = await knownSeries();
  const files = await closedByFile();
  const numbers = new Map<number, number[]>();
  const all = RecordModel.find().select('-terms').sort({ year: 1, number: 1 }).lean<RecordRecord>().cursor();
  for await (const record of all as AsyncIterable<RecordRecord>) {
    numbers.set(record.year, [...(numbers.get(record.year) ?? []), record.number]);
    for (const says of faultsOf(record, known, files)) yield { check: 'record', subject: record.code, says };
  }
  for (const [year, taken] of numbers) yield* seriesFaults(`records/${year}`, taken);
  yield* fileFaults();
  const inForce = await Table.countDocuments({ state: 'in_force' });
  if (inForce > 1) yield { check: 'record', subject: 'retention_table', says: 'records.fault.tables', params: { count: inForce } };
} // prettier-ignore

/** Hashes of the files that records hold; those of a disposed record are gone by right. */
export async function* recordFiles(): AsyncGenerator<string> {
  const held = RecordModel.find({ state: { $ne: 'disposed' } }).select('files').lean<Pick<RecordRecord, '_id' | 'files'>>().cursor();
  for await (const one of held as AsyncIterable<Pick<RecordRecord, 'files'>>) for (const file of one.files) yield file.sha256;
} // prettier-ignore

/** Word keys of what is wrong with one record. */
export function faultsOf(
  record: RecordRecord,
  known: ReadonlySet<string>,
  files: ReadonlyMap<string, string>,
): FaultWord[] {
  const faults: FaultWord[] = [];
  if (!known.has(`${record.table} ${record.series}`)) faults.push('records.fault.series');
  if (recordHash(record) !== record.sha256) faults.push('records.fault.hash');
  if (record.happened > record.received) faults.push('records.fault.dates');
  if (record.conforms === 'nonconforming' && !record.authority) faults.push('records.fault.authority');
  if (record.file && files.get(String(record.file)) !== record.fileCode) faults.push('records.fault.file');
  if (record.state === 'disposed' && !record.disposal) faults.push('records.fault.residual');
  return faults;
}

async function* fileFaults(): AsyncGenerator<Fault> {
  const numbers = new Map<number, number[]>();
  const all = FileModel.find().sort({ year: 1, number: 1 }).lean<FileRecord>().cursor();
  for await (const file of all as AsyncIterable<FileRecord>) {
    numbers.set(file.year, [...(numbers.get(file.year) ?? []), file.number]);
    if ((file.state === 'open') !== (file.closed === null))
      yield { check: 'record', subject: file.code, says: 'records.fault.closing' };
  }
  for (const [year, taken] of numbers) yield* seriesFaults(`record_files/${year}`, taken);
}

async function knownSeries(): Promise<Set<string>> {
  const rows = await Series.find()
    .select('table code')
    .lean<Pick<SeriesRecord, '_id' | 'table' | 'code'>[]>();
  return new Set(rows.map(({ table, code }) => `${table} ${code}`));
}

async function closedByFile(): Promise<Map<string, string>> {
  const rows = await FileModel.find().select('code').lean<Pick<FileRecord, '_id' | 'code'>[]>();
  return new Map(rows.map(({ _id, code }) => [String(_id), code]));
}
