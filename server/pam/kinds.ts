// Plans and their items as records that others point at: what the whole system controls in the end (L).
import type { User } from '../platform/access/roles.ts';
import { addDays, startOf, type Day } from '../platform/clock.ts';
import type { Kind, Shown } from '../platform/links/kinds.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { PamItem, type ItemRecord } from './item.ts';
import { PamPlan, type PlanRecord } from './plan.ts';
import { itemsWhere, plansWhere, type ItemSubject } from './queries.ts';
import { PLAN_TONES, stateAt } from './rules.ts';

export const pamKind: Kind = {
  name: 'pam',
  words: { one: 'pam.one', many: 'pam.many' },
  async show(ids, user, asOf) {
    return (await plansWhere({ _id: { $in: ids } }, user)).map((plan) => shownPlan(plan, asOf));
  },
  async find(typed, user, limit) {
    return (await plansWhere({ words: { $all: queryTerms(typed) } }, user, limit)).map((one) =>
      shownPlan(one),
    );
  },
  async byCode(code, user) {
    const [plan] = code.startsWith('PAM-') ? await plansWhere({ code }, user, 1) : [];
    return plan ? shownPlan(plan) : null;
  },
  async *enumerate() {
    for await (const one of PamPlan.find().select('_id').lean<PlanRecord>().cursor()) yield String(one._id);
  },
};

export const pamItemKind: Kind = {
  name: 'pam_item',
  words: { one: 'pam.item.one', many: 'pam.item.many' },
  async show(ids, user, asOf) {
    return (await itemsWhere({ _id: { $in: ids } }, user)).map((one) => shownItem(one, asOf));
  },
  async find(typed, user, limit) {
    return found(await itemsWhere({ words: { $all: queryTerms(typed) }, withdrawn: false }, user, limit));
  },
  async byCode(code, user: User) {
    const [one] = code.startsWith('PAM-') ? await itemsWhere({ code }, user, 1) : [];
    return one ? shownItem(one) : null;
  },
  async *enumerate() {
    for await (const one of PamItem.find().select('_id').lean<ItemRecord>().cursor()) yield String(one._id);
  },
};

function found(rows: readonly ItemSubject[]): Shown[] {
  return rows.map((one) => shownItem(one));
}

function shownPlan(plan: PlanRecord, asOf?: Day): Shown {
  const state = asOf ? stateAt(plan, startOf(addDays(asOf, 1))) : plan.state;
  return {
    kind: 'pam',
    id: String(plan._id),
    code: plan.code,
    title: plan.title,
    url: urlOf(plan),
    state: { key: `pam.state.${state}`, tone: PLAN_TONES[state] },
  };
}

function shownItem({ plan, item }: ItemSubject, asOf?: Day): Shown {
  const { state } = shownPlan(plan, asOf);
  return {
    kind: 'pam_item',
    id: String(item._id),
    code: item.code,
    title: item.text,
    url: itemUrl(plan, item),
    state: item.withdrawn ? { key: 'pam.item.withdrawn', tone: 'off' } : state,
  };
}

export function urlOf(plan: Pick<PlanRecord, 'code'>): string {
  return `/pam/${encodeURIComponent(plan.code)}`;
}

export function itemUrl(plan: Pick<PlanRecord, 'code'>, item: Pick<ItemRecord, 'number'>): string {
  return `${urlOf(plan)}/${String(item.number).padStart(2, '0')}`;
}
