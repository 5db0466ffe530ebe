// Set and lift holds, and answer for them when a disposal asks.
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act, currentAct } from '../../platform/audit/act.ts';
import { NotFound, Refusal } from '../../platform/errors.ts';
import { FileModel } from '../file.ts';
import type { HoldSource } from '../holding.ts';
import { RecordModel, type RecordRecord } from '../record.ts';
import { Hold, type HoldRecord } from './hold.ts';
import type { UnitKind } from './rules.ts';

/** Sets a hold on a record or an expediente. @throws Refusal for what was disposed of already */
export async function setHold(kind: UnitKind, code: string, reason: string, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const found = await (kind === 'record' ? RecordModel.findOne({ code }) : FileModel.findOne({ code }));
    if (!found) throw new NotFound();
    if (found.state === 'disposed') throw new Refusal('records.refusal.disposed');
    const { at } = currentAct();
    await new Hold({ kind, on: String(found._id), code, reason, by: user.id, name: user.name, at }).save();
    // Compare-and-set with a destruction at the same moment.
    found.increment();
    await found.save();
  };
  await act('records.set_hold', actorOf(user), verb, { reason });
}

/** Lifts a hold with a reason. @throws Refusal when it was lifted already */
export async function liftHold(id: string, reason: string, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const hold = await Hold.findById(id);
    if (!hold) throw new NotFound();
    if (hold.lifted) throw new Refusal('records.hold.refusal.lifted');
    hold.lifted = { by: user.id, name: user.name, at: currentAct().at, reason };
    await hold.save();
  };
  await act('records.lift_hold', actorOf(user), verb, { reason });
}

/** What people hold: the record itself, or the expediente that it lies in. */
export const heldByPeople: HoldSource = async (recordId) => {
  const record = await RecordModel.findById(recordId, { file: 1 }).lean<Pick<RecordRecord, 'file'>>();
  const on = [recordId, ...(record?.file ? [String(record.file)] : [])];
  const hold = await Hold.findOne({ on: { $in: on }, lifted: null }).lean<HoldRecord>();
  return (
    hold && { says: 'records.hold.stands', params: { reason: hold.reason, who: hold.name, code: hold.code } }
  );
};

/** Holds on a record or on its expediente, those that stand first. */
export function holdsFor(ids: readonly string[]): Promise<HoldRecord[]> {
  return Hold.find({ on: { $in: ids } })
    .sort({ lifted: 1, at: -1 })
    .limit(50)
    .lean<HoldRecord[]>();
}
