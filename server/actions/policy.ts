// Who may do what in the improvement loop. What depends on who did the work before stands in the verbs as well.
import { isCertifier, processFilter } from '../platform/access/engagement.ts';
import { has, holds, type User } from '../platform/access/roles.ts';
import { addDays, startOf } from '../platform/clock.ts';
import type { Policy } from '../platform/access/policy.ts';
import type { ActionRecord } from './action.ts';
import type { NonconformityRecord } from './nonconformity.ts';
import { verifierProblem } from './rules/separation.ts';
import type { ServiceRecord } from './service.ts';

/** What the route of an action loads: the action and the nonconformity that it belongs to. */
export interface ActionSubject {
  action: ActionRecord;
  record: NonconformityRecord;
}

/** Those who see every record of the loop: they work on the system or judge it. */
const sees = (user: User): boolean =>
  has(user, 'quality', 'auditor', 'certifier', 'committee', 'leader', 'admin');
/** Who only reads, whatever else they are. */
const works = (user: User): boolean => !has(user, 'certifier');
const treats = (user: User, record: NonconformityRecord): boolean =>
  works(user) && (has(user, 'quality') || holds(user, record.responsible));
const executes = (user: User, { action }: ActionSubject): boolean =>
  works(user) && (has(user, 'quality') || holds(user, action.responsible));
const judges = (user: User): boolean => works(user) && has(user, 'quality', 'auditor', 'committee', 'leader');
const decides = (user: User, service: ServiceRecord): boolean =>
  works(user) && holds(user, service.authority);

export const policy = {
  'actions.list': () => true,
  'actions.read': () => true,
  'actions.export': (user: User) => sees(user),
  /** They count every process, and as it is now: more than an engagement shows. */
  'actions.figures': (user: User) => sees(user) && works(user),
  'actions.open': (user: User) => works(user),
  'actions.treat': treats,
  'actions.execute': executes,
  'actions.extend': (user: User, { action, record }: ActionSubject) =>
    works(user) && !holds(user, action.responsible) && (has(user, 'quality', 'committee') || holds(user, record.responsible)),
  'actions.cancel': (user: User, { record }: ActionSubject) => treats(user, record),
  'actions.verify': (user: User, record: NonconformityRecord) =>
    judges(user) && verifierProblem(user, record) === null,
  'actions.close': (user: User) => works(user) && has(user, 'quality'),
  'actions.reopen': (user: User) => works(user) && has(user, 'quality', 'auditor'),
  'actions.annul': (user: User) => works(user) && has(user, 'quality'),
  'actions.read_service': () => true,
  'actions.open_service': (user: User) => works(user),
  'actions.decide_service': decides,
  'actions.treat_service': (user: User, service: ServiceRecord) =>
    works(user) && (has(user, 'quality') || holds(user, service.responsible)),
  'actions.verify_service': (user: User, service: ServiceRecord) =>
    judges(user) && verifierProblem(user, { doers: service.doers, positions: [service.responsible] }) === null,
  'actions.raise_service': (user: User) => works(user) && has(user, 'quality', 'leader', 'auditor'),
  'actions.annul_service': (user: User) => works(user) && has(user, 'quality'),
} satisfies Policy; // prettier-ignore

/** The nonconformities that a person may find, as a database filter: all, those of the engagement, or those that are theirs. */
export function scope(user: User): Record<string, unknown> {
  if (isCertifier(user)) return engagedScope(user, 'opened.at');
  return sees(user)
    ? {}
    : { $or: [{ 'opened.by.id': user.id }, { positions: { $in: positionsOf(user) } }, { doers: user.id }] };
}

/** The actions that a person may find: an action is seen with the position that executes it. */
export function actionScope(user: User): Record<string, unknown> {
  if (isCertifier(user)) return engagedScope(user, 'planned.at');
  return sees(user) ? {} : { $or: [{ responsible: { $in: positionsOf(user) } }, { holders: user.id }] };
}

/** The nonconforming services that a person may find. */
export function serviceScope(user: User): Record<string, unknown> {
  if (isCertifier(user)) return engagedScope(user, 'opened.at');
  const own = positionsOf(user);
  return sees(user)
    ? {}
    : { $or: [{ 'opened.by.id': user.id }, { authority: { $in: own } }, { responsible: { $in: own } }] };
}

/** What a certifier was engaged to read: that of its processes which began within its period, before its cut-off (L3). */
function engagedScope(user: User, began: string): Record<string, unknown> {
  const { engagement } = user;
  if (!engagement) return { _id: null };
  const { from, until, cutOff } = engagement;
  const last = until < cutOff ? until : cutOff;
  return {
    ...processFilter(user, 'process'),
    [began]: { $gte: startOf(from), $lt: startOf(addDays(last, 1)) },
  };
}

function positionsOf(user: User): string[] {
  return user.positions.map((held) => held.id);
}
