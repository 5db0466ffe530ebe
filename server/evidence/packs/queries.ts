// What the pages of packs show.
import { PAGE_SIZE, pageOf, skipFor, type Page } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import type { User } from '../../platform/access/roles.ts';
import { today } from '../../platform/clock.ts';
import { EngagementModel, type EngagementRecord } from '../room/engagement.ts';
import { Pack, type PackRecord, type PackResult } from './pack.ts';
import { packScope } from './policy.ts';

/** @throws NotFound outside what the person may see */
export async function loadPack({ code }: Record<string, string>, user: User | null): Promise<PackRecord> {
  const scope = user ? packScope(user) : { _id: null };
  const found = await Pack.findOne({ $and: [{ code }, scope] }).lean<PackRecord>();
  if (!found) throw new NotFound();
  return found;
}

/** What everybody may know of a pack that was given out: nothing but its hash. @throws NotFound */
export async function publishedPack({
  code,
}: Record<string, string>): Promise<{ code: string; result: PackResult }> {
  const found = await Pack.findOne({ code, state: 'ready' }).lean<PackRecord>();
  if (!found?.result) throw new NotFound();
  return { code: found.code, result: found.result };
}

export async function listPacks(user: User, number: number): Promise<Page<PackRecord>> {
  const scope = packScope(user);
  const [rows, total] = await Promise.all([
    Pack.find(scope).sort({ year: -1, number: -1 }).skip(skipFor(number)).limit(PAGE_SIZE).lean<PackRecord[]>(),
    Pack.countDocuments(scope),
  ]); // prettier-ignore
  return pageOf(rows, total, number);
}

/** Packs that wait to be built, the oldest first. */
export function nextWaiting(): Promise<PackRecord | null> {
  return Pack.findOne({ state: 'waiting' }).sort({ askedAt: 1 }).lean<PackRecord>();
}

export function packsOf(engagement: string): Promise<PackRecord[]> {
  return Pack.find({ engagement }).sort({ year: -1, number: -1 }).limit(100).lean<PackRecord[]>();
}

/** Packs that failed and were not tried again, for whoever can mend it. */
export function failedPacks(): Promise<PackRecord[]> {
  return Pack.find({ state: 'failed' }).sort({ askedAt: 1 }).limit(50).lean<PackRecord[]>();
}

/** Open engagements as options of a form. */
export async function engagementOptions(): Promise<{ value: string; label: string }[]> {
  const open = await EngagementModel.find({ closed: null, expires: { $gte: today() } })
    .sort({ year: -1, number: -1 })
    .lean<EngagementRecord[]>();
  return open.map(({ code, body }) => ({ value: code, label: `${code} · ${body}` }));
}
