// Pages of bodies: the list, one with its members and sessions, and the forms that change them.
import { peopleOptions } from '../../people/index.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { BodyRecord } from '../body.ts';
import type { bodyEditForm, bodyForm, endForm, memberForm } from '../forms.ts';
import { changeBody, endMembership, formBody, nameMember } from '../forming.ts';
import { bodyRow, memberRows, quorumWords } from '../present/bodies.ts';
import { sessionRow, timelineRows } from '../present/sessions.ts';
import { bodiesFor, sessionsOfBody } from '../queries.ts';
import { canMeet, MEMBER_ROLES, QUORUM_RULES } from '../rules.ts';

const LATEST = 8;

export async function index(ctx: Ctx): Promise<void> {
  const bodies = await bodiesFor(ctx.user);
  ctx.page('meetings/bodies', {
    title: ctx.t('meetings.body.many'),
    bodies: bodies.map((one) => bodyRow(one, ctx.t)),
    can: { edit: ctx.may('meetings.edit_bodies') },
  });
}

export async function show(ctx: Ctx<BodyRecord>): Promise<void> {
  const { subject: body, t } = ctx;
  const canEdit = ctx.may('meetings.edit_bodies');
  const [sessions, acts] = await Promise.all([
    sessionsOfBody(body, ctx.user),
    historyOf(`body:${String(body._id)}`, { limit: LATEST }),
  ]);
  ctx.page('meetings/body', {
    ...headOf(body, ctx),
    facts: [
      { label: t('meetings.field.quorum'), value: quorumWords(body, t) },
      { label: t('meetings.field.since'), value: null, day: body.createdAt },
    ],
    members: memberRows(body, t, ctx.language, canEdit),
    sessions: sessions.map((one) => sessionRow(one, t)),
    timeline: timelineRows(acts, t),
    can: { edit: canEdit, convene: canMeet(body, today()) && ctx.may('meetings.convene', body) },
  });
}

export function blank(ctx: Ctx): void {
  showForm(ctx, null);
}

export function edit(ctx: Ctx<BodyRecord>): void {
  showForm(ctx, ctx.subject);
}

export async function create(ctx: Ctx<undefined, InputOf<typeof bodyForm>>): Promise<void> {
  const code = await formBody({ ...ctx.input, number: numberOf(ctx.input.number) }, ctx.user);
  await ctx.redirect(`/organos/${code}`, { key: 'meetings.flash.formed', params: { code } });
}

export async function change(ctx: Ctx<BodyRecord, InputOf<typeof bodyEditForm>>): Promise<void> {
  const { code } = ctx.subject;
  await changeBody(code, { ...ctx.input, number: numberOf(ctx.input.number) }, ctx.user);
  await ctx.redirect(`/organos/${code}`, { key: 'meetings.flash.changed', params: { code } });
}

export async function askMember(ctx: Ctx<BodyRecord>): Promise<void> {
  ctx.page('meetings/member', {
    ...headOf(ctx.subject, ctx),
    people: await peopleOptions(),
    roles: MEMBER_ROLES.map((value) => ({ value, label: ctx.t(`meetings.role.${value}`) })),
    today: today(),
  });
}

export async function addMember(ctx: Ctx<BodyRecord, InputOf<typeof memberForm>>): Promise<void> {
  await nameMember(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(`/organos/${ctx.subject.code}`, { key: 'meetings.flash.named' });
}

export function askEnd(ctx: Ctx<BodyRecord>): void {
  const member = ctx.subject.members.find((one) => String(one.number) === ctx.req.params.member);
  ctx.page('meetings/end', { ...headOf(ctx.subject, ctx), member, action: ctx.req.path, today: today() });
}

export async function end(ctx: Ctx<BodyRecord, InputOf<typeof endForm>>): Promise<void> {
  await endMembership(ctx.subject.code, Number(ctx.req.params.member) || 0, ctx.input.until, ctx.user);
  await ctx.redirect(`/organos/${ctx.subject.code}`, { key: 'meetings.flash.ended' });
}

function headOf(body: BodyRecord, { t }: Pick<Ctx, 't'>) {
  const path = `/organos/${body.code}`;
  return {
    title: body.name,
    crumbs: [
      { label: t('meetings.body.many'), href: '/organos' },
      { label: body.code, href: path },
    ],
    body,
    path,
    state: body.active ? null : { kind: 'off', text: t('meetings.body.inactive') },
  };
}

function showForm(ctx: Pick<Ctx, 'page' | 't'>, body: BodyRecord | null): void {
  ctx.page('meetings/body_form', {
    ...(body ? headOf(body, ctx) : { title: ctx.t('meetings.body.new'), path: '/organos' }),
    body: body ?? { active: true, quorum: { rule: 'majority', number: null } },
    isNew: body === null,
    action: body ? `/organos/${body.code}/edicion` : '/organos/nuevo',
    rules: QUORUM_RULES.map((value) => ({ value, label: ctx.t(`meetings.rule.${value}`) })),
  });
}

function numberOf(value: string | null): number | null {
  return value === null ? null : Number(value);
}
