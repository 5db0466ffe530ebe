// What waits for a person in the improvement loop: to treat, to execute, to verify, to close, to decide.
import { has, type User } from '../../platform/access/roles.ts';
import { may } from '../../platform/access/policy.ts';
import { addDays, today } from '../../platform/clock.ts';
import type { Task } from '../../platform/http/slice.ts';
import { processesByIds } from '../../processes/index.ts';
import { ImprovementAction, type ActionRecord } from '../action.ts';
import { Nonconformity, type NonconformityRecord } from '../nonconformity.ts';
import { Service, type ServiceRecord } from '../service.ts';
import { LEADER_AFTER, OFFICE_AFTER } from '../rules/reminding.ts';
import type { State } from '../rules/states.ts';

const MOST = 50;
const TREATED: readonly State[] = ['opened', 'analysing', 'judging', 'planning', 'acting'];

export async function tasksOf(user: User): Promise<Task[]> {
  if (has(user, 'certifier')) return [];
  const positions = user.positions.map((held) => held.id);
  const lists = await Promise.all([
    toTreat(positions),
    toExecute(positions),
    toVerify(user),
    toClose(user),
    risen(user, positions),
    servicesFor(user, positions),
  ]);
  return lists.flat();
}

/** Steps owed by the position that answers; while actions run, only their results once none is open. */
async function toTreat(positions: string[]): Promise<Task[]> {
  const found = await Nonconformity.find({ responsible: { $in: positions }, state: { $in: TREATED } })
    .limit(MOST)
    .lean<NonconformityRecord[]>();
  const acting = found.filter((one) => one.state === 'acting').map((one) => one._id);
  const busy = new Set((await ImprovementAction.distinct('nonconformity', { nonconformity: { $in: acting }, state: 'planned' })).map(String)); // prettier-ignore
  return found
    .filter((one) => !busy.has(String(one._id)))
    .map((one) => aboutRecord(one, `actions.task.${one.state}`));
}

async function toExecute(positions: string[]): Promise<Task[]> {
  const found = await ImprovementAction.find({ responsible: { $in: positions }, state: 'planned' })
    .sort({ due: 1 })
    .limit(MOST)
    .lean<ActionRecord[]>();
  return found.map(({ code, what, due, planned }) => ({
    href: `/acciones/${code}`,
    word: 'actions.task.execute',
    params: { code, title: what },
    since: planned.at,
    due,
  }));
}

/** Ready to be verified, for whoever may: not by who did it, and not before the day that the plan set. */
async function toVerify(user: User): Promise<Task[]> {
  if (!has(user, 'quality', 'auditor')) return [];
  const found = await Nonconformity.find({ state: 'verifying' })
    .sort({ nextDue: 1 })
    .limit(MOST)
    .lean<NonconformityRecord[]>();
  return found
    .filter((one) => may(user, 'actions.verify', one))
    .filter((one) => (one.cycles.at(-1)?.plan?.verifyNotBefore ?? '') <= today())
    .map((one) => aboutRecord(one, 'actions.task.verify'));
}

async function toClose(user: User): Promise<Task[]> {
  if (!has(user, 'quality')) return [];
  const found = await Nonconformity.find({ state: 'verified' }).limit(MOST).lean<NonconformityRecord[]>();
  return found.map((one) => aboutRecord(one, 'actions.task.close'));
}

/** Delays that rose: to who leads the process, and later to the quality office; not to who is asked for them already. */
async function risen(user: User, positions: string[]): Promise<Task[]> {
  const late = { state: 'planned' as const, due: { $lte: addDays(today(), -LEADER_AFTER) } };
  const found = await ImprovementAction.find({ ...late, responsible: { $nin: positions } })
    .sort({ due: 1 })
    .limit(MOST)
    .lean<ActionRecord[]>();
  const processes = await processesByIds(found.flatMap((one) => one.process ?? []));
  const led = new Set(processes.filter((one) => one.leader && positions.includes(one.leader)).map((one) => one.id));
  const office = has(user, 'quality') ? addDays(today(), -OFFICE_AFTER) : '';
  return found
    .filter((one) => (one.process !== null && led.has(one.process)) || one.due <= office)
    .map(({ code, what, responsibleName, due, planned }) => ({
      href: `/acciones/${code}`,
      word: 'actions.task.risen',
      params: { code, title: brief(what), who: responsibleName },
      since: planned.at,
      due,
    }));
} // prettier-ignore

async function servicesFor(user: User, positions: string[]): Promise<Task[]> {
  const [deciding, treating, verifying] = await Promise.all([
    Service.find({ authority: { $in: positions }, state: 'identified' }).limit(MOST).lean<ServiceRecord[]>(),
    Service.find({ responsible: { $in: positions }, state: 'decided' }).limit(MOST).lean<ServiceRecord[]>(),
    has(user, 'quality', 'auditor') ? Service.find({ state: 'treated' }).limit(MOST).lean<ServiceRecord[]>() : [],
  ]); // prettier-ignore
  return [
    ...deciding.map((one) => aboutService(one, 'actions.task.decide_service')),
    ...treating.map((one) => aboutService(one, 'actions.task.treat_service')),
    ...verifying
      .filter((one) => may(user, 'actions.verify_service', one))
      .map((one) => aboutService(one, 'actions.task.verify_service')),
  ];
}

function aboutRecord({ code, description, opened, nextDue }: NonconformityRecord, word: string): Task {
  return { href: `/no-conformidades/${code}`, word, params: { code, title: brief(description) }, since: opened.at, due: nextDue };
} // prettier-ignore

function aboutService({ code, what, opened, nextDue }: ServiceRecord, word: string): Task {
  return { href: `/servicio-no-conforme/${code}`, word, params: { code, title: brief(what) }, since: opened.at, due: nextDue };
} // prettier-ignore

function brief(text: string): string {
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}
