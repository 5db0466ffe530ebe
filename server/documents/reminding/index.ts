// Remind: once a day at most, one mail for each person for whom something waits in document control (G1b, G1d, G1f).
import { activePeople, findUser } from '../../people/index.ts';
import { today } from '../../platform/clock.ts';
import { claim, isClaimed, lastTold, tellOnce } from '../../platform/mail/reminders.ts';
import { tasksOf } from '../queries/tasks.ts';
import { reminderFor } from './letters.ts';
import { isRemindedToday } from './rules.ts';

const LOOK_BACK_DAYS = 14;
/** Stands for all readers once everybody was asked for a day. */
const EVERYBODY = '*';

/**
 * Writes to everybody whom something calls today. Whoever was written to today is left alone, so it may run again at will.
 * @throws AggregateError after the others were written to, when some could not be
 */
export async function remindWhereDue(): Promise<void> {
  if (await isClaimed(EVERYBODY, today())) return;
  const last = await lastTold(LOOK_BACK_DAYS);
  const failures: unknown[] = [];
  for (const { id } of await activePeople())
    if (last.get(id) !== today())
      await remind(id, last.get(id) ?? null).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} people could not be reminded`);
  await claim(EVERYBODY, today());
} // prettier-ignore

async function remind(id: string, last: string | null): Promise<void> {
  const user = await findUser(id);
  if (!user) return;
  const tasks = await tasksOf(user);
  if (isRemindedToday(tasks, last, today()))
    await tellOnce(id, [today()], String, () => reminderFor(user, tasks));
}
