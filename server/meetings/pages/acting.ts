// Pages on which a session is acted on: convened, attended, decided, written down, signed, annotated, called off.
import type { Day } from '../../platform/clock.ts';
import { today } from '../../platform/clock.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { takeAttendance } from '../attending.ts';
import type { BodyRecord } from '../body.ts';
import { addItem, callOff, convene, dropItem, reconvene } from '../convening.ts';
import { decide } from '../deciding.ts';
import type * as forms from '../forms.ts';
import { annotate, reopenMinutes, writeMinutes } from '../minuting.ts';
import type { SessionSubject } from '../policy.ts';
import { attendanceRows, sessionHead } from '../present/sessions.ts';
import type { ItemSubject } from '../queries.ts';
import { isMemberOn, MODES, OUTCOMES } from '../rules.ts';
import type { Commitment } from '../session.ts';
import { signMinutes } from '../signing.ts';
import { decisionSubject, waitingSubjects } from '../subjects.ts';
import { tellConvened, tellToSign } from '../telling.ts';

type On<F, S = SessionSubject> = Ctx<S, InputOf<F>>;

export function askConvene(ctx: Ctx<BodyRecord>): void {
  const { code, name } = ctx.subject;
  ctx.page('meetings/convene', {
    title: ctx.t('meetings.convene.title', { name }),
    crumbs: [{ label: ctx.t('meetings.body.many'), href: '/organos' }, { label: code, href: `/organos/${code}` }],
    action: `/organos/${code}/convocatoria`,
    back: `/organos/${code}`,
    isNew: true,
    session: { date: today(), time: '08:00', mode: 'onsite', place: '' },
    modes: modes(ctx),
  }); // prettier-ignore
}

export async function convened(ctx: On<typeof forms.conveneForm, BodyRecord>): Promise<void> {
  const { agenda, ...input } = ctx.input;
  const titles = agenda.split('\n').map((one) => one.trim()).filter(Boolean); // prettier-ignore
  const code = await convene(ctx.subject.code, input, titles, ctx.user);
  tellConvened(code);
  await ctx.redirect(`/sesiones/${code}`, { key: 'meetings.flash.convened', params: { code } });
}

export function askReconvene(ctx: Ctx<SessionSubject>): void {
  const head = sessionHead(ctx.subject, ctx.t);
  ctx.page('meetings/convene', {
    ...head,
    title: ctx.t('meetings.reconvene'),
    action: `${head.path}/convocatoria`,
    back: head.path,
    modes: modes(ctx),
  });
}

export async function reconvened(ctx: On<typeof forms.reconveneForm>): Promise<void> {
  await reconvene(codeOf(ctx), ctx.input, ctx.user);
  tellConvened(codeOf(ctx));
  await back(ctx, 'reconvened');
}

export async function askItem(ctx: Ctx<SessionSubject>): Promise<void> {
  const waiting = await waitingSubjects(ctx.user);
  ctx.page('meetings/item', {
    ...sessionHead(ctx.subject, ctx.t),
    waiting: waiting.map(({ code, title, url }) => ({ href: url, label: `${code} · ${title}` })),
  });
}

export async function itemAdded(ctx: On<typeof forms.itemForm>): Promise<void> {
  await addItem(codeOf(ctx), ctx.input, ctx.user);
  await back(ctx, 'item_added');
}

export function askDrop(ctx: Ctx<ItemSubject>): void {
  const { path, ...head } = sessionHead(ctx.subject, ctx.t);
  ctx.page('meetings/ask', { ...head, path, ...asks(ctx, 'drop'), quote: ctx.subject.item.title });
}

export async function dropped(ctx: Ctx<ItemSubject, InputOf<typeof forms.nothingForm>>): Promise<void> {
  await dropItem(ctx.subject.session.code, ctx.subject.item.number, ctx.user);
  await back(ctx, 'item_dropped');
}

export function askAttendance(ctx: Ctx<SessionSubject>): void {
  const { session, body } = ctx.subject;
  const members = body.members.filter((one) => isMemberOn(one, session.date));
  const options = members.map(({ person, name, role }) => ({
    value: person,
    label: `${name} · ${ctx.t(`meetings.role.${role}`)}`,
  }));
  const inRole = (role: string) => members.find((one) => one.role === role)?.person ?? '';
  ctx.page('meetings/attendance', {
    ...sessionHead(ctx.subject, ctx.t),
    members: options,
    voting: options.filter((_, index) => members[index]?.votes),
    present: session.attendance.filter((one) => one.present).map((one) => one.person),
    presiding: session.presiding ?? inRole('chair'),
    secretary: session.secretary ?? inRole('secretary'),
  });
}

export async function attended(ctx: On<typeof forms.attendanceForm>): Promise<void> {
  await takeAttendance(codeOf(ctx), ctx.input, ctx.user);
  await back(ctx, 'attended');
}

export async function askDecision(ctx: Ctx<ItemSubject>): Promise<void> {
  const { item, session } = ctx.subject;
  const subject = item.subject && decisionSubject(item.subject.kind);
  const awaits = item.subject && ((await subject?.awaits?.(item.subject)) ?? null);
  ctx.page('meetings/decide', {
    ...sessionHead(ctx.subject, ctx.t),
    item,
    awaits,
    label: subject && ctx.t(subject.label),
    voters: session.quorum?.present ?? 0,
    attendance: attendanceRows(session, ctx.t),
    outcomes: OUTCOMES.map((value) => ({ value, label: ctx.t(`meetings.outcome.${value}`) })),
  });
}

export async function decided(ctx: Ctx<ItemSubject, InputOf<typeof forms.decisionForm>>): Promise<void> {
  const { outcome, text, password, sha256, against, abstained } = ctx.input;
  const votes = { for: ctx.input.for, against, abstained };
  await decide(ctx.subject.session.code, ctx.subject.item.number, { outcome, text, password, sha256, votes }, ctx.user); // prettier-ignore
  const { subject } = ctx.subject.item;
  if (subject) await decisionSubject(subject.kind)?.tell?.(subject);
  await back(ctx, 'decided');
}

export function askMinutes(ctx: Ctx<SessionSubject>): void {
  const { commitments } = ctx.subject.session;
  const typed = ctx.form.values;
  const lists = [typed.what, typed.who, typed.due].map((one) => [one ?? []].flat().map(String));
  const rows = lists[0]?.length
    ? lists[0].map((what, index) => ({ what, who: lists[1]?.[index] ?? '', due: lists[2]?.[index] ?? '' }))
    : commitments;
  ctx.page('meetings/minutes', {
    ...sessionHead(ctx.subject, ctx.t),
    commitments: [...rows, { what: '', who: '', due: '' }],
  });
}

export async function minuted(ctx: On<typeof forms.minutesForm>): Promise<void> {
  const { minutes, what, who, due, close } = ctx.input;
  const commitments = what
    .map((one, index): Commitment => ({ what: one, who: who[index] ?? '', due: dayIn(due[index]) }))
    .filter((one) => one.what !== '');
  await writeMinutes(codeOf(ctx), { minutes, commitments, close: close === 'si' }, ctx.user);
  if (close === 'si') tellToSign(codeOf(ctx));
  await back(ctx, close === 'si' ? 'closed' : 'written');
}

export function askSignature(ctx: Ctx<SessionSubject>): void {
  ctx.page('meetings/sign', sessionHead(ctx.subject, ctx.t));
}

export async function signed(ctx: On<typeof forms.signatureForm>): Promise<void> {
  const record = await signMinutes(codeOf(ctx), ctx.input, ctx.user);
  await back(ctx, record ? 'declared' : 'signed', record ? { record } : {});
}

export function askReopen(ctx: Ctx<SessionSubject>): void {
  ctx.page('meetings/ask', { ...sessionHead(ctx.subject, ctx.t), ...asks(ctx, 'reopen'), reason: true });
}

export async function reopened(ctx: On<typeof forms.reasonForm>): Promise<void> {
  await reopenMinutes(codeOf(ctx), ctx.input.reason, ctx.user);
  await back(ctx, 'reopened');
}

export function askCallOff(ctx: Ctx<SessionSubject>): void {
  const words = { ...asks(ctx, 'call_off'), reason: true, danger: true };
  ctx.page('meetings/ask', { ...sessionHead(ctx.subject, ctx.t), ...words });
}

export async function calledOff(ctx: On<typeof forms.reasonForm>): Promise<void> {
  await callOff(codeOf(ctx), ctx.input.reason, ctx.user);
  await back(ctx, 'called_off');
}

export function askAnnotation(ctx: Ctx<SessionSubject>): void {
  ctx.page('meetings/ask', { ...sessionHead(ctx.subject, ctx.t), ...asks(ctx, 'annotate'), note: true });
}

export async function annotated(ctx: On<typeof forms.noteForm>): Promise<void> {
  await annotate(codeOf(ctx), ctx.input.text, ctx.user);
  await back(ctx, 'annotated');
}

/** Words of a page that asks before an act, and where its form goes. */
function asks<S>(ctx: Pick<Ctx<S>, 't' | 'req'>, act: string) {
  const say = (part: string): string => ctx.t(`meetings.ask.${act}.${part}`);
  return { ask: { title: say('title'), text: say('text'), button: say('button') }, action: ctx.req.path };
}

function back<S extends SessionSubject, I>(
  ctx: Pick<Ctx<S, I>, 'redirect' | 'subject'>,
  flash: string,
  params: Record<string, string> = {},
): Promise<void> {
  return ctx.redirect(`/sesiones/${ctx.subject.session.code}`, { key: `meetings.flash.${flash}`, params });
}

function codeOf<I>(ctx: Pick<Ctx<SessionSubject, I>, 'subject'>): string {
  return ctx.subject.session.code;
}

function modes({ t }: Pick<Ctx, 't'>) {
  return MODES.map((value) => ({ value, label: t(`meetings.mode.${value}`) }));
}

function dayIn(value: Day | null | undefined): Day | null {
  return value ?? null;
}
