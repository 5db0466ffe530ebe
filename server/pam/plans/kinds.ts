// Plans and their items as records that others point at: what the whole system controls in the end (L).
import { addDays, startOf, type Day } from '../../platform/clock.ts';
import type { Kind, Shown } from '../../platform/links/kinds.ts';
import { queryTerms } from '../../platform/search/terms.ts';
import type { ItemRecord } from './item.ts';
import type { PlanRecord } from './plan.ts';
import { itemsWhere, plansWhere, type ItemSubject } from './queries.ts';
import { itemUrl, planUrl, type PlanRegister } from './register.ts';
import { PLAN_TONES, stateAt } from './rules.ts';

/** The plans of a register as the kind of its name. */
export function planKind<P extends PlanRecord>(register: PlanRegister<P>): Kind {
  const { name, plans } = register;
  const shown = (plan: P, asOf?: Day): Shown => shownPlan(register, plan, asOf);
  return {
    name,
    words: { one: `${name}.one`, many: `${name}.many` },
    async show(ids, user, asOf) {
      return (await plansWhere(register, { _id: { $in: ids } }, user)).map((plan) => shown(plan, asOf));
    },
    async find(typed, user, limit) {
      const found = await plansWhere(register, { words: { $all: queryTerms(typed) } }, user, limit);
      return found.map((plan) => shown(plan));
    },
    async byCode(code, user) {
      const [plan] = isOf(register, code) ? await plansWhere(register, { code }, user, 1) : [];
      return plan ? shown(plan) : null;
    },
    async *enumerate() {
      for await (const { _id } of plans.find().select('_id').lean<P>().cursor()) yield String(_id);
    },
  };
}

/** The items of a register's plans: `pam_item`, `pmi_item`. */
export function itemKind<P extends PlanRecord>(register: PlanRegister<P>): Kind {
  const { name, items } = register;
  const shown = (one: ItemSubject<P>, asOf?: Day): Shown => shownItem(register, one, asOf);
  return {
    name: `${name}_item`,
    words: { one: `${name}.item.one`, many: `${name}.item.many` },
    async show(ids, user, asOf) {
      return (await itemsWhere(register, { _id: { $in: ids } }, user)).map((one) => shown(one, asOf));
    },
    async find(typed, user, limit) {
      const where = { words: { $all: queryTerms(typed) }, withdrawn: false };
      return (await itemsWhere(register, where, user, limit)).map((one) => shown(one));
    },
    async byCode(code, user) {
      const [one] = isOf(register, code) ? await itemsWhere(register, { code }, user, 1) : [];
      return one ? shown(one) : null;
    },
    async *enumerate() {
      for await (const { _id } of items.find().select('_id').lean<ItemRecord>().cursor()) yield String(_id);
    },
  };
}

function isOf<P extends PlanRecord>({ name }: PlanRegister<P>, code: string): boolean {
  return code.startsWith(`${name.toUpperCase()}-`);
}

function shownPlan<P extends PlanRecord>(register: PlanRegister<P>, plan: P, asOf?: Day): Shown {
  const state = asOf ? stateAt(plan, startOf(addDays(asOf, 1))) : plan.state;
  return {
    kind: register.name,
    id: String(plan._id),
    code: plan.code,
    title: plan.title,
    url: planUrl(register, plan),
    state: { key: `${register.name}.state.${state}`, tone: PLAN_TONES[state] },
  };
}

function shownItem<P extends PlanRecord>(
  register: PlanRegister<P>,
  { plan, item }: ItemSubject<P>,
  asOf?: Day,
): Shown {
  const { state } = shownPlan(register, plan, asOf);
  return {
    kind: `${register.name}_item`,
    id: String(item._id),
    code: item.code,
    title: item.text,
    url: itemUrl(register, plan, item),
    state: item.withdrawn ? { key: 'pam.item.withdrawn', tone: 'off' } : state,
  };
}
