// What the pages of every register of plans have in common: the lines of a plan, the page of a line, and the page of an act.
import { asOfFor, closeFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { Ref } from '../../platform/links/kinds.ts';
import { lineOf, type LinkLine } from '../../platform/links/lines.ts';
import { countsOf, panel } from '../../platform/links/links.ts';
import type { ItemInput } from './changing.ts';
import type { planQuery } from './forms.ts';
import type { PlanRecord } from './plan.ts';
import { itemGroups, itemKindOptions, planTag, stateOptions } from './present.ts';
import { itemsOf, listPlans, type ItemSubject } from './queries.ts';
import { itemUrl, planUrl, type Named, type PlanRegister } from './register.ts';

/** A page of the register, filtered. */
export async function listPage<P extends PlanRecord, L>(
  register: PlanRegister<P>,
  { query, user, t }: Ctx<undefined, undefined, InputOf<typeof planQuery>>,
  line: (plan: P) => L,
) {
  const { q: words, estado: state, anio: year, pagina: page } = query;
  const list = await listPlans(register, { words, state, year, page }, user);
  return {
    title: t(`${register.name}.title`),
    list: { ...list, rows: list.rows.map(line) },
    filter: query,
    filtered: Boolean(words || state || year),
    states: stateOptions(register, t),
  };
}

/** A plan with its lines and all that is linked with it. */
export async function planView<P extends PlanRecord>(
  register: PlanRegister<P>,
  plan: P,
  ctx: Ctx<unknown, unknown, unknown>,
) {
  const { name } = register;
  const { t } = ctx;
  const [items, linked] = await Promise.all([
    itemsOf(register, plan._id, closeFor(ctx.user)),
    linkedWith({ kind: name, id: String(plan._id) }, ctx),
  ]);
  const links = await countsOf(`${name}_item`, items.map(({ _id }) => String(_id)), asOfFor(ctx.user)); // prettier-ignore
  return {
    title: `${plan.code} ${plan.title}`,
    crumbs: [{ label: t(`${name}.title`), href: `/${name}` }, { label: plan.code }],
    plan,
    path: planUrl(register, plan),
    state: planTag(register, plan.state, t),
    ...itemGroups(register, plan, items, links, t),
    kinds: itemKindOptions(t),
    linked,
  };
}

/** The page of an item with all that controls it, and what it posts. */
export function itemPages<P extends PlanRecord>(
  register: PlanRegister<P>,
  { editItem, setWithdrawn }: ItemVerbs,
) {
  type Subject = ItemSubject<P>;
  return {
    item: async (ctx: Ctx<Subject>): Promise<void> => {
      ctx.page('pam/item', await itemView(register, ctx));
    },
    changeItem: async (ctx: Ctx<Subject, ItemInput>): Promise<void> => {
      const { plan, item } = ctx.subject;
      await editItem(item.code, ctx.input, ctx.user);
      await ctx.redirect(itemUrl(register, plan, item), { key: 'pam.flash.changed' });
    },
    /** Takes an item out, or puts it back when it is out. */
    turnItem: async (ctx: Ctx<Subject>): Promise<void> => {
      const { plan, item } = ctx.subject;
      await setWithdrawn(item.code, !item.withdrawn, ctx.user);
      const key = item.withdrawn ? 'pam.flash.restored' : 'pam.flash.withdrawn';
      await ctx.redirect(itemUrl(register, plan, item), { key });
    },
  };
}

export interface ItemVerbs {
  editItem: (code: string, input: ItemInput, user: User) => Promise<void>;
  setWithdrawn: (code: string, withdrawn: boolean, user: User) => Promise<void>;
}

/**
 * Asks for what an act on a plan needs.
 * @param noun the end of the address that does it, `cierre`
 */
export function askAct(
  register: Named,
  plan: PlanRecord,
  { name, noun }: { name: 'enable' | 'close'; noun: string },
  ctx: Ctx<unknown>,
): void {
  const { t } = ctx;
  const [title, url] = [t(`${register.name}.act.${name}`), planUrl(register, plan)];
  ctx.page('pam/act', {
    title,
    crumbs: [...planCrumbs(register, plan, t), { label: title }],
    plan,
    state: planTag(register, plan.state, t),
    name,
    text: t(`${register.name}.act.${name}_text`),
    action: `${url}/${noun}`,
    back: url,
    today: today(),
  });
}

async function itemView<P extends PlanRecord>(register: PlanRegister<P>, ctx: Ctx<ItemSubject<P>>) {
  const { subject, t } = ctx;
  const { plan, item } = subject;
  const [{ name }, url] = [register, planUrl(register, plan)];
  return {
    title: `${item.code} ${item.text}`,
    crumbs: [...planCrumbs(register, plan, t), { label: item.code }],
    item,
    path: itemUrl(register, plan, item),
    state: item.withdrawn ? { kind: 'off', text: t('pam.item.withdrawn') } : planTag(register, plan.state, t),
    facts: [
      { label: t('pam.item.kind'), value: t(`pam.item_kind.${item.kind}`) },
      { label: t(`${name}.one`), value: `${plan.code} · ${plan.title}`, href: url },
    ],
    kinds: itemKindOptions(t),
    linked: await linkedWith({ kind: `${name}_item`, id: String(item._id) }, ctx),
    can: { write: plan.state === 'draft' && ctx.may(`${name}.write`, subject) },
  };
}

/** The way from the register to a plan. */
function planCrumbs(register: Named, plan: PlanRecord, t: Ctx['t']) {
  const { name } = register;
  return [
    { label: t(`${name}.title`), href: `/${name}` },
    { label: plan.code, href: planUrl(register, plan) },
  ];
}

async function linkedWith(ref: Ref, { user, t }: Ctx<unknown, unknown, unknown>): Promise<LinkLine[]> {
  return (await panel(ref, user)).map((row) => lineOf(row, t));
}
