// Handlers of what a certifier does in the room: read clause by clause, comment, ask; and the answer of the quality office.
import { addWorkingDays, today } from '../../../platform/clock.ts';
import { NotFound } from '../../../platform/errors.ts';
import type { InputOf } from '../../../platform/forms/forms.ts';
import type { Ctx } from '../../../platform/http/context.ts';
import type { Ref } from '../../../platform/links/kinds.ts';
import { lineOf } from '../../../platform/links/lines.ts';
import { closureDays } from '../../../platform/settings/settings.ts';
import { formatDateTime } from '../../../platform/words/index.ts';
import { clauseById, codeOf, urlOf } from '../../../requirements/index.ts';
import { answerRequest, askFor, commentOn } from '../asking.ts';
import type { EngagementRecord } from '../engagement.ts';
import type { answerForm, commentForm, requestForm, requestQuery, requirementsQuery } from '../forms.ts';
import { clauseHref, commentLine, pathOf, recordLine } from '../present.ts';
import { commentsIn, evidenceOf, setsOf, shownRecords } from '../queries.ts';
import { loadClause, type ClauseSubject, type RequestSubject } from '../queries.ts';

const USUAL_DAYS = 5;

export function requirements(ctx: Ctx<EngagementRecord, undefined, InputOf<typeof requirementsQuery>>): void {
  const { subject: engagement, query, language, t } = ctx;
  const sets = setsOf(engagement);
  const set = sets.find((one) => one.id === query.conjunto) ?? sets[0];
  if (!set) throw new NotFound();
  const path = pathOf(engagement.code, 'requisitos');
  ctx.page('evidence/room_requirements', {
    title: t('evidence.room.requirements'),
    crumbs: crumbs(engagement, ctx, t('evidence.room.requirements')),
    tabs: sets.map((one) => ({ href: `${path}?conjunto=${one.id}`, label: t(one.word), current: one === set })),
    clauses: set.clauses.map((clause) => ({
      href: clauseHref(engagement.code, clause.id),
      label: `${codeOf(clause)} · ${clause.text[language]}`,
    })),
  }); // prettier-ignore
}

export async function clause(ctx: Ctx<ClauseSubject>): Promise<void> {
  const { subject, user, language, t } = ctx;
  const { clause, ...engagement } = subject;
  const [evidence, comments] = await Promise.all([
    evidenceOf(clause, user),
    commentsIn(engagement, clause.id),
  ]);
  const abouts = await shownRecords(comments.map((one) => one.about), user); // prettier-ignore
  const options = evidence.map(({ shown }) => ({
    value: `${shown.kind}:${shown.id}`,
    label: [shown.code, shown.title].filter(Boolean).join(' · '),
  }));
  ctx.page('evidence/room_clause', {
    title: `${codeOf(clause)} ${clause.text[language]}`,
    crumbs: crumbs(engagement, ctx, codeOf(clause), {
      label: t('evidence.room.requirements'),
      href: `${pathOf(engagement.code, 'requisitos')}?conjunto=${clause.set}`,
    }),
    code: codeOf(clause),
    text: clause.text[language],
    clause: clause.id,
    clauseUrl: urlOf(clause),
    path: pathOf(engagement.code),
    evidence: evidence.map((row) => lineOf(row, t)),
    comments: comments.map((one, index) => commentLine(one, abouts[index] ?? null, t)),
    abouts: [{ value: `clause:${clause.id}`, label: t('evidence.room.about_clause') }, ...options],
    askHref: `${pathOf(engagement.code, 'solicitudes', 'nueva')}?requisito=${encodeURIComponent(clause.id)}`,
    can: { comment: ctx.may('evidence.comment', engagement), ask: ctx.may('evidence.ask', engagement) },
  });
}

export async function comment(ctx: Ctx<EngagementRecord, InputOf<typeof commentForm>>): Promise<void> {
  const { subject: engagement, input, user } = ctx;
  // The page of the clause offers what may be commented on; nothing else can be.
  const { clause } = await loadClause({ code: engagement.code, clause: input.clause }, user);
  const about = refOf(input.about);
  const offered = [
    { kind: 'clause', id: clause.id },
    ...(await evidenceOf(clause, user)).map((row) => row.shown),
  ];
  if (!offered.some((one) => one.kind === about.kind && one.id === about.id)) throw new NotFound();
  await commentOn(engagement.code, { clause: clause.id, about, text: input.text }, user);
  await ctx.redirect(clauseHref(engagement.code, clause.id), { key: 'evidence.room.flash.commented' });
}

/** A comment that came back: the page of its clause with what was typed. */
export async function clauseAgain(ctx: Ctx<EngagementRecord>): Promise<void> {
  const typed = typeof ctx.form.values.clause === 'string' ? ctx.form.values.clause : '';
  const subject = await loadClause({ code: ctx.subject.code, clause: typed }, ctx.user);
  return clause(Object.assign(ctx, { subject }));
}

export function asking(
  ctx: Ctx<EngagementRecord, undefined, InputOf<typeof requestQuery> | undefined>,
): void {
  const { subject: engagement, query, t } = ctx;
  ctx.page('evidence/room_ask', {
    title: t('evidence.room.ask'),
    crumbs: crumbs(engagement, ctx, t('evidence.room.ask')),
    clause: query?.requisito ?? '',
    due: addWorkingDays(today(), USUAL_DAYS, closureDays()),
    action: pathOf(engagement.code, 'solicitudes'),
    back: pathOf(engagement.code),
  });
}

export async function ask(ctx: Ctx<EngagementRecord, InputOf<typeof requestForm>>): Promise<void> {
  const { subject: engagement, input, user } = ctx;
  const number = await askFor(engagement.code, { ...input, clause: input.clause || null }, user);
  await ctx.redirect(pathOf(engagement.code, 'solicitudes', number), { key: 'evidence.room.flash.asked' });
}

export async function request(ctx: Ctx<RequestSubject>): Promise<void> {
  const { subject, user, language, t } = ctx;
  const { request, ...engagement } = subject;
  const { answer } = request;
  const about = request.clause ? clauseById(request.clause) : undefined;
  const records = await shownRecords(answer?.records ?? [], user);
  ctx.page('evidence/room_request', {
    title: t('evidence.room.request_title', { code: request.code }),
    crumbs: crumbs(engagement, ctx, request.code),
    code: request.code,
    state: answer
      ? { kind: 'ok', text: t('evidence.room.answered') }
      : { kind: 'warn', text: t('evidence.room.waiting') },
    facts: [
      { label: t('evidence.room.field.by'), value: request.by.name },
      { label: t('evidence.room.field.asked'), value: formatDateTime(request.at, language) },
      { label: t('evidence.room.field.due'), day: request.due },
      ...(about ? [{ label: t('evidence.room.field.clause'), value: codeOf(about), href: clauseHref(engagement.code, about.id) }] : []),
    ],
    request,
    answer: answer && { ...answer, records: records.map((one) => recordLine(one, t)) },
    action: pathOf(engagement.code, 'solicitudes', request.number, 'respuesta'),
    can: { answer: !answer && ctx.may('evidence.answer', engagement) },
  }); // prettier-ignore
}

export async function answer(ctx: Ctx<RequestSubject, InputOf<typeof answerForm>>): Promise<void> {
  const { code, request } = ctx.subject;
  const codes = ctx.input.codes.split(/[\s,;]+/).filter(Boolean);
  await answerRequest(code, request.number, { text: ctx.input.text, codes }, ctx.user);
  await ctx.redirect(pathOf(code, 'solicitudes', request.number), { key: 'evidence.room.flash.answered' });
}

function refOf(typed: string): Ref {
  const [, kind = '', id = ''] = /^([a-z_]+):(.+)$/.exec(typed) ?? [];
  return { kind, id };
}

function crumbs(
  { code }: Pick<EngagementRecord, 'code'>,
  { t }: Pick<Ctx, 't'>,
  here: string,
  ...between: { label: string; href: string }[]
) {
  return [
    { label: t('evidence.room.many'), href: '/sala-de-lectura' },
    { label: code, href: pathOf(code) },
    ...between,
    { label: here },
  ];
}
