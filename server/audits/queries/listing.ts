// Lists of audits and of findings: filtered and paged by index.
import { closeFor } from '../../platform/access/engagement.ts';
import { foundBefore, pageBefore } from '../../platform/audit/standing.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import type { User } from '../../platform/access/roles.ts';
import { Audit, type AuditRecord } from '../audit.ts';
import { Finding, type FindingRecord } from '../finding.ts';
import { scope } from '../policy.ts';
import type { AuditState, Grade } from '../rules/states.ts';

export interface AuditFilter {
  state: AuditState | null;
  /** Id of a process. */
  process: string | null;
  year: number | null;
  origin: 'internal' | 'external' | null;
  page: number;
}

export type AuditRow = Pick<
  AuditRecord,
  '_id' | 'code' | 'title' | 'origin' | 'body' | 'state' | 'processes' | 'from' | 'until' | 'team' | 'follows'
>;
const FIELDS = 'code title origin body state processes from until team follows';

const NEWEST = { from: -1, code: 1 } as const;

export async function listAudits(filter: AuditFilter, user: User): Promise<Page<AuditRow>> {
  const { state, process, year, origin, page } = filter;
  const wanted = {
    ...(state ? { state } : {}),
    ...(process ? { 'processes.id': process } : {}),
    ...(year ? { from: { $gte: `${year}-01-01`, $lte: `${year}-12-31` } } : {}),
    ...(origin ? { origin } : {}),
  };
  const close = closeFor(user);
  if (close) return pageBefore(Audit, { within: scope(user), where: wanted, order: NEWEST, page }, close);
  const query = { $and: [wanted, scope(user)] };
  const [rows, total] = await Promise.all([
    Audit.find(query).select(FIELDS).sort(NEWEST).skip(skipFor(page)).limit(PAGE_SIZE).lean<AuditRow[]>(),
    Audit.countDocuments(query),
  ]);
  return pageOf(rows, total, page);
} // prettier-ignore

export interface FindingFilter {
  grade: Grade | null;
  process: string | null;
  open: boolean;
  page: number;
}

/** Signed findings of the audits that the person may see, the newest first (O4). */
export async function listFindings(filter: FindingFilter, user: User): Promise<Page<FindingRecord>> {
  const { grade, process, open, page } = filter;
  const within = scope(user);
  const audits = Object.keys(within).length > 0 ? await Audit.find(within).select('_id').lean() : null;
  const close = closeFor(user);
  const where = {
    signedAt: { $ne: null },
    withdrawn: null,
    ...(grade ? { grade } : {}),
    ...(process ? { process } : {}),
    ...(open ? { open: true } : {}),
  };
  const of = audits ? { audit: { $in: audits.map((one) => one._id) } } : {};
  const order = { signedAt: -1, code: 1 } as const;
  if (close) return pageBefore(Finding, { within: of, where, order, page }, close);
  const query = { ...where, ...of };
  const [rows, total] = await Promise.all([
    Finding.find(query).sort(order).skip(skipFor(page)).limit(PAGE_SIZE).lean<FindingRecord[]>(),
    Finding.countDocuments(query),
  ]);
  return pageOf(rows, total, page);
} // prettier-ignore

/** Audits of a year, for its calendar. */
export function auditsOfYear(year: number, user: User): Promise<AuditRow[]> {
  const days = {
    from: { $gte: `${year}-01-01`, $lte: `${year}-12-31` },
    state: { $ne: 'cancelled' as const },
  };
  const [order, close] = [{ from: 1, code: 1 } as const, closeFor(user)];
  if (close) return foundBefore(Audit, { within: scope(user), where: days, order }, close);
  return Audit.find({ $and: [days, scope(user)] }).select(`${FIELDS} programme`).sort(order).lean<AuditRow[]>(); // prettier-ignore
}
