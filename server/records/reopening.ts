// A closed expediente opened again, because its matter was not over: retention stops, and runs anew from the next closing (G2a).
import { act, currentAct } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { dayOf } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { inventoryWith } from './disposing/inventories.ts';
import { FileModel, type FileDoc } from './file.ts';
import { RecordModel } from './record.ts';
import { mustBeClosed } from './rules.ts';
import { seriesForNew } from './tabling.ts';

/**
 * Opens a closed expediente again; it takes records as before.
 * @throws Refusal for one that is not closed, stands with any of its records in an inventory, or whose series takes no new records
 */
export async function reopenFile(code: string, input: { reason: string }, user: User): Promise<void> {
  const verb = async (): Promise<void> => {
    const file = await FileModel.findOne({ code });
    if (!file) throw new NotFound();
    mustBeClosed(file.state, code);
    await mustBeInNoInventory(file);
    await mustTakeRecords(file);
    const day = dayOf(currentAct().at);
    file.reopened.push({ day, by: user.id, name: user.name, closed: file.closed?.day ?? day });
    file.state = 'open';
    // The inventories that are made meanwhile ask for the closing again at each of their steps.
    file.closed = null;
    await file.save();
  };
  await act('records.reopen_file', actorOf(user), verb, { reason: input.reason });
}

/** What is on its way out of an archive, or went, is not written into any more. @throws Refusal */
async function mustBeInNoInventory(file: FileDoc): Promise<void> {
  const records = await RecordModel.find({ file: file._id }).select('state').lean();
  if (file.historical || records.some(({ state }) => state !== 'declared'))
    throw new Refusal('records.refusal.reopen_moved', { code: file.code });
  const inventory = await inventoryWith([file, ...records].map(({ _id }) => String(_id)));
  if (inventory) throw new Refusal('records.refusal.reopen_inventory', { code: file.code, inventory });
}

/** An open expediente takes records, and its series must take them. @throws Refusal */
async function mustTakeRecords({ code, series }: FileDoc): Promise<void> {
  try {
    await seriesForNew(series);
  } catch (error) {
    if (error instanceof Invalid) throw new Refusal('records.refusal.reopen_series', { code, series });
    throw error;
  }
}
