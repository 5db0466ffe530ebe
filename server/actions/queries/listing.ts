// Lists of nonconformities, actions and nonconforming services: filtered, sorted and cut by index, within what the person may see.
import { closeFor, dayFor } from '../../platform/access/engagement.ts';
import { foundBefore, pageBefore } from '../../platform/audit/standing.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import type { User } from '../../platform/access/roles.ts';
import { ImprovementAction, type ActionRecord } from '../action.ts';
import { Nonconformity, type NonconformityRecord } from '../nonconformity.ts';
import { actionScope, scope, serviceScope } from '../policy.ts';
import {
  OPEN,
  type ActionKind,
  type ActionState,
  type Grade,
  type Nature,
  type ServiceState,
  type Source,
  type State,
} from '../rules/states.ts';
import { Service, type ServiceRecord } from '../service.ts';

export interface RecordFilter {
  /** `open` is every state that has not ended. */
  state: State | 'open' | null;
  nature: Nature | null;
  grade: Grade | null;
  source: Source | null;
  process: string | null;
  responsible: string | null;
  overdue: boolean;
  sort: string;
  page: number;
}

const RECORD_ORDER: Record<string, readonly string[]> = {
  hallazgo: ['found', 'code'],
  codigo: ['code'],
  plazo: ['nextDue', 'code'],
};
export type RecordRow = Omit<NonconformityRecord, 'cycles' | 'doers' | 'positions'>;

/** The list's question to the database. */
export function recordQuery(
  filter: Omit<RecordFilter, 'page' | 'sort'>,
  user: User,
): Record<string, unknown> {
  return { ...recordsWanted(filter, user), $and: [scope(user)] };
}

function recordsWanted(filter: Omit<RecordFilter, 'page' | 'sort'>, user: User): Record<string, unknown> {
  const { state, nature, grade, source, process, responsible, overdue } = filter;
  return {
    ...(state === 'open' ? { state: { $in: OPEN } } : state ? { state } : {}),
    ...(nature ? { nature } : {}),
    ...(grade ? { grade } : {}),
    ...(source ? { source } : {}),
    ...(process ? { process } : {}),
    ...(responsible ? { responsible } : {}),
    ...(overdue ? { nextDue: { $gt: '', $lt: dayFor(user) } } : {}),
  };
} // prettier-ignore

export async function listRecords(filter: RecordFilter, user: User): Promise<Page<RecordRow>> {
  const [where, order] = [recordsWanted(filter, user), orderOf(RECORD_ORDER, filter.sort || '-hallazgo')];
  const close = closeFor(user);
  if (close)
    return pageBefore(Nonconformity, { within: scope(user), where, order, page: filter.page }, close);
  const query = recordQuery(filter, user);
  const [rows, total] = await Promise.all([
    Nonconformity.find(query)
      .select('-cycles -doers -positions')
      .sort(order)
      .skip(skipFor(filter.page))
      .limit(PAGE_SIZE)
      .lean<RecordRow[]>(),
    Nonconformity.countDocuments(query),
  ]);
  return pageOf(rows, total, filter.page);
}

/** Every row of a filter, for exports. */
export async function* everyRecord(filter: RecordFilter, user: User): AsyncGenerator<NonconformityRecord> {
  const order = orderOf(RECORD_ORDER, filter.sort || '-hallazgo');
  const [where, close] = [recordsWanted(filter, user), closeFor(user)];
  if (close) return yield* await foundBefore<NonconformityRecord>(Nonconformity, { within: scope(user), where, order }, close);
  yield* Nonconformity.find(recordQuery(filter, user)).sort(order).lean<NonconformityRecord>().cursor() as AsyncIterable<NonconformityRecord>;
} // prettier-ignore

export interface ActionFilter {
  kind: ActionKind | null;
  state: ActionState | null;
  process: string | null;
  responsible: string | null;
  overdue: boolean;
  sort: string;
  page: number;
}
const ACTION_ORDER: Record<string, readonly string[]> = { plazo: ['due', 'code'], codigo: ['code'] };

export async function listActions(filter: ActionFilter, user: User): Promise<Page<ActionRecord>> {
  const { kind, state, process, responsible, overdue } = filter;
  const where = {
    ...(kind ? { kind } : {}),
    ...(overdue ? { state: 'planned' as const, due: { $lt: dayFor(user) } } : state ? { state } : {}),
    ...(process ? { process } : {}),
    ...(responsible ? { responsible } : {}),
  };
  const [order, close] = [orderOf(ACTION_ORDER, filter.sort || 'plazo'), closeFor(user)];
  if (close)
    return pageBefore(
      ImprovementAction,
      { within: actionScope(user), where, order, page: filter.page },
      close,
    );
  const query = { ...where, $and: [actionScope(user)] };
  const [rows, total] = await Promise.all([
    ImprovementAction.find(query)
      .select('-followUps')
      .sort(order)
      .skip(skipFor(filter.page))
      .limit(PAGE_SIZE)
      .lean<ActionRecord[]>(),
    ImprovementAction.countDocuments(query),
  ]);
  return pageOf(rows, total, filter.page);
}

export interface ServiceFilter {
  state: ServiceState | null;
  process: string | null;
  sort: string;
  page: number;
}
const SERVICE_ORDER: Record<string, readonly string[]> = { hallazgo: ['found', 'code'], codigo: ['code'] };

export async function listServices(filter: ServiceFilter, user: User): Promise<Page<ServiceRecord>> {
  const { state, process } = filter;
  const where = { ...(state ? { state } : {}), ...(process ? { process } : {}) };
  const [order, close] = [orderOf(SERVICE_ORDER, filter.sort || '-hallazgo'), closeFor(user)];
  if (close)
    return pageBefore(Service, { within: serviceScope(user), where, order, page: filter.page }, close);
  const query = { ...where, $and: [serviceScope(user)] };
  const [rows, total] = await Promise.all([
    Service.find(query)
      .select('-treatments')
      .sort(order)
      .skip(skipFor(filter.page))
      .limit(PAGE_SIZE)
      .lean<ServiceRecord[]>(),
    Service.countDocuments(query),
  ]);
  return pageOf(rows, total, filter.page);
}

/** `-plazo` sorts by the columns of `plazo`, the other way; nonsense sorts by code. */
function orderOf(order: Record<string, readonly string[]>, sort: string): Record<string, 1 | -1> {
  const down = sort.startsWith('-');
  const fields = order[down ? sort.slice(1) : sort] ?? ['code'];
  return Object.fromEntries(fields.map((field) => [field, down ? -1 : 1]));
}
