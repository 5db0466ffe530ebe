// Handlers of the entity's plans: list, plan with its items, item with all that controls it, and the acts.
import { asOfFor } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { now, today, yearOf } from '../platform/clock.ts';
import type { InputOf } from '../platform/forms/forms.ts';
import type { Ctx } from '../platform/http/context.ts';
import { lineOf } from '../platform/links/lines.ts';
import { countsOf, panel } from '../platform/links/links.ts';
import { entity } from '../platform/settings/settings.ts';
import type { closeForm, editForm, enableForm, itemForm, listQuery, newForm } from './forms.ts';
import { itemUrl, urlOf } from './kinds.ts';
import { addItem, beginPlan, closePlan, editItem, editPlan, enablePlan, setWithdrawn } from './planning.ts';
import { itemGroups, itemKindOptions, planFacts, planLine, planTag, stateOptions } from './present.ts';
import { itemsOf, listPlans, type ItemSubject } from './queries.ts';
import type { PlanRecord } from './plan.ts';

type Query = InputOf<typeof listQuery>;

export async function index(ctx: Ctx<undefined, undefined, Query>): Promise<void> {
  const { query, user, t } = ctx;
  const list = await listPlans({ words: query.q, state: query.estado, year: query.anio, page: query.pagina }, user); // prettier-ignore
  ctx.page('pam/index', {
    title: t('pam.title'),
    list: { ...list, rows: list.rows.map((plan) => planLine(plan, t)) },
    filter: query,
    filtered: Boolean(query.q || query.estado || query.anio),
    states: stateOptions(t),
    can: { write: ctx.may('pam.write') },
  });
}

export async function show(ctx: Ctx<PlanRecord>): Promise<void> {
  const { subject: plan, t } = ctx;
  const [items, linked] = await Promise.all([itemsOf(plan), linkedWith('pam', String(plan._id), ctx.user)]);
  const links = await countsOf('pam_item', items.map((item) => String(item._id))); // prettier-ignore
  const isDraft = plan.state === 'draft';
  ctx.page('pam/show', {
    title: `${plan.code} ${plan.title}`,
    crumbs: [{ label: t('pam.title'), href: '/pam' }, { label: plan.code }],
    plan,
    path: urlOf(plan),
    state: planTag(plan.state, t),
    facts: planFacts(plan, t),
    ...itemGroups(items, (one) => itemUrl(plan, one), links, t),
    kinds: itemKindOptions(t),
    linked: linked.map((row) => lineOf(row, t)),
    ref: plan.code,
    can: {
      write: isDraft && ctx.may('pam.write', plan),
      enable: isDraft && ctx.may('pam.enable', plan) && plan.began.id !== ctx.user.id,
      close: plan.state === 'in_force' && ctx.may('pam.close', plan),
    },
  });
}

export async function item(ctx: Ctx<ItemSubject>): Promise<void> {
  const { subject, t } = ctx;
  const { plan, item: one } = subject;
  const linked = await linkedWith('pam_item', String(one._id), ctx.user);
  ctx.page('pam/item', {
    title: `${one.code} ${one.text}`,
    crumbs: [{ label: t('pam.title'), href: '/pam' }, { label: plan.code, href: urlOf(plan) }, { label: one.code }],
    item: one,
    path: itemUrl(plan, one),
    state: one.withdrawn ? { kind: 'off', text: t('pam.item.withdrawn') } : planTag(plan.state, t),
    facts: [
      { label: t('pam.item.kind'), value: t(`pam.item_kind.${one.kind}`) },
      { label: t('pam.one'), value: `${plan.code} · ${plan.title}`, href: urlOf(plan) },
    ],
    kinds: itemKindOptions(t),
    linked: linked.map((row) => lineOf(row, t)),
    can: { write: plan.state === 'draft' && ctx.may('pam.write', plan) },
  }); // prettier-ignore
}

export function blank(ctx: Ctx): void {
  const year = yearOf(now());
  showForm(ctx, { entity: entity.get().name, from: year, until: year + 3 }, null);
}

export function edit(ctx: Ctx<PlanRecord>): void {
  showForm(ctx, ctx.subject, ctx.subject);
}

export async function begin(ctx: Ctx<undefined, InputOf<typeof newForm>>): Promise<void> {
  await beginPlan(ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.input), { key: 'pam.flash.begun' });
}

export async function change(ctx: Ctx<PlanRecord, InputOf<typeof editForm>>): Promise<void> {
  await editPlan(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject), { key: 'pam.flash.changed' });
}

export async function add(ctx: Ctx<PlanRecord, InputOf<typeof itemForm>>): Promise<void> {
  const code = await addItem(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject), { key: 'pam.flash.added', params: { code } });
}

export async function changeItem(ctx: Ctx<ItemSubject, InputOf<typeof itemForm>>): Promise<void> {
  const { plan, item: one } = ctx.subject;
  await editItem(one.code, ctx.input, ctx.user);
  await ctx.redirect(itemUrl(plan, one), { key: 'pam.flash.changed' });
}

/** Takes an item out, or puts it back when it is out. */
export async function turnItem(ctx: Ctx<ItemSubject>): Promise<void> {
  const { plan, item: one } = ctx.subject;
  await setWithdrawn(one.code, !one.withdrawn, ctx.user);
  await ctx.redirect(itemUrl(plan, one), {
    key: one.withdrawn ? 'pam.flash.restored' : 'pam.flash.withdrawn',
  });
}

export function askEnable(ctx: Ctx<PlanRecord>): void {
  askAct(ctx, 'enable', 'habilitacion');
}

export async function enable(ctx: Ctx<PlanRecord, InputOf<typeof enableForm>>): Promise<void> {
  await enablePlan(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject), { key: 'pam.flash.enabled' });
}

export function askClose(ctx: Ctx<PlanRecord>): void {
  askAct(ctx, 'close', 'cierre');
}

export async function close(ctx: Ctx<PlanRecord, InputOf<typeof closeForm>>): Promise<void> {
  await closePlan(ctx.subject.code, ctx.input.reason, ctx.user);
  await ctx.redirect(urlOf(ctx.subject), { key: 'pam.flash.closed' });
}

function linkedWith(kind: string, id: string, user: User) {
  return panel({ kind, id }, user, asOfFor(user) ?? undefined);
}

function askAct(ctx: Ctx<PlanRecord>, name: 'enable' | 'close', noun: string): void {
  const { subject: plan, t } = ctx;
  ctx.page('pam/act', {
    title: t(`pam.act.${name}`),
    crumbs: [{ label: t('pam.title'), href: '/pam' }, { label: plan.code, href: urlOf(plan) }, { label: t(`pam.act.${name}`) }],
    plan,
    state: planTag(plan.state, t),
    name,
    text: t(`pam.act.${name}_text`),
    action: `${urlOf(plan)}/${noun}`,
    back: urlOf(plan),
    today: today(),
  }); // prettier-ignore
}

function showForm(ctx: Ctx | Ctx<PlanRecord>, values: object, plan: PlanRecord | null): void {
  ctx.page('pam/form', {
    title: ctx.t(plan ? 'pam.edit' : 'pam.new'),
    crumbs: [{ label: ctx.t('pam.title'), href: '/pam' }, { label: plan?.code ?? ctx.t('pam.new') }],
    code: plan?.code,
    plan: values,
    isNew: plan === null,
    action: plan ? `${urlOf(plan)}/edicion` : '/pam',
    back: plan ? urlOf(plan) : '/pam',
  });
}
