// Pages of audits: the list, a new one, one with its plan, its team, its history and its report.
import { positionOptions, positionsByIds } from '../../people/index.ts';
import { processOptions, findProcess } from '../../processes/index.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { addDays, today } from '../../platform/clock.ts';
import { fileStore } from '../../platform/files/index.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { panel } from '../../platform/links/links.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import type { AgendaItem, AuditRecord } from '../audit.ts';
import { assignMember } from '../assigning.ts';
import { reportPdf } from '../closing.ts';
import { openFollowUp } from '../following.ts';
import type {
  auditForm,
  auditQuery,
  followUpForm,
  memberForm,
  planForm,
  startQuery,
} from '../forms/planning.ts';
import { createAudit, editPlan, type PlanInput } from '../planning.ts';
import type { AuditSubject } from '../policy.ts';
import {
  auditAbilities,
  auditHead,
  auditRow,
  memberRow,
  missingInPlan,
  pathOf,
  planFacts,
  tieLine,
} from '../present/audits.ts';
import { setOptions } from '../present/programmes.ts';
import { listAudits } from '../queries/listing.ts';
import { candidatesFor } from '../queries/auditors.ts';
import { codeOfFollowed, findingsOf, followUpsOf, progressOf } from '../queries/reading.ts';
import { AUDIT_STATES, METHODS } from '../rules/states.ts';

type Query = InputOf<typeof auditQuery>;

export async function list(ctx: Ctx<undefined, undefined, Query>): Promise<void> {
  const { query, user, t } = ctx;
  const year = /^\d{4}$/.test(query.anio) ? Number(query.anio) : null;
  const [page, processes] = await Promise.all([
    listAudits(
      { state: query.estado, process: query.proceso, year, origin: query.origen, page: query.pagina },
      user,
    ),
    processOptions(),
  ]);
  ctx.page('audits/index', {
    title: t('audits.title'),
    list: { ...page, rows: page.rows.map((row) => auditRow(row, t)) },
    filter: query,
    filtered: Boolean(query.estado ?? query.proceso ?? query.origen) || query.anio !== '',
    options: {
      processes,
      states: AUDIT_STATES.map((value) => ({ value, label: t(`audits.state.${value}`) })),
      origins: (['internal', 'external'] as const).map((value) => ({
        value,
        label: t(`audits.origin.${value}`),
      })),
    },
    can: { plan: ctx.may('audits.plan'), auditors: ctx.may('audits.auditors') },
  });
}

export async function blank(ctx: Ctx<undefined, undefined, InputOf<typeof startQuery>>): Promise<void> {
  const { programa = '', proceso = '', mes = '' } = ctx.query ?? {};
  const process = proceso ? await findProcess(proceso) : null;
  const from = /^PAA-\d{4}$/.test(programa) && /^\d{1,2}$/.test(mes) ? `${programa.slice(4)}-${mes.padStart(2, '0')}-15` : addDays(today(), 14);
  await showForm(ctx, null, {
    origin: 'internal', processes: process ? [process.id] : [], title: process ? ctx.t('audits.new.title_for', { process: `${process.code} ${process.name}` }) : '',
    criteria: setOptions(null, ctx.language).slice(0, 1).map((one) => one.value), method: 'on_site', from, until: addDays(from, 1), programme: programa, month: mes, agenda: [], auditees: [],
  });
} // prettier-ignore

export async function create(
  ctx: Ctx<undefined, InputOf<typeof auditForm>, InputOf<typeof startQuery>>,
): Promise<void> {
  const { origin, body, programme, month } = ctx.input;
  const code = await createAudit(
    {
      ...planOf(ctx.input),
      origin,
      body,
      programme: programme ? { code: programme, month: Number(month) || 0 } : null,
    },
    ctx.user,
  );
  await ctx.redirect(pathOf(code), { key: 'audits.flash.created', params: { code } });
}

export async function edit(ctx: Ctx<AuditSubject>): Promise<void> {
  await showForm(ctx, ctx.subject.audit, { ...ctx.subject.audit, processes: ctx.subject.audit.processes.map((one) => one.id) });
} // prettier-ignore

export async function change(ctx: Ctx<AuditSubject, InputOf<typeof planForm>>): Promise<void> {
  await editPlan(ctx.subject.audit.code, planOf(ctx.input), ctx.user);
  await ctx.redirect(pathOf(ctx.subject.audit.code), { key: 'audits.flash.saved' });
}

export async function show(ctx: Ctx<AuditSubject>): Promise<void> {
  const { subject, t, language, user } = ctx;
  const { audit } = subject;
  const close = closeFor(user);
  const [follows, followUps, progress, positions, linked, findings] = await Promise.all([
    codeOfFollowed(audit),
    followUpsOf(audit._id, close),
    progressOf(audit._id, close),
    positionsByIds(audit.auditees),
    panel({ kind: 'audit', id: String(audit._id) }, user),
    findingsOf(audit._id, close),
  ]);
  ctx.page('audits/show', {
    ...auditHead(audit, ctx, 'plan', subject),
    facts: planFacts(audit, follows, positions.map((one) => one.name).join(', '), language, t),
    audit,
    steps: stepsOf(audit, t),
    missing: missingInPlan(subject, ctx.may('audits.edit_plan', subject), t),
    team: audit.team.map((one) => memberRow(one, audit, t)),
    progress: { ...progress, findings: findings.filter((one) => !one.withdrawn).length },
    followUps: followUps.map((one) => ({ href: pathOf(one.code), label: one.code, note: t(`audits.state.${one.state}`) })),
    linked: linked.map((row) => lineOf(row, t)),
    recipients: audit.recipients,
    record: audit.report?.record,
    can: auditAbilities(subject, ctx),
  });
} // prettier-ignore

export async function team(ctx: Ctx<AuditSubject>): Promise<void> {
  const { subject, t } = ctx;
  const { audit } = subject;
  const can = auditAbilities(subject, ctx);
  const candidates = can.assign ? await candidatesFor(audit) : [];
  ctx.page('audits/team', {
    ...auditHead(audit, ctx, 'equipo', subject),
    team: audit.team.map((one) => memberRow(one, audit, t)),
    hasLead: audit.team.some((one) => one.role === 'lead'),
    candidates: candidates.map((one) => ({
      ...one,
      ties: one.ties.map((tie) => tieLine(tie, t)),
      isFree: one.qualified && one.ties.length === 0,
      exception: one.qualified && one.ties.length > 0 && ctx.may('audits.except', { audit, member: { person: one.person } }) ? pathOf(audit.code, 'equipo', one.person, 'excepcion') : null,
    })),
    can,
  });
} // prettier-ignore

export async function assign(ctx: Ctx<AuditSubject, InputOf<typeof memberForm>>): Promise<void> {
  const { code } = ctx.subject.audit;
  await assignMember(code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(code, 'equipo'), { key: 'audits.flash.assigned' });
}

export async function history(ctx: Ctx<AuditSubject>): Promise<void> {
  const { subject, t } = ctx;
  const rows = await historyOf(`audit:${String(subject.audit._id)}`, {
    limit: 200,
    before: closeFor(ctx.user),
  });
  ctx.page('audits/history', {
    ...auditHead(subject.audit, ctx, 'historial', subject),
    timeline: timelineOf(rows, t),
  });
}

/** The report as it was signed; before that, a draft that says so. */
export async function report(ctx: Ctx<AuditSubject>): Promise<void> {
  const { audit } = ctx.subject;
  if (audit.report) return ctx.download(audit.report.name, audit.report.type, await fileStore().read(audit.report.sha256));
  ctx.download(`${audit.code}-${ctx.t('audits.report.draft_name')}.pdf`, 'application/pdf', await reportPdf(audit, ctx.language, closeFor(ctx.user)));
} // prettier-ignore

export function blankFollowUp(ctx: Ctx<AuditSubject>): void {
  const { audit } = ctx.subject;
  const { t } = ctx;
  ctx.page('audits/follow_up', {
    ...auditHead(audit, ctx, '', ctx.subject),
    heading: t('audits.follow_up.title'),
    values: { title: t('audits.follow_up.of', { code: audit.code }), objective: t('audits.follow_up.objective'), from: addDays(today(), 14), until: addDays(today(), 14), method: 'on_site' },
    methods: METHODS.map((value) => ({ value, label: t(`audits.method.${value}`) })),
    action: pathOf(audit.code, 'seguimiento'),
  });
} // prettier-ignore

export async function followUp(ctx: Ctx<AuditSubject, InputOf<typeof followUpForm>>): Promise<void> {
  const code = await openFollowUp(ctx.subject.audit.code, ctx.input, ctx.user);
  await ctx.redirect(pathOf(code), { key: 'audits.flash.created', params: { code } });
}

async function showForm(ctx: Pick<Ctx, 't' | 'language' | 'page' | 'may' | 'form'>, audit: AuditRecord | null, values: Record<string, unknown>): Promise<void> {
  const { t, language } = ctx;
  const [processes, positions] = await Promise.all([processOptions(), positionOptions()]);
  asRows(ctx.form.values);
  const agenda = [...((values.agenda as AgendaItem[] | undefined) ?? []), ...Array.from({ length: 3 }, () => ({ day: '', time: '', what: '', who: '' }))];
  ctx.page('audits/plan_form', {
    ...(audit ? auditHead(audit, ctx, '', { audit }) : { crumbs: [{ href: '/auditorias', label: t('audits.title') }, { label: t('audits.new.title') }] }),
    heading: t(audit ? 'audits.plan.edit' : 'audits.new.title'),
    title: t(audit ? 'audits.plan.edit' : 'audits.new.title'),
    code: audit?.code,
    values,
    isNew: audit === null,
    agenda: agendaRows(agenda, ctx.form.values),
    origins: (['internal', 'external'] as const).map((value) => ({ value, label: t(`audits.origin.${value}`) })),
    methods: METHODS.map((value) => ({ value, label: t(`audits.method.${value}`) })),
    processes,
    positions,
    sets: setOptions(null, language),
    action: audit ? pathOf(audit.code, 'plan') : '/auditorias',
    back: audit ? pathOf(audit.code) : '/auditorias',
  });
} // prettier-ignore

/** One row comes as one text, several as a list: a form that comes back needs lists. */
function asRows(values: Record<string, unknown>): void {
  for (const name of ['agendaDay', 'agendaTime', 'agendaWhat', 'agendaWho'])
    if (typeof values[name] === 'string') values[name] = [values[name]];
}

/** As many rows as were typed, so that a form that comes back loses none. */
function agendaRows(
  agenda: AgendaItem[],
  typed: Record<string, unknown>,
): (AgendaItem & { index: number })[] {
  const sent = [typed.agendaDay].flat().filter((one) => one !== undefined).length;
  const rows =
    sent > 0 ? Array.from({ length: sent }, () => ({ day: '', time: '', what: '', who: '' })) : agenda;
  return rows.map((row, index) => ({ ...row, index }));
}

function planOf(input: InputOf<typeof planForm>): PlanInput {
  const { title, processes, objective, scope, criteria, method, remote, from, until, auditees } = input;
  const agenda = input.agendaDay.flatMap((day, index) =>
    day ? [{ day, time: input.agendaTime[index] ?? '', what: input.agendaWhat[index] ?? '', who: input.agendaWho[index] ?? '' }] : [],
  );
  return { title, processes, objective, scope, criteria, method, remote, from, until, agenda, auditees };
} // prettier-ignore

/** The course of an audit as steps: plan, acceptance, field work, findings, report. */
function stepsOf(audit: AuditRecord, t: Ctx['t']) {
  if (audit.state === 'cancelled') return [];
  const done = [audit.proposed, audit.accepted, audit.started, audit.signed, audit.closed];
  const names = ['proposed', 'accepted', 'started', 'signed', 'closed'] as const;
  const shown = audit.origin === 'external' ? [2, 3, 4] : [0, 1, 2, 3, 4];
  const nowAt = shown.find((index) => !done[index]);
  return shown.map((index) => ({
    state: done[index] ? 'done' : index === nowAt ? 'now' : 'later',
    name: t(`audits.step.${names[index] ?? 'closed'}`),
    who: done[index]?.name,
    position: done[index]?.position,
    at: done[index]?.at,
  }));
}
