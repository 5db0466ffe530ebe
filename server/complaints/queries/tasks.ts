// What waits for a person among the complaints, and the numbers that matter to them.
import { isCertifier } from '../../platform/access/engagement.ts';
import { may } from '../../platform/access/policy.ts';
import { has, type User } from '../../platform/access/roles.ts';
import { today, type Day } from '../../platform/clock.ts';
import type { Figure, Task } from '../../platform/http/slice.ts';
import { Complaint, type ComplaintRecord } from '../complaint.ts';
import { scope } from '../policy.ts';
import type { State } from '../rules/states.ts';

type Waiting = Pick<ComplaintRecord, 'code' | 'state' | 'due' | 'registeredAt' | 'completion'>;

/** More tasks of one kind than these stand as one line that leads to their list. */
const MANY = 5;

export async function tasksOf(user: User): Promise<Task[]> {
  if (has(user, 'certifier')) return [];
  const mine = { 'assignee.id': { $in: [user.id, ...user.positions.map((held) => held.id)] } };
  const lists = await Promise.all([
    has(user, 'quality') ? waiting('received', {}, 'classify') : [],
    waiting('assigned', mine, 'treat'),
    waiting('approved', mine, 'send'),
    waiting('sent', mine, 'prove'),
    waiting('incomplete', { ...mine, 'completion.deadline': { $lt: today() } }, 'deadline'),
    may(user, 'complaints.approve', { reply: null }) ? toApprove(user) : [],
  ]);
  return lists.flat();
}

/** Drafts that somebody else wrote: the office, and the leader of the process. */
function toApprove(user: User): Promise<Task[]> {
  const leads = { processLeader: { $in: user.positions.map((held) => held.id) } };
  return waiting('drafted', { ...(has(user, 'quality') ? {} : leads), 'reply.by.id': { $ne: user.id } }, 'approve'); // prettier-ignore
}

async function waiting(state: State, more: Record<string, unknown>, act: string): Promise<Task[]> {
  const found = await Complaint.find({ state, ...more })
    .select('code state due registeredAt completion')
    .sort({ due: 1, year: 1, number: 1 })
    .limit(MANY * 20)
    .lean<Waiting[]>();
  if (found.length <= MANY) return found.map((one) => taskOf(one, act));
  const { due } = found[0] ?? { due: null };
  return [
    { href: `/pqrsd?estado=${state}`, word: 'complaints.task.many', params: { count: found.length }, since: found[0]?.registeredAt ?? new Date(0), due },
  ]; // prettier-ignore
}

function taskOf({ code, due, registeredAt, completion, state }: Waiting, act: string): Task {
  const last: Day | null = state === 'incomplete' ? (completion?.deadline ?? null) : due;
  return {
    href: `/pqrsd/${code}`,
    word: `complaints.task.${act}`,
    params: { code },
    since: registeredAt,
    due: last,
  };
}

export async function figuresOf(user: User): Promise<Figure[]> {
  // Counted as of now: a reader with a cut-off finds the list instead.
  if (isCertifier(user) || !may(user, 'complaints.list')) return [];
  const [open, overdue] = await Promise.all([
    Complaint.countDocuments({ ...scope(user), open: true }),
    Complaint.countDocuments({ ...scope(user), open: true, due: { $lt: today() } }),
  ]);
  return [
    { word: 'complaints.figure.open', value: open, href: '/pqrsd?estado=open', tone: 'info' },
    { word: 'complaints.figure.overdue', value: overdue, href: '/pqrsd?vencidas=si', tone: overdue > 0 ? 'bad' : 'ok' },
  ]; // prettier-ignore
}
