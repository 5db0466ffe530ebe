// Handlers of the entity's plans: list, plan with its items, and the acts.
import { now, yearOf } from '../platform/clock.ts';
import type { InputOf } from '../platform/forms/forms.ts';
import type { Ctx } from '../platform/http/context.ts';
import { entity } from '../platform/settings/settings.ts';
import type { editForm, newForm } from './forms.ts';
import type { PamRecord } from './plan.ts';
import { addItem, beginPlan, closePlan, editItem, editPlan, enablePlan, setWithdrawn } from './planning.ts';
import type { closeForm, enableForm, itemForm, planQuery } from './plans/forms.ts';
import { askAct, itemPages, listPage, planView } from './plans/pages.ts';
import { planUrl } from './plans/register.ts';
import { pamFacts, pamLine } from './present.ts';
import { pamRegister } from './register.ts';

const urlOf = (plan: { code: string }): string => planUrl(pamRegister, plan);

export async function index(ctx: Ctx<undefined, undefined, InputOf<typeof planQuery>>): Promise<void> {
  ctx.page('pam/index', {
    ...(await listPage(pamRegister, ctx, (plan) => pamLine(plan, ctx.t))),
    can: { write: ctx.may('pam.write') },
  });
}

export async function show(ctx: Ctx<PamRecord>): Promise<void> {
  const { subject: plan, t, user } = ctx;
  const isDraft = plan.state === 'draft';
  ctx.page('pam/show', {
    ...(await planView(pamRegister, plan, ctx)),
    facts: pamFacts(plan, t),
    can: {
      write: isDraft && ctx.may('pam.write', plan),
      enable: isDraft && ctx.may('pam.enable', plan) && plan.began.id !== user.id,
      close: plan.state === 'in_force' && ctx.may('pam.close', plan),
      await: isDraft && ctx.may('pam.write', plan) && plan.began.id === user.id,
    },
  });
}

export const { item, changeItem, turnItem } = itemPages(pamRegister, { editItem, setWithdrawn });

export function blank(ctx: Ctx): void {
  const year = yearOf(now());
  showForm(ctx, { entity: entity.get().name, from: year, until: year + 3 }, null);
}

export function edit(ctx: Ctx<PamRecord>): void {
  showForm(ctx, ctx.subject, ctx.subject);
}

export async function begin(ctx: Ctx<undefined, InputOf<typeof newForm>>): Promise<void> {
  await beginPlan(ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.input), { key: 'pam.flash.begun' });
}

export async function change(ctx: Ctx<PamRecord, InputOf<typeof editForm>>): Promise<void> {
  await editPlan(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject), { key: 'pam.flash.changed' });
}

export async function add(ctx: Ctx<PamRecord, InputOf<typeof itemForm>>): Promise<void> {
  const code = await addItem(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject), { key: 'pam.flash.added', params: { code } });
}

export function askEnable(ctx: Ctx<PamRecord>): void {
  askAct(pamRegister, ctx.subject, { name: 'enable', noun: 'habilitacion' }, ctx);
}

export async function enable(ctx: Ctx<PamRecord, InputOf<typeof enableForm>>): Promise<void> {
  await enablePlan(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(urlOf(ctx.subject), { key: 'pam.flash.enabled' });
}

export function askClose(ctx: Ctx<PamRecord>): void {
  askAct(pamRegister, ctx.subject, { name: 'close', noun: 'cierre' }, ctx);
}

export async function close(ctx: Ctx<PamRecord, InputOf<typeof closeForm>>): Promise<void> {
  await closePlan(ctx.subject.code, ctx.input.reason, ctx.user);
  await ctx.redirect(urlOf(ctx.subject), { key: 'pam.flash.closed' });
}

function showForm(ctx: Ctx | Ctx<PamRecord>, values: object, plan: PamRecord | null): void {
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
