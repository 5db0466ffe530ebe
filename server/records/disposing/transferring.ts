// Receive a transfer: the central archive, or the historical one, signs the inventory, and from then on it keeps what the inventory names.
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { sign } from '../../platform/access/signatures.ts';
import { act } from '../../platform/audit/act.ts';
import { NotFound, Refusal, Stale } from '../../platform/errors.ts';
import { queueOf } from '../../platform/numbering/numbering.ts';
import { termsOf } from '../../platform/search/terms.ts';
import { FileModel } from '../file.ts';
import { RecordModel } from '../record.ts';
import { historyActaFile, settle } from './archiving.ts';
import { mustBeReady, unitOf, type LineUnit, type Unit } from './gates.ts';
import { standing } from './line.ts';
import { Transfer, type TransferDoc } from './transfer.ts';

/**
 * Receives what an inventory names. Who receives is not who prepared it. The historical archive keeps an acta of it as a record.
 * @throws Invalid for a wrong password; Stale for another inventory than the one shown; Refusal, also while a selection is missing
 */
export async function receiveTransfer(code: string, input: { sha256: string; password: string }, user: User): Promise<void> {
  const { to } = await mustBeReceivable(code, input.sha256, user);
  const signature = await sign(user, input.password, 'recibio', input.sha256);
  const file = to === 'historical' ? await historyActaFile(code, signature) : null;
  const verb = async (): Promise<void> => {
    const transfer = await mustBeReceivable(code, input.sha256, user);
    const units = await readyUnits(transfer);
    if (file) await settle(transfer, units, file, signature);
    else for (const { unit } of units) await moveTo('transferred', unit);
    transfer.state = 'received';
    transfer.received = signature;
    await transfer.save();
  };
  await act(to === 'historical' ? 'records.receive_history' : 'records.receive_transfer', actorOf(user), verb, queueOf('records'));
} // prettier-ignore

/** Everything that the inventory names, each still ready for its archive. @throws Refusal */
async function readyUnits(transfer: TransferDoc): Promise<LineUnit[]> {
  const units: LineUnit[] = [];
  for (const line of standing(transfer.lines)) {
    const unit = await unitOf(line.kind, line.id);
    await mustBeReady(unit, transfer.to);
    units.push({ line, unit });
  }
  return units;
}

/** @throws Refusal for who prepared it, or while the selection of an S series is missing; Stale */
async function mustBeReceivable(code: string, sha256: string, user: User): Promise<TransferDoc> {
  const transfer = await transferForChange(code);
  if (transfer.prepared.by === user.id) throw new Refusal('records.transfer.refusal.own');
  if (transfer.sha256 !== sha256) throw new Stale('records.disposal.refusal.changed');
  const unselected = standing(transfer.lines).find((line) => line.disposition === 'S' && !line.selection);
  if (unselected) throw new Refusal('records.transfer.refusal.select_first', { code: unselected.code });
  return transfer;
}

/** Gives a transfer up with a reason. */
export async function dropTransfer(code: string, reason: string, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const transfer = await transferForChange(code);
    transfer.state = 'dropped';
    await transfer.save();
  };
  await act('records.drop_transfer', actorOf(user), verb, { reason });
}

/** Moves an expediente and its records, or a record by itself, inside the open act. */
export async function moveTo(
  state: 'transferred' | 'disposed',
  unit: Unit,
  disposal: { acta: string; day: string } | null = null,
): Promise<void> {
  for (const { _id } of unit.records) {
    const record = await RecordModel.findById(_id);
    if (!record) throw new NotFound();
    record.state = state;
    if (disposal) {
      // The words of the content go with it; what stays can be found by its code and title.
      record.set({ disposal, terms: termsOf(`${record.code} ${record.title}`), text: 'read' });
    }
    await record.save();
  }
  if (unit.kind !== 'file') return;
  const file = await FileModel.findById(unit.id);
  if (!file) throw new NotFound();
  file.state = state;
  if (disposal) file.disposal = disposal;
  await file.save();
}

/** @throws NotFound; Refusal for one that was received or given up */
export async function transferForChange(code: string): Promise<TransferDoc> {
  const transfer = await Transfer.findOne({ code });
  if (!transfer) throw new NotFound();
  if (transfer.state !== 'prepared') throw new Refusal(`records.transfer.refusal.state_${transfer.state}`);
  return transfer;
}
