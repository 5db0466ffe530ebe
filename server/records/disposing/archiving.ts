// The end of CT and S series: what a secondary transfer names goes to the historical archive with its acta; what was not selected stays kept (S6).
import type { Signature } from '../../platform/access/signatures.ts';
import { today } from '../../platform/clock.ts';
import { NotFound } from '../../platform/errors.ts';
import { composePdf } from '../../platform/pdf/index.ts';
import { FileModel } from '../file.ts';
import { RecordModel, type RecordFile } from '../record.ts';
import { keptActa, declareActa } from './acta.ts';
import { unitOf, type LineUnit, type Unit } from './gates.ts';
import { isSelected, standing, type Line } from './line.ts';
import { historyActa } from './present/history-acta.ts';
import { Transfer, type TransferDoc, type TransferRecord } from './transfer.ts';

/** Composes the acta of a secondary transfer and stores it. @throws NotFound */
export async function historyActaFile(code: string, signature: Signature): Promise<RecordFile> {
  const transfer = await Transfer.findOne({ code }).lean<TransferRecord>();
  if (!transfer) throw new NotFound();
  const units = await Promise.all(
    standing(transfer.lines).map(async (line) => ({ line, unit: await unitOf(line.kind, line.id) })),
  );
  return keptActa(code, await composePdf(historyActa(transfer, units, signature)));
}

/** Declares the acta a record and settles every unit, inside the open act, which carries the queue of the records' numbers. */
export async function settle(
  transfer: TransferDoc,
  units: readonly LineUnit[],
  file: RecordFile,
  signature: Signature,
): Promise<void> {
  const day = today();
  const { code: acta } = await declareActa('transfer', transfer, 'Acta de transferencia secundaria', file, signature); // prettier-ignore
  for (const { line, unit } of units) await settleUnit(line, unit, { acta, day });
  transfer.acta = { record: acta, day };
}

/** An expediente goes with the first record that is selected of it; what is not selected stays in its archive, kept. */
async function settleUnit(line: Line, unit: Unit, acta: { acta: string; day: string }): Promise<void> {
  for (const { _id, code } of unit.records) {
    const record = await RecordModel.findById(_id);
    if (!record) throw new NotFound();
    const selected = isSelected(line, code);
    record.historical = { ...acta, selected };
    if (selected) record.state = 'historical';
    await record.save();
  }
  if (unit.kind !== 'file') return;
  const file = await FileModel.findById(unit.id);
  if (!file) throw new NotFound();
  const selected = unit.records.some(({ code }) => isSelected(line, code));
  file.historical = { ...acta, selected };
  if (selected) file.state = 'historical';
  await file.save();
}
