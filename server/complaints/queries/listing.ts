// The register: filters, sort and pages, each by an index; to a certifying body as it stood at the cut-off (L3).
import { closeFor, dayFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { foundBefore, pageBefore } from '../../platform/audit/standing.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { Complaint, type ComplaintRecord } from '../complaint.ts';
import { scope } from '../policy.ts';
import type { State } from '../rules/states.ts';
import type { Channel, Kind } from '../rules/terms.ts';

export interface ListFilter {
  /** A code, or null. */
  code: string | null;
  year: number | null;
  kind: Kind | null;
  state: State | 'open' | null;
  overdue: boolean;
  /** `YYYY-MM` of arrival. */
  month: string | null;
  process: string | null;
  channel: Channel | null;
  /** Id of the person or position. */
  assigned: string | null;
  sort: string;
  page: number;
}

export type ListRow = Omit<
  ComplaintRecord,
  'body' | 'petitioner' | 'clock' | 'words' | 'secretHash' | 'additions'
>;

const LEFT_OUT =
  '-body -petitioner.document -petitioner.phone -petitioner.address -words -secretHash -additions';
/** Columns that sort, as the address names them; `-numero` sorts the other way. */
const ORDER: Record<string, readonly string[]> = {
  numero: ['year', 'number'],
  vence: ['due', 'year', 'number'],
}; // prettier-ignore

export async function listComplaints(filter: ListFilter, user: User): Promise<Page<ListRow>> {
  const close = closeFor(user);
  if (close) return pageBefore(Complaint, { ...askedBy(filter, user), page: filter.page }, close);
  const query = queryOf(filter, user);
  const [rows, total] = await Promise.all([
    Complaint.find(query).select(`${LEFT_OUT} -clock`).sort(orderOf(filter.sort)).skip(skipFor(filter.page)).limit(PAGE_SIZE).lean<ListRow[]>(),
    countOf(query),
  ]); // prettier-ignore
  return pageOf(rows, total, filter.page);
}

/** Every row of a filter, for exports and the printed register: in the order of their numbers. */
export async function* everyComplaint(filter: ListFilter, user: User): AsyncGenerator<ListRow> {
  const close = closeFor(user);
  if (close) {
    yield* await foundBefore<ListRow>(Complaint, askedBy({ ...filter, sort: 'numero' }, user), close);
    return;
  }
  const found = Complaint.find(queryOf(filter, user)).select(`${LEFT_OUT} -clock`).sort({ year: 1, number: 1 });
  yield* found.lean<ListRow>().cursor() as AsyncIterable<ListRow>;
} // prettier-ignore

export async function countComplaints(filter: ListFilter, user: User): Promise<number> {
  const close = closeFor(user);
  if (close) return (await foundBefore(Complaint, askedBy(filter, user), close)).length;
  return countOf(queryOf(filter, user));
}

function countOf(query: Record<string, unknown>): Promise<number> {
  return Object.keys(query).length === 0
    ? Complaint.estimatedDocumentCount()
    : Complaint.countDocuments(query);
}

export function queryOf(filter: ListFilter, user: User): Record<string, unknown> {
  return { ...scope(user), ...wantedBy(filter, user) };
}

function askedBy(filter: ListFilter, user: User) {
  return { within: scope(user), where: wantedBy(filter, user), order: orderOf(filter.sort) };
}

function wantedBy(filter: ListFilter, user: User): Record<string, unknown> {
  return {
    ...(filter.code ? { code: filter.code } : {}),
    ...(filter.state === 'open' ? { open: true } : filter.state ? { state: filter.state } : {}),
    ...(filter.overdue ? { open: true, due: { $lt: dayFor(user) } } : {}),
    ...(filter.month ? { month: filter.month } : {}),
    ...(filter.kind ? { kind: filter.kind } : {}),
    ...(filter.process ? { process: filter.process } : {}),
    ...(filter.channel ? { channel: filter.channel } : {}),
    ...(filter.assigned ? { 'assignee.id': filter.assigned } : {}),
    ...(filter.year ? { year: filter.year } : {}),
  };
}

/** Newest first unless the address says otherwise. */
export function orderOf(sort: string): Record<string, 1 | -1> {
  const down = sort === '' || sort.startsWith('-');
  const fields = ORDER[sort.replace(/^-/, '')] ?? ['year', 'number'];
  return Object.fromEntries(fields.map((field) => [field, down ? -1 : 1]));
}

/** Years and months that the register holds, newest first, for the filters. */
export async function monthsHeld(user: User): Promise<string[]> {
  const [first, last] = await Promise.all(
    ([1, -1] as const).map((way) =>
      Complaint.findOne(scope(user)).sort({ month: way }).select('month').lean<{ month: string }>(),
    ),
  );
  if (!first || !last) return [];
  const months: string[] = [];
  for (let month = last.month; month >= first.month; month = monthBefore(month)) months.push(month);
  return months.slice(0, 120);
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
