// Schools' plans and their items as records that others point at (L).
import type { User } from '../platform/access/roles.ts';
import { addDays, startOf, type Day } from '../platform/clock.ts';
import type { Kind, Shown } from '../platform/links/kinds.ts';
import { queryTerms } from '../platform/search/terms.ts';
import { PmiItem, type ItemRecord } from './item.ts';
import { PmiPlan, type PmiRecord } from './plan.ts';
import { pmiItemsWhere, pmisWhere } from './queries.ts';

/** A line with its plan. */
interface Line {
  plan: PmiRecord;
  item: ItemRecord;
}
import { PLAN_TONES, stateAt } from '../pam/index.ts';

export const pmiKind: Kind = {
  name: 'pmi',
  words: { one: 'pmi.one', many: 'pmi.many' },
  async show(ids, user, asOf) {
    return (await pmisWhere({ _id: { $in: ids } }, user)).map((plan) => shownPlan(plan, asOf));
  },
  async find(typed, user, limit) {
    return (await pmisWhere({ words: { $all: queryTerms(typed) } }, user, limit)).map((one) =>
      shownPlan(one),
    );
  },
  async byCode(code, user) {
    const [plan] = code.startsWith('PMI-') ? await pmisWhere({ code }, user, 1) : [];
    return plan ? shownPlan(plan) : null;
  },
  async *enumerate() {
    for await (const one of PmiPlan.find().select('_id').lean<PmiRecord>().cursor()) yield String(one._id);
  },
};

export const pmiItemKind: Kind = {
  name: 'pmi_item',
  words: { one: 'pmi.item.one', many: 'pmi.item.many' },
  async show(ids, user, asOf) {
    return (await pmiItemsWhere({ _id: { $in: ids } }, user)).map((one) => shownItem(one, asOf));
  },
  async find(typed, user, limit) {
    return found(await pmiItemsWhere({ words: { $all: queryTerms(typed) }, withdrawn: false }, user, limit));
  },
  async byCode(code, user: User) {
    const [one] = code.startsWith('PMI-') ? await pmiItemsWhere({ code }, user, 1) : [];
    return one ? shownItem(one) : null;
  },
  async *enumerate() {
    for await (const one of PmiItem.find().select('_id').lean<ItemRecord>().cursor()) yield String(one._id);
  },
};

function found(rows: readonly Line[]): Shown[] {
  return rows.map((one) => shownItem(one));
}

function shownPlan(plan: PmiRecord, asOf?: Day): Shown {
  const state = asOf ? stateAt(plan, startOf(addDays(asOf, 1))) : plan.state;
  return {
    kind: 'pmi',
    id: String(plan._id),
    code: plan.code,
    title: plan.title,
    url: urlOf(plan),
    state: { key: `pmi.state.${state}`, tone: PLAN_TONES[state] },
  };
}

function shownItem({ plan, item }: Line, asOf?: Day): Shown {
  const { state } = shownPlan(plan, asOf);
  return {
    kind: 'pmi_item',
    id: String(item._id),
    code: item.code,
    title: item.text,
    url: itemUrl(plan, item),
    state: item.withdrawn ? { key: 'pam.item.withdrawn', tone: 'off' } : state,
  };
}

export function urlOf(plan: Pick<PmiRecord, 'code'>): string {
  return `/pmi/${encodeURIComponent(plan.code)}`;
}

export function itemUrl(plan: Pick<PmiRecord, 'code'>, item: Pick<ItemRecord, 'number'>): string {
  return `${urlOf(plan)}/${String(item.number).padStart(2, '0')}`;
}
