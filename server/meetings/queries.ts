// What pages show of bodies and sessions, and how routes find them. Reads only.
import { may } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { NotFound } from '../platform/errors.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../platform/db/paging.ts';
import { today } from '../platform/clock.ts';
import { Body, type BodyRecord } from './body.ts';
import { scope, sessionScope, type SessionSubject } from './policy.ts';
import type { SessionState } from './rules.ts';
import { BodySession, type SessionRecord } from './session.ts';

export interface SessionFilter {
  body: string | null;
  state: SessionState | null;
  year: number | null;
  page: number;
}

/** Every body that the person may find, by code. */
export function bodiesFor(user: User): Promise<BodyRecord[]> {
  return Body.find(scope(user)).sort({ active: -1, code: 1 }).lean<BodyRecord[]>();
}

/** One page of sessions, the newest first. */
export async function listSessions(filter: SessionFilter, user: User): Promise<Page<SessionRecord>> {
  const query = {
    ...(await within(user)),
    ...(filter.body ? { bodyCode: filter.body } : {}),
    ...(filter.state ? { state: filter.state } : {}),
    ...(filter.year ? { year: filter.year } : {}),
  };
  const [rows, total] = await Promise.all([
    BodySession.find(query)
      .sort({ date: -1, number: -1 })
      .skip(skipFor(filter.page))
      .limit(PAGE_SIZE)
      .select('-minutes -annotations -attendance')
      .lean<SessionRecord[]>(),
    BodySession.countDocuments(query),
  ]);
  return pageOf(rows, total, filter.page);
}

const LATEST = 12;

export function sessionsOfBody(body: BodyRecord, user: User): Promise<SessionRecord[]> {
  return BodySession.find({ body: body._id, ...sessionScope(user) })
    .sort({ date: -1 })
    .limit(LATEST)
    .lean<SessionRecord[]>();
}

/** The session held before and the one that comes after: corrections are made there. */
export async function neighbours(
  session: SessionRecord,
  user: User,
): Promise<{ next: SessionRecord | null }> {
  const next = await BodySession.findOne({
    $and: [sessionScope(user)], body: session.body, date: { $gt: session.date }, state: { $ne: 'cancelled' } })
    .sort({ date: 1 })
    .lean<SessionRecord>(); // prettier-ignore
  return { next };
}

export async function loadBody(params: Record<string, string>, user: User | null): Promise<BodyRecord> {
  const body = user && (await Body.findOne({ code: params.code, ...scope(user) }).lean<BodyRecord>());
  if (!body) throw new NotFound();
  return body;
}

export async function loadSession(
  params: Record<string, string>,
  user: User | null,
): Promise<SessionSubject> {
  const session = await BodySession.findOne({ code: params.code }).lean<SessionRecord>();
  const body = session && (await Body.findById(session.body).lean<BodyRecord>());
  if (!user || !session || !body || !may(user, 'meetings.read', { session, body })) throw new NotFound();
  return { session, body };
}

export interface ItemSubject extends SessionSubject {
  item: SessionRecord['agenda'][number];
}

export async function loadItem(params: Record<string, string>, user: User | null): Promise<ItemSubject> {
  const subject = await loadSession(params, user);
  const item = subject.session.agenda.find((one) => String(one.number) === params.item);
  if (!item) throw new NotFound();
  return { ...subject, item };
}

/** Sessions that come, for the start page of their members. */
export async function comingFor(user: User, limit: number): Promise<SessionRecord[]> {
  const mine = await Body.find({ 'members.person': user.id }, { _id: 1 }).lean();
  if (mine.length === 0) return [];
  return BodySession.find({ body: { $in: mine.map((one) => one._id) }, state: 'convened', date: { $gte: today() } })
    .sort({ date: 1 })
    .limit(limit)
    .lean<SessionRecord[]>(); // prettier-ignore
}

/** Filter of the sessions that the person may find. */
export async function within(user: User): Promise<Record<string, unknown>> {
  const filter = scope(user);
  if (Object.keys(filter).length === 0) return sessionScope(user);
  const mine = await Body.find(filter, { _id: 1 }).lean();
  return { body: { $in: mine.map((one) => one._id) } };
}
