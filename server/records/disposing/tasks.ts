// What waits for the quality office because of retention and legibility.
import { has, type User } from '../../platform/access/roles.ts';
import { startOf, today } from '../../platform/clock.ts';
import type { Task } from '../../platform/http/slice.ts';
import { Disposal, type DisposalRecord } from './disposal.ts';
import { standing } from './line.ts';
import { Observation } from './observation.ts';
import { failedChecks } from './reading-back.ts';
import { Transfer, type TransferRecord } from './transfer.ts';

const MOST = 20;

export async function disposalTasks(user: User): Promise<Task[]> {
  if (!has(user, 'quality')) return [];
  const [disposals, transfers, failed] = await Promise.all([
    Disposal.find({ state: { $in: ['approved', 'published'] } }).limit(MOST).lean<DisposalRecord[]>(),
    Transfer.find({ state: 'prepared' }).limit(MOST).lean<TransferRecord[]>(),
    failedChecks(MOST),
  ]); // prettier-ignore
  const open = await Promise.all(disposals.map(taskOf));
  return [
    ...open.filter((one) => one !== null),
    ...transfers.flatMap((one): Task[] => {
      const word = toSelect(one) ? 'select' : one.prepared.by === user.id ? null : 'receive_transfer';
      return word ? [{ href: `/transferencias/${one.code}`, word: `records.task.${word}`, params: { code: one.code }, since: one.prepared.at, due: null }] : [];
    }),
    ...failed.map((one): Task => ({
      href: `/registros/${one.recordCode}`, word: 'records.task.legibility', params: { code: one.recordCode }, since: one.at, due: null,
    })),
  ]; // prettier-ignore
}

/** Whether a unit of an S series waits for its selection. */
function toSelect({ lines }: TransferRecord): boolean {
  return standing(lines).some((line) => line.disposition === 'S' && !line.selection);
}

async function taskOf(disposal: DisposalRecord): Promise<Task | null> {
  const { code, published, decision } = disposal;
  const task = (word: string, since: Date, due: string | null = null): Task => ({
    href: `/disposicion/${code}`,
    word,
    params: { code },
    since,
    due,
  });
  if (disposal.state === 'approved')
    return task('records.task.publish', decision?.signature.at ?? new Date(0));
  if (!published) return null;
  const unanswered = await Observation.exists({ disposal: disposal._id, answer: null });
  if (unanswered) return task('records.task.answer', published.at, published.until);
  return today() > published.until ? task('records.task.dispose', startOf(published.until)) : null;
}
