// Pages of the audit programmes: the list, one programme with its weights, a process in it, the calendar.
import type { InputOf } from '../../platform/forms/forms.ts';
import { closeFor } from '../../platform/access/engagement.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { addDays, now, today, yearOf } from '../../platform/clock.ts';
import { publicAddress } from '../../platform/settings/address.ts';
import { byFactor, type lineForm, type newProgrammeForm, type programmeForm } from '../forms/planning.ts';
import type { ProgrammeRecord } from '../programme.ts';
import { createProgramme, editLine, editProgramme, refreshProgramme } from '../programming.ts';
import {
  calendarRows,
  factorRows,
  monthOptions,
  programmeHead,
  programmeLines,
  programmeRow,
  setOptions,
} from '../present/programmes.ts';
import { auditsOfYear } from '../queries/listing.ts';
import type { ProgrammeLineSubject } from '../queries/loading.ts';
import { allProgrammes } from '../queries/programmes.ts';
import { icsOf } from '../rules/calendar.ts';
import { notAudited, weightOf } from '../rules/programme.ts';
import { METHODS } from '../rules/states.ts';

export async function list(ctx: Ctx): Promise<void> {
  const { t } = ctx;
  const rows = await allProgrammes(closeFor(ctx.user));
  ctx.page('audits/programmes', {
    title: t('audits.programme.title'),
    rows: rows.map((row) => programmeRow(row, t)),
    can: { create: ctx.may('audits.edit_programme') },
  });
}

export function blank(ctx: Ctx): void {
  showForm(ctx, null);
}

export async function create(ctx: Ctx<undefined, InputOf<typeof newProgrammeForm>>): Promise<void> {
  const code = await createProgramme(ctx.input, ctx.user);
  await ctx.redirect(`/programas-auditoria/${code}`, {
    key: 'audits.flash.programme_created',
    params: { code },
  });
}

export function edit(ctx: Ctx<ProgrammeRecord>): void {
  showForm(ctx, ctx.subject);
}

export async function change(ctx: Ctx<ProgrammeRecord, InputOf<typeof programmeForm>>): Promise<void> {
  await editProgramme(ctx.subject.code, ctx.input, ctx.user);
  await ctx.redirect(`/programas-auditoria/${ctx.subject.code}`, { key: 'audits.flash.saved' });
}

export async function show(ctx: Ctx<ProgrammeRecord>): Promise<void> {
  const { subject: programme, t, language } = ctx;
  const audits = await auditsOfYear(programme.year, ctx.user);
  const isDraft = programme.state === 'draft' && ctx.may('audits.edit_programme');
  const mayDecide = programme.state === 'proposed' && ctx.may('audits.approve_programme', programme);
  ctx.page('audits/programme', {
    ...programmeHead(programme, t),
    facts: [
      { label: t('audits.field.year'), value: programme.year },
      { label: t('audits.field.revision'), value: programme.revision },
      { label: t('audits.field.responsible'), value: programme.responsible },
      { label: t('audits.field.criteria'), value: setOptions(programme.criteria, language).map((one) => one.label).join('; ') },
    ],
    objective: programme.objective,
    resources: programme.resources,
    lines: programmeLines(programme, audits, t, ctx.may('audits.plan')),
    unaudited: notAudited(programme.lines).map((line) => ({ label: `${line.processCode} ${line.processName}`, why: line.why })),
    approvals: programme.approvals.map(({ revision, signature }) => ({ revision, ...signature })),
    proposed: programme.proposed,
    can: { edit: isDraft, propose: isDraft, decide: mayDecide, reopen: programme.state === 'approved' && ctx.may('audits.edit_programme') },
  });
} // prettier-ignore

export function editOfLine(ctx: Ctx<ProgrammeLineSubject>): void {
  const { subject, t, language } = ctx;
  const { programme, line } = subject;
  ctx.page('audits/programme_line', {
    ...programmeHead(programme, t, `${line.processCode} ${line.processName}`),
    heading: `${line.processCode} ${line.processName}`,
    line,
    weight: weightOf(line.factors),
    factors: factorRows(line, t),
    months: monthOptions(t),
    methods: METHODS.map((value) => ({ value, label: t(`audits.method.${value}`) })),
    sets: setOptions(null, language),
    action: ctx.req.path,
  });
}

export async function changeLine(ctx: Ctx<ProgrammeLineSubject, InputOf<typeof lineForm>>): Promise<void> {
  const { programme, line } = ctx.subject;
  const { months, method, criteria, resources, why } = ctx.input;
  await editLine(
    programme.code,
    line.process,
    {
      factors: byFactor((one) => ctx.input[one]),
      reasons: byFactor((one) => ctx.input[`reason_${one}`]),
      months, method, criteria, resources, why,
    },
    ctx.user,
  );
  await ctx.redirect(`/programas-auditoria/${programme.code}`, { key: 'audits.flash.saved' });
} // prettier-ignore

export async function refresh(ctx: Ctx<ProgrammeRecord>): Promise<void> {
  await refreshProgramme(ctx.subject.code, ctx.user);
  await ctx.redirect(`/programas-auditoria/${ctx.subject.code}`, { key: 'audits.flash.refreshed' });
}

export async function calendar(ctx: Ctx<ProgrammeRecord>): Promise<void> {
  const { subject: programme, t } = ctx;
  const audits = await auditsOfYear(programme.year, ctx.user);
  ctx.page('audits/calendar', {
    ...programmeHead(programme, t, t('audits.calendar.title')),
    heading: t('audits.calendar.heading', { year: programme.year }),
    months: monthOptions(t),
    rows: calendarRows(programme, audits, t),
  });
}

export async function calendarFile(ctx: Ctx<ProgrammeRecord>): Promise<void> {
  const { subject: programme, t } = ctx;
  const audits = await auditsOfYear(programme.year, ctx.user);
  const planned = programme.lines.flatMap((line) =>
    line.months.map((month) => {
      const from = `${programme.year}-${String(month).padStart(2, '0')}-01`;
      return {
        uid: `${programme.code}-${line.process}-${month}@vigente`, from, until: lastOfMonth(from),
        title: t('audits.calendar.planned', { process: `${line.processCode} ${line.processName}` }),
        description: programme.code, url: publicAddress(`/programas-auditoria/${programme.code}`),
      };
    }),
  );
  const dated = audits.map(({ code, title, from, until }) => ({ uid: `${code}@vigente`, from, until, title: `${code} ${title}`, description: '', url: publicAddress(`/auditorias/${code}`) }));
  ctx.download(`${programme.code}.ics`, 'text/calendar; charset=utf-8', icsOf(programme.code, [...planned, ...dated], now()));
} // prettier-ignore

function showForm(ctx: Ctx | Ctx<ProgrammeRecord>, programme: ProgrammeRecord | null): void {
  const { t, language } = ctx;
  ctx.page('audits/programme_form', {
    ...(programme ? programmeHead(programme, t, t('audits.programme.edit')) : { crumbs: [{ href: '/programas-auditoria', label: t('audits.programme.title') }, { label: t('audits.programme.new') }] }),
    title: t(programme ? 'audits.programme.edit' : 'audits.programme.new'),
    programme: programme ?? { year: yearOf(now()) + (today().slice(5) > '10-31' ? 1 : 0) },
    isNew: programme === null,
    sets: setOptions(null, language),
    action: programme ? `/programas-auditoria/${programme.code}/edicion` : '/programas-auditoria',
    back: programme ? `/programas-auditoria/${programme.code}` : '/programas-auditoria',
  });
} // prettier-ignore

function lastOfMonth(first: string): string {
  return addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1);
}
