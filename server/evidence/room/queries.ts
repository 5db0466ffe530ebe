// What the pages of the reading room show, and which engagement a certifier reads under.
import type { Engagement } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { today } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import { kindNamed, type Ref, type Shown } from '../../platform/links/kinds.ts';
import { panel, type PanelRow } from '../../platform/links/links.ts';
import {
  clauseById,
  clauseSets,
  partsOfClause,
  type Clause,
  type ClauseSet,
} from '../../requirements/index.ts';
import { RoomComment, type RoomCommentRecord } from './comment.ts';
import { EngagementModel, type EngagementRecord } from './engagement.ts';
import { engagementScope } from './policy.ts';
import { EvidenceRequest, type RequestRecord } from './request.ts';

/** The engagement under which this account reads today; null when none is open. Runs on every request of a certifier. */
export async function engagementOfAccount(userId: string): Promise<Engagement | null> {
  const found = await EngagementModel.findOne({
    accounts: userId,
    closed: null,
    expires: { $gte: today() },
  }).lean<EngagementRecord>();
  return found && scopeOf(found);
}

/** The scope of an engagement, open or not: what it bounds was bounded when it was made. */
export async function engagementById(id: string | null): Promise<Engagement | null> {
  const found = id === null ? null : await EngagementModel.findById(id).lean<EngagementRecord>();
  return found && scopeOf(found);
}

function scopeOf({ _id, code, sets, processes, from, until, cutOff }: EngagementRecord): Engagement {
  return { id: String(_id), code, sets, processes, from, until, cutOff };
}

/** @throws NotFound outside what the person may see */
export async function loadEngagement(
  params: Record<string, string>,
  user: User | null,
): Promise<EngagementRecord> {
  const scope = user ? engagementScope(user) : { _id: null };
  const found = await EngagementModel.findOne({
    $and: [{ code: params.code }, scope],
  }).lean<EngagementRecord>();
  if (!found) throw new NotFound();
  return found;
}

/** A request with the engagement that it belongs to, so that permissions can ask for its accounts. */
export interface RequestSubject extends EngagementRecord {
  request: RequestRecord;
}

export async function loadRequest(
  params: Record<string, string>,
  user: User | null,
): Promise<RequestSubject> {
  const engagement = await loadEngagement(params, user);
  const number = /^[1-9]\d{0,4}$/.test(params.number ?? '') ? Number(params.number) : 0;
  const request = await EvidenceRequest.findOne({
    engagement: engagement._id,
    number,
  }).lean<RequestRecord>();
  if (!request) throw new NotFound();
  return { ...engagement, request };
}

export interface ClauseSubject extends EngagementRecord {
  clause: Clause;
}

/** A clause of the sets of the engagement. */
export async function loadClause(params: Record<string, string>, user: User | null): Promise<ClauseSubject> {
  const engagement = await loadEngagement(params, user);
  const clause = clauseById(params.clause ?? '');
  if (!clause || !setsOf(engagement).some((set) => set.id === clause.set)) throw new NotFound();
  return { ...engagement, clause };
}

export function setsOf(engagement: Pick<EngagementRecord, 'sets'>): ClauseSet[] {
  return clauseSets.filter((set) => engagement.sets === null || engagement.sets.includes(set.id));
}

export async function listEngagements(user: User, number: number): Promise<Page<EngagementRecord>> {
  const scope = engagementScope(user);
  const [rows, total] = await Promise.all([
    EngagementModel.find(scope).sort({ year: -1, number: -1 }).skip(skipFor(number)).limit(PAGE_SIZE).lean<EngagementRecord[]>(),
    EngagementModel.countDocuments(scope),
  ]); // prettier-ignore
  return pageOf(rows, total, number);
}

/** The evidence of a clause and of its parts, within what the person may see. */
export async function evidenceOf(clause: Clause, user: User): Promise<PanelRow[]> {
  const ids = [clause.id, ...partsBelow(clause.id)];
  const rows = await Promise.all(ids.map((id) => panel({ kind: 'clause', id }, user)));
  const seen = new Set<string>();
  return rows.flat().filter(({ shown }) => {
    const key = `${shown.kind}:${shown.id}`;
    return shown.kind !== 'clause' && !seen.has(key) && seen.add(key);
  });
}

function partsBelow(id: string): string[] {
  return partsOfClause(id).flatMap((part) => [part.id, ...partsBelow(part.id)]);
}

export function commentsIn(engagement: EngagementRecord, clause?: string): Promise<RoomCommentRecord[]> {
  const of = { engagement: engagement._id, ...(clause ? { clause } : {}) };
  return RoomComment.find(of).sort({ at: -1 }).limit(200).lean<RoomCommentRecord[]>();
}

export function requestsIn(engagement: EngagementRecord): Promise<RequestRecord[]> {
  return EvidenceRequest.find({ engagement: engagement._id }).sort({ number: -1 }).lean<RequestRecord[]>();
}

/** Requests that wait for an answer, the most urgent first, with the code of their engagement. */
export async function openRequests(): Promise<(RequestRecord & { room: string })[]> {
  const open = await EvidenceRequest.find({ answer: null }).sort({ due: 1 }).limit(100).lean<RequestRecord[]>(); // prettier-ignore
  return open.map((one) => ({ ...one, room: one.code.replace(/-S\d+$/, '') }));
}

/** Records by reference as this person may see them, in the order asked for. */
export async function shownRecords(refs: readonly Ref[], user: User): Promise<(Shown | null)[]> {
  const found = new Map<string, Shown>();
  for (const [kind, group] of Map.groupBy(refs, (ref) => ref.kind))
    for (const one of (await kindNamed(kind)?.show(group.map((ref) => ref.id), user)) ?? []) found.set(`${kind}:${one.id}`, one); // prettier-ignore
  return refs.map((ref) => found.get(`${ref.kind}:${ref.id}`) ?? null);
}
