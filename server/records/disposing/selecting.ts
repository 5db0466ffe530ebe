// Select from an S series what goes to the historical archive: a criterion, and the records that meet it; the others stay kept.
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act, currentAct } from '../../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../../platform/errors.ts';
import { unitOf } from './gates.ts';
import { inventoryHash, standing } from './line.ts';
import { transferForChange } from './transferring.ts';

export interface SelectionInput {
  criterion: string;
  /** Codes of the records that go; none when nothing of the unit meets the criterion. */
  records: readonly string[];
}

/**
 * Says what of a line goes, until the transfer is received.
 * @throws Invalid (field `records`) for one that is not in the unit; Refusal for a line of another disposition
 */
export async function selectRecords(code: string, unit: string, input: SelectionInput, user: User): Promise<void> {
  await act('records.select_records', actorOf(user), async () => {
    const transfer = await transferForChange(code);
    const line = standing(transfer.lines).find((one) => one.id === unit);
    if (!line) throw new NotFound();
    if (line.disposition !== 'S') throw new Refusal('records.transfer.refusal.no_selection', { code: line.code });
    const held = (await unitOf(line.kind, line.id)).records.map((one) => one.code);
    const chosen = new Set(input.records);
    if ([...chosen].some((one) => !held.includes(one))) throw Invalid.field('records', 'records.transfer.form.records');
    const records = held.filter((one) => chosen.has(one));
    line.selection = { criterion: input.criterion, records, by: user.name, at: currentAct().at };
    transfer.sha256 = inventoryHash(code, transfer.lines);
    await transfer.save();
  });
} // prettier-ignore
