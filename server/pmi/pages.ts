// Handlers of schools' plans: list, plan with its items, item with all that controls it, and the acts.
import { schoolByDane, schoolOptions, schoolsOf } from '../establishments/index.ts';
import { itemGroups, itemKindOptions, PLAN_STATES } from '../pam/index.ts';
import { asOfFor } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { now, today, yearOf } from '../platform/clock.ts';
import { Invalid } from '../platform/errors.ts';
import type { InputOf } from '../platform/forms/forms.ts';
import type { Ctx } from '../platform/http/context.ts';
import { lineOf } from '../platform/links/lines.ts';
import { countsOf, panel } from '../platform/links/links.ts';
import type { closeForm, editForm, enableForm, itemForm, listQuery, newForm } from './forms.ts';
import { itemUrl, urlOf } from './kinds.ts';
import { addPmiItem, beginPmi, closePmi, editPmi, editPmiItem, enablePmi, setPmiWithdrawn } from './planning.ts'; // prettier-ignore
import type { PmiSubject } from './policy.ts';
import { pmiFacts, pmiLine, pmiTag } from './present.ts';
import { listPmis, pmiItemsOf, type PmiItemSubject } from './queries.ts';

type Query = InputOf<typeof listQuery>;

export async function index(ctx: Ctx<undefined, undefined, Query>): Promise<void> {
  const { query, user, t } = ctx;
  const list = await listPmis({ words: query.q, state: query.estado, year: query.anio, page: query.pagina }, user); // prettier-ignore
  ctx.page('pmi/index', {
    title: t('pmi.title'),
    list: { ...list, rows: list.rows.map((plan) => pmiLine(plan, t)) },
    filter: query,
    filtered: Boolean(query.q || query.estado || query.anio),
    states: PLAN_STATES.map((value) => ({ value, label: t(`pmi.state.${value}`) })),
    can: { begin: ctx.may('pmi.begin') },
  });
}

export async function show(ctx: Ctx<PmiSubject>): Promise<void> {
  const { subject, t } = ctx;
  const { plan } = subject;
  const [items, linked] = await Promise.all([
    pmiItemsOf(plan),
    linkedWith('pmi', String(plan._id), ctx.user),
  ]);
  const links = await countsOf('pmi_item', items.map((item) => String(item._id))); // prettier-ignore
  const isDraft = plan.state === 'draft';
  ctx.page('pmi/show', {
    title: `${plan.code} ${plan.title}`,
    crumbs: [{ label: t('pmi.title'), href: '/pmi' }, { label: plan.code }],
    plan,
    path: urlOf(plan),
    state: pmiTag(plan.state, t),
    facts: pmiFacts(plan, t),
    ...itemGroups(items, (one) => itemUrl(plan, one), links, t),
    kinds: itemKindOptions(t),
    linked: linked.map((row) => lineOf(row, t)),
    can: {
      write: isDraft && ctx.may('pmi.write', subject),
      enable: isDraft && ctx.may('pmi.enable', subject),
      close: plan.state === 'in_force' && ctx.may('pmi.close', subject),
    },
  });
}

export async function item(ctx: Ctx<PmiItemSubject>): Promise<void> {
  const { subject, t } = ctx;
  const { plan, item: one } = subject;
  const linked = await linkedWith('pmi_item', String(one._id), ctx.user);
  ctx.page('pam/item', {
    title: `${one.code} ${one.text}`,
    crumbs: [{ label: t('pmi.title'), href: '/pmi' }, { label: plan.code, href: urlOf(plan) }, { label: one.code }],
    item: one,
    path: itemUrl(plan, one),
    state: one.withdrawn ? { kind: 'off', text: t('pam.item.withdrawn') } : pmiTag(plan.state, t),
    facts: [
      { label: t('pam.item.kind'), value: t(`pam.item_kind.${one.kind}`) },
      { label: t('pmi.one'), value: `${plan.code} · ${plan.title}`, href: urlOf(plan) },
    ],
    kinds: itemKindOptions(t),
    linked: linked.map((row) => lineOf(row, t)),
    can: { write: plan.state === 'draft' && ctx.may('pmi.write', subject) },
  }); // prettier-ignore
}

export async function blank(ctx: Ctx): Promise<void> {
  const year = yearOf(now());
  const all = ctx.may('pmi.write', { school: { rector: null, delegate: null } });
  const own = (await schoolsOf(ctx.user)).map(({ dane, name }) => ({
    value: dane,
    label: `${name} · ${dane}`,
  }));
  const schools = all ? await schoolOptions() : own;
  showForm(ctx, { dane: schools.length === 1 ? schools[0]?.value : undefined, from: year, until: year }, null, schools); // prettier-ignore
}

export function edit(ctx: Ctx<PmiSubject>): void {
  showForm(ctx, ctx.subject.plan, ctx.subject, []);
}

/** A school begins plans for itself alone; the form offers no other. */
export async function begin(ctx: Ctx<undefined, InputOf<typeof newForm>>): Promise<void> {
  const school = await schoolByDane(ctx.input.dane).catch(() => null);
  if (!school || school.main || !ctx.may('pmi.write', { school })) throw Invalid.field('dane', 'pmi.form.school'); // prettier-ignore
  const code = await beginPmi(ctx.input, ctx.user);
  await ctx.redirect(urlOf({ code }), { key: 'pam.flash.begun' });
}

export async function change(ctx: Ctx<PmiSubject, InputOf<typeof editForm>>): Promise<void> {
  await editPmi(ctx.subject.plan.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.plan), { key: 'pam.flash.changed' });
}

export async function add(ctx: Ctx<PmiSubject, InputOf<typeof itemForm>>): Promise<void> {
  const code = await addPmiItem(ctx.subject.plan.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.plan), { key: 'pam.flash.added', params: { code } });
}

export async function changeItem(ctx: Ctx<PmiItemSubject, InputOf<typeof itemForm>>): Promise<void> {
  const { plan, item: one } = ctx.subject;
  await editPmiItem(one.code, ctx.input, ctx.user);
  await ctx.redirect(itemUrl(plan, one), { key: 'pam.flash.changed' });
}

/** Takes an item out, or puts it back when it is out. */
export async function turnItem(ctx: Ctx<PmiItemSubject>): Promise<void> {
  const { plan, item: one } = ctx.subject;
  await setPmiWithdrawn(one.code, !one.withdrawn, ctx.user);
  await ctx.redirect(itemUrl(plan, one), {
    key: one.withdrawn ? 'pam.flash.restored' : 'pam.flash.withdrawn',
  });
}

export function askEnable(ctx: Ctx<PmiSubject>): void {
  askAct(ctx, 'enable', 'vigencia');
}

export async function enable(ctx: Ctx<PmiSubject, InputOf<typeof enableForm>>): Promise<void> {
  await enablePmi(ctx.subject.plan.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.plan), { key: 'pmi.flash.enabled' });
}

export function askClose(ctx: Ctx<PmiSubject>): void {
  askAct(ctx, 'close', 'cierre');
}

export async function close(ctx: Ctx<PmiSubject, InputOf<typeof closeForm>>): Promise<void> {
  await closePmi(ctx.subject.plan.code, ctx.input.reason, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.plan), { key: 'pam.flash.closed' });
}

function linkedWith(kind: string, id: string, user: User) {
  return panel({ kind, id }, user, asOfFor(user) ?? undefined);
}

function askAct(ctx: Ctx<PmiSubject>, name: 'enable' | 'close', noun: string): void {
  const { subject, t } = ctx;
  const { plan } = subject;
  ctx.page('pam/act', {
    title: t(`pmi.act.${name}`),
    crumbs: [{ label: t('pmi.title'), href: '/pmi' }, { label: plan.code, href: urlOf(plan) }, { label: t(`pmi.act.${name}`) }],
    plan,
    state: pmiTag(plan.state, t),
    name,
    text: t(`pmi.act.${name}_text`),
    action: `${urlOf(plan)}/${noun}`,
    back: urlOf(plan),
    today: today(),
  }); // prettier-ignore
}

function showForm(
  ctx: Ctx | Ctx<PmiSubject>,
  values: object,
  subject: PmiSubject | null,
  schools: readonly { value: string; label: string }[],
): void {
  const plan = subject?.plan;
  ctx.page('pmi/form', {
    title: ctx.t(plan ? 'pam.edit' : 'pmi.new'),
    crumbs: [{ label: ctx.t('pmi.title'), href: '/pmi' }, { label: plan?.code ?? ctx.t('pmi.new') }],
    code: plan?.code,
    plan: values,
    isNew: !plan,
    schools,
    action: plan ? `${urlOf(plan)}/edicion` : '/pmi',
    back: plan ? urlOf(plan) : '/pmi',
  });
}
