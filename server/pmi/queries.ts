// What pages show of schools' plans and what other slices ask.
import { schoolsByIds, schoolsOf } from '../establishments/index.ts';
import type { PlanState } from '../pam/index.ts';
import type { User } from '../platform/access/roles.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../platform/db/paging.ts';
import { NotFound } from '../platform/errors.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { PmiItem, type ItemRecord } from './item.ts';
import { PmiPlan, type PmiRecord } from './plan.ts';
import { scope, type PmiSubject } from './policy.ts';

export interface PmiFilter {
  words: string;
  state: PlanState | null;
  /** A year that the plan covers. */
  year: number | null;
  page: number;
}

/** What the route of an item loads. */
export interface PmiItemSubject extends PmiSubject {
  item: ItemRecord;
}

/** The newest period first. */
export async function listPmis(filter: PmiFilter, user: User): Promise<Page<PmiRecord>> {
  const terms = queryTerms(filter.words);
  const where = {
    $and: [
      await scopeOf(user),
      terms.length > 0 ? { words: { $all: terms } } : {},
      filter.state ? { state: filter.state } : {},
      filter.year ? { from: { $lte: filter.year }, until: { $gte: filter.year } } : {},
    ],
  };
  const [rows, total] = await Promise.all([
    PmiPlan.find(where).sort({ from: -1, code: 1 }).skip(skipFor(filter.page)).limit(PAGE_SIZE).lean<PmiRecord[]>(),
    PmiPlan.countDocuments(where),
  ]); // prettier-ignore
  return pageOf(rows, total, filter.page);
}

/** @throws NotFound outside what the person may see */
export async function pmiByCode(code: string, user: User | null): Promise<PmiSubject> {
  const [plan] = user ? await pmisWhere({ code }, user, 1) : [];
  if (!plan) throw new NotFound();
  const [school] = await schoolsByIds([plan.establishment]);
  return { plan, school: { rector: school?.rector ?? null, delegate: school?.delegate ?? null } };
}

/** @param number as the address has it: `01`. @throws NotFound */
export async function pmiItemByNumber(
  code: string,
  number: string,
  user: User | null,
): Promise<PmiItemSubject> {
  const subject = await pmiByCode(code, user);
  const at = /^\d{1,4}$/.test(number) ? Number(number) : 0;
  const item = await PmiItem.findOne({ plan: subject.plan._id, number: at }).lean<ItemRecord>();
  if (!item) throw new NotFound();
  return { ...subject, item };
}

/** The lines of a plan in the order of their numbers. */
export async function pmiItemsOf(plan: Pick<PmiRecord, '_id'>): Promise<ItemRecord[]> {
  return PmiItem.find({ plan: plan._id }).sort({ number: 1 }).lean<ItemRecord[]>();
}

/** Plans by a filter, with what the person may not see left out; null sees all. */
export async function pmisWhere(
  where: Record<string, unknown>,
  user: User | null,
  limit = 0,
): Promise<PmiRecord[]> {
  const seen = user ? await scopeOf(user) : {};
  return PmiPlan.find({ $and: [where, seen] })
    .sort({ from: -1, code: 1 })
    .limit(limit)
    .lean<PmiRecord[]>();
}

export async function pmiItemsWhere(
  where: Record<string, unknown>,
  user: User | null,
  limit = 0,
): Promise<{ plan: PmiRecord; item: ItemRecord }[]> {
  const items = await PmiItem.find(where).sort({ code: 1 }).limit(limit).lean<ItemRecord[]>();
  const plans = await pmisWhere({ _id: { $in: items.map(({ plan }) => plan) } }, user);
  const byId = new Map(plans.map((plan) => [String(plan._id), plan]));
  return items.flatMap((item) => {
    const plan = byId.get(String(item.plan));
    return plan ? [{ plan, item }] : [];
  });
}

async function scopeOf(user: User): Promise<Record<string, unknown>> {
  const own = user.roles.includes('school') ? await schoolsOf(user) : [];
  return scope(user, own.map(({ id }) => id)); // prettier-ignore
}
