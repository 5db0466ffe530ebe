// What pages show of the entity's plans and what other slices ask.
import type { User } from '../platform/access/roles.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../platform/db/paging.ts';
import { NotFound } from '../platform/errors.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { PamItem, type ItemRecord } from './item.ts';
import { PamPlan, type PlanRecord } from './plan.ts';
import { scope } from './policy.ts';
import type { PlanState } from './rules.ts';

export interface PlanFilter {
  words: string;
  state: PlanState | null;
  /** A year that the plan covers. */
  year: number | null;
  page: number;
}

/** What the route of an item loads. */
export interface ItemSubject {
  plan: PlanRecord;
  item: ItemRecord;
}

/** The newest period first. */
export async function listPlans(filter: PlanFilter, user: User): Promise<Page<PlanRecord>> {
  const terms = queryTerms(filter.words);
  const where = {
    $and: [
      scope(user),
      terms.length > 0 ? { words: { $all: terms } } : {},
      filter.state ? { state: filter.state } : {},
      filter.year ? { from: { $lte: filter.year }, until: { $gte: filter.year } } : {},
    ],
  };
  const [rows, total] = await Promise.all([
    PamPlan.find(where).sort({ from: -1, code: 1 }).skip(skipFor(filter.page)).limit(PAGE_SIZE).lean<PlanRecord[]>(),
    PamPlan.countDocuments(where),
  ]); // prettier-ignore
  return pageOf(rows, total, filter.page);
}

/** @throws NotFound outside what the person may see */
export async function planByCode(code: string, user: User | null): Promise<PlanRecord> {
  const found = user && (await PamPlan.findOne({ $and: [{ code }, scope(user)] }).lean<PlanRecord>());
  if (!found) throw new NotFound();
  return found;
}

/** @param number as the address has it: `01`. @throws NotFound */
export async function itemByNumber(code: string, number: string, user: User | null): Promise<ItemSubject> {
  const plan = await planByCode(code, user);
  const at = /^\d{1,4}$/.test(number) ? Number(number) : 0;
  const item = await PamItem.findOne({ plan: plan._id, number: at }).lean<ItemRecord>();
  if (!item) throw new NotFound();
  return { plan, item };
}

/** The lines of a plan in the order of their numbers. */
export async function itemsOf(plan: Pick<PlanRecord, '_id'>): Promise<ItemRecord[]> {
  return PamItem.find({ plan: plan._id }).sort({ number: 1 }).lean<ItemRecord[]>();
}

/** Plans and items by a filter, with what the person may not see left out; null sees all. */
export async function plansWhere(
  where: Record<string, unknown>,
  user: User | null,
  limit = 0,
): Promise<PlanRecord[]> {
  const seen = user ? scope(user) : {};
  return PamPlan.find({ $and: [where, seen] })
    .sort({ from: -1, code: 1 })
    .limit(limit)
    .lean<PlanRecord[]>();
}

export async function itemsWhere(
  where: Record<string, unknown>,
  user: User | null,
  limit = 0,
): Promise<ItemSubject[]> {
  const items = await PamItem.find(where).sort({ code: 1 }).limit(limit).lean<ItemRecord[]>();
  const plans = await plansWhere({ _id: { $in: items.map(({ plan }) => plan) } }, user);
  const byId = new Map(plans.map((plan) => [String(plan._id), plan]));
  return items.flatMap((item) => {
    const plan = byId.get(String(item.plan));
    return plan ? [{ plan, item }] : [];
  });
}
