// What pages show of a register of plans, and what links and packs ask of it; to a certifying body as it stood at the cut-off (L3).
import { closeFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { pageBefore, stoodBefore } from '../../platform/audit/standing.ts';
import { addDays, startOf, type Day } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import { queryTerms } from '../../platform/search/terms.ts';
import type { ItemRecord } from './item.ts';
import type { PlanRecord } from './plan.ts';
import type { PlanRegister } from './register.ts';
import type { PlanState } from './rules.ts';

export interface PlanFilter {
  words: string;
  state: PlanState | null;
  /** A year that the plan covers. */
  year: number | null;
  page: number;
}

/** An item with its plan. */
export interface ItemSubject<P extends PlanRecord> {
  plan: P;
  item: ItemRecord;
}

/** The newest period first. */
export async function listPlans<P extends PlanRecord>(
  { plans, scope }: PlanRegister<P>,
  filter: PlanFilter,
  user: User,
): Promise<Page<P>> {
  const terms = queryTerms(filter.words);
  const within = { $and: [await scope(user), terms.length > 0 ? { words: { $all: terms } } : {}] };
  const where = {
    ...(filter.state ? { state: filter.state } : {}),
    ...(filter.year ? { from: { $lte: filter.year }, until: { $gte: filter.year } } : {}),
  };
  const [order, close] = [{ from: -1, code: 1 } as const, closeFor(user)];
  if (close) return pageBefore(plans, { within, where, order, page: filter.page }, close);
  const query = { $and: [within, where] };
  const [rows, total] = await Promise.all([
    plans.find(query).sort(order).skip(skipFor(filter.page)).limit(PAGE_SIZE).lean<P[]>(),
    plans.countDocuments(query),
  ]);
  return pageOf(rows, total, filter.page);
}

/** @throws NotFound outside what the person may see */
export async function planByCode<P extends PlanRecord>(
  register: PlanRegister<P>,
  code: string,
  user: User | null,
): Promise<P> {
  const [plan] = user ? await plansWhere(register, { code }, user, 1) : [];
  if (!plan) throw new NotFound();
  return plan;
}

/** @param number as the address has it: `01`. @throws NotFound */
export async function itemByNumber<P extends PlanRecord>(
  { items }: PlanRegister<P>,
  plan: PlanRecord,
  number: string,
  user: User | null,
): Promise<ItemRecord> {
  const at = /^\d{1,4}$/.test(number) ? Number(number) : 0;
  const found = await items.find({ plan: plan._id, number: at }).lean<ItemRecord[]>();
  const [item] = await stoodBefore(items, found, closeFor(user));
  if (!item) throw new NotFound();
  return item;
}

/** The lines of a plan in the order of their numbers; as they stood before an instant where one is given. */
export async function itemsOf<P extends PlanRecord>(
  { items }: PlanRegister<P>,
  plan: PlanRecord['_id'] | string,
  close: Date | null,
): Promise<ItemRecord[]> {
  return stoodBefore(items, await items.find({ plan }).sort({ number: 1 }).lean<ItemRecord[]>(), close);
}

/** The lines that counted in a plan at the close of a day, in order. */
export async function itemsAt<P extends PlanRecord>(
  register: PlanRegister<P>,
  planId: string,
  day: Day,
): Promise<ItemRecord[]> {
  const items = await itemsOf(register, planId, startOf(addDays(day, 1)));
  return items.filter((item) => !item.withdrawn);
}

/** Plans by a filter, with what the person may not see left out; null sees all. */
export async function plansWhere<P extends PlanRecord>(
  { plans, scope }: PlanRegister<P>,
  where: Record<string, unknown>,
  user: User | null,
  limit = 0,
): Promise<P[]> {
  const seen = user ? await scope(user) : {};
  const found = await plans
    .find({ $and: [where, seen] })
    .sort({ from: -1, code: 1 })
    .limit(limit)
    .lean<P[]>();
  return stoodBefore(plans, found, closeFor(user));
}

/** Items by a filter, each with its plan; those of plans that the person may not see are left out. */
export async function itemsWhere<P extends PlanRecord>(
  register: PlanRegister<P>,
  where: Record<string, unknown>,
  user: User | null,
  limit = 0,
): Promise<ItemSubject<P>[]> {
  const found = await register.items.find(where).sort({ code: 1 }).limit(limit).lean<ItemRecord[]>();
  const items = await stoodBefore(register.items, found, closeFor(user));
  const plans = await plansWhere(register, { _id: { $in: items.map(({ plan }) => plan) } }, user);
  const byId = new Map(plans.map((plan) => [String(plan._id), plan]));
  return items.flatMap((item) => {
    const plan = byId.get(String(item.plan));
    return plan ? [{ plan, item }] : [];
  });
}
