// Handlers of schools' plans: list, plan with its items, and the acts.
import { schoolByDane, schoolOptions, schoolsOf } from '../establishments/index.ts';
import { askAct, itemPages, listPage, planUrl, planView } from '../pam/index.ts';
import type { closeForm, enableForm, itemForm, planQuery } from '../pam/index.ts';
import { now, yearOf } from '../platform/clock.ts';
import { Invalid } from '../platform/errors.ts';
import type { InputOf } from '../platform/forms/forms.ts';
import type { Ctx } from '../platform/http/context.ts';
import type { editForm, newForm } from './forms.ts';
import { addPmiItem, beginPmi, closePmi, editPmi, editPmiItem, enablePmi, setPmiWithdrawn } from './planning.ts'; // prettier-ignore
import type { PmiSubject } from './policy.ts';
import { pmiFacts, pmiLine } from './present.ts';
import { pmiRegister } from './register.ts';

const urlOf = (plan: { code: string }): string => planUrl(pmiRegister, plan);

export async function index(ctx: Ctx<undefined, undefined, InputOf<typeof planQuery>>): Promise<void> {
  ctx.page('pmi/index', {
    ...(await listPage(pmiRegister, ctx, (plan) => pmiLine(plan, ctx.t))),
    can: { begin: ctx.may('pmi.begin') },
  });
}

export async function show(ctx: Ctx<PmiSubject>): Promise<void> {
  const { subject, t } = ctx;
  const { plan } = subject;
  const isDraft = plan.state === 'draft';
  ctx.page('pmi/show', {
    ...(await planView(pmiRegister, plan, ctx)),
    facts: pmiFacts(plan, t),
    can: {
      write: isDraft && ctx.may('pmi.write', subject),
      enable: isDraft && ctx.may('pmi.enable', subject),
      close: plan.state === 'in_force' && ctx.may('pmi.close', subject),
    },
  });
}

export const { item, changeItem, turnItem } = itemPages(pmiRegister, {
  editItem: editPmiItem,
  setWithdrawn: setPmiWithdrawn,
});

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

export function askEnable(ctx: Ctx<PmiSubject>): void {
  askAct(pmiRegister, ctx.subject.plan, { name: 'enable', noun: 'vigencia' }, ctx);
}

export async function enable(ctx: Ctx<PmiSubject, InputOf<typeof enableForm>>): Promise<void> {
  await enablePmi(ctx.subject.plan.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.plan), { key: 'pmi.flash.enabled' });
}

export function askClose(ctx: Ctx<PmiSubject>): void {
  askAct(pmiRegister, ctx.subject.plan, { name: 'close', noun: 'cierre' }, ctx);
}

export async function close(ctx: Ctx<PmiSubject, InputOf<typeof closeForm>>): Promise<void> {
  await closePmi(ctx.subject.plan.code, ctx.input.reason, ctx.user);
  await ctx.redirect(urlOf(ctx.subject.plan), { key: 'pam.flash.closed' });
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
