// What disposals and residual records state, held against each other: `verify` names each fault.
import { seriesFaults } from '../../platform/integrity/series.ts';
import { addWorkingDays } from '../../platform/clock.ts';
import type { FaultWord } from '../../platform/errors.ts';
import type { Fault } from '../../platform/http/slice.ts';
import { FileModel, type FileRecord } from '../file.ts';
import { RecordModel, recordHash, type RecordRecord } from '../record.ts';
import { Disposal, type DisposalRecord } from './disposal.ts';
import { inventoryHash, isSelected, standing } from './line.ts';
import { Observation } from './observation.ts';
import { DAYS_PUBLISHED } from './rules.ts';
import { Transfer, type TransferRecord } from './transfer.ts';

export async function* disposalFaults(): AsyncGenerator<Fault> {
  const fault = (subject: string, says: FaultWord): Fault => ({ check: 'disposal', subject, says });
  const numbers = new Map<number, number[]>();
  for await (const disposal of Disposal.find().sort({ year: 1, number: 1 }).lean<DisposalRecord>().cursor() as AsyncIterable<DisposalRecord>) {
    numbers.set(disposal.year, [...(numbers.get(disposal.year) ?? []), disposal.number]);
    const unanswered = await Observation.countDocuments({ disposal: disposal._id, answer: null });
    for (const says of faultsOf(disposal, unanswered)) yield fault(disposal.code, says);
  }
  for (const [year, taken] of numbers) yield* seriesFaults(`disposals/${year}`, taken);
  yield* transferNumbers();
  yield* residualFaults();
  yield* historicalFaults();
} // prettier-ignore

/** Whether the state of a disposal follows from its decision and its publication. */
export function faultsOf(disposal: DisposalRecord, unanswered: number): FaultWord[] {
  const { state, decision, published, disposed, code, lines, sha256 } = disposal;
  const faults: FaultWord[] = [];
  if (state === 'prepared' && sha256 !== inventoryHash(code, lines)) faults.push('records.disposal.fault.inventory');
  if (decision && decision.signature.sha256 !== sha256) faults.push('records.disposal.fault.decision');
  if ((state === 'approved' || state === 'published' || state === 'disposed') && decision?.outcome !== 'approved')
    faults.push('records.disposal.fault.approval');
  // Without closures of the entity the term is shortest: nothing can be shorter than that.
  if (published && published.until < addWorkingDays(published.day, DAYS_PUBLISHED)) faults.push('records.disposal.fault.publication');
  if (state !== 'disposed') return faults;
  if (!disposed || !published) return [...faults, 'records.disposal.fault.acta'];
  if (disposed.day <= published.until) faults.push('records.disposal.fault.early');
  if (unanswered > 0) faults.push('records.disposal.fault.observation');
  return faults;
} // prettier-ignore

/** A residual record keeps its facts, its hash and its acta; the acta itself stays. */
async function* residualFaults(): AsyncGenerator<Fault> {
  const fault = (code: string, says: FaultWord): Fault => ({ check: 'residual', subject: code, says });
  const gone = RecordModel.find({ state: 'disposed' }).lean<RecordRecord>().cursor();
  for await (const record of gone as AsyncIterable<RecordRecord>) {
    if (record.sha256 !== recordHash(record)) yield fault(record.code, 'records.disposal.fault.residual');
    const acta = record.disposal && (await RecordModel.findOne({ code: record.disposal.acta }).lean<RecordRecord>());
    if (!acta) yield fault(record.code, 'records.disposal.fault.disposal_acta');
    else if (!(await isInDisposal(record, acta))) yield fault(record.code, 'records.disposal.fault.disposal_line');
  }
} // prettier-ignore

async function isInDisposal(record: RecordRecord, acta: RecordRecord): Promise<boolean> {
  const disposal = await Disposal.findOne({ 'disposed.record': acta.code }).lean<DisposalRecord>();
  const file = record.file && (await FileModel.findById(record.file, { _id: 1 }).lean<FileRecord>());
  const ids = [String(record._id), ...(file ? [String(file._id)] : [])];
  return disposal !== null && standing(disposal.lines).some((line) => ids.includes(line.id));
}

/** What a secondary transfer decided of a record stands in its inventory and in an acta that is there. */
async function* historicalFaults(): AsyncGenerator<Fault> {
  const fault = (code: string, says: FaultWord): Fault => ({ check: 'historical', subject: code, says });
  const settled = RecordModel.find({ $or: [{ historical: { $ne: null } }, { state: 'historical' }] }).select('-terms').lean<RecordRecord>().cursor();
  for await (const { _id, code, state, file, historical } of settled as AsyncIterable<RecordRecord>) {
    if (!historical || (state === 'historical') !== historical.selected) {
      yield fault(code, 'records.disposal.fault.archive');
      continue;
    }
    const transfer = await Transfer.findOne({ 'acta.record': historical.acta }).lean<TransferRecord>();
    const line = transfer && standing(transfer.lines).find((one) => one.id === String(_id) || one.id === String(file));
    if (!line || transfer.sha256 !== inventoryHash(transfer.code, transfer.lines)) yield fault(code, 'records.disposal.fault.transfer_line');
    else if (isSelected(line, code) !== historical.selected) yield fault(code, 'records.disposal.fault.selection');
    else if (!(await RecordModel.exists({ code: historical.acta }))) yield fault(code, 'records.disposal.fault.transfer_acta');
  }
} // prettier-ignore

async function* transferNumbers(): AsyncGenerator<Fault> {
  const all = await Transfer.find({}, { year: 1, number: 1 }).sort({ year: 1, number: 1 }).lean<TransferRecord[]>();
  for (const [year, group] of Map.groupBy(all, (one) => one.year))
    yield* seriesFaults(`transfers/${year}`, group.map((one) => one.number));
} // prettier-ignore
