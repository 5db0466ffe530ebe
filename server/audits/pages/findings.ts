// Pages of findings: all of them, those of an audit, one, and the form that writes it.
import { clauseOptions } from '../../requirements/index.ts';
import { processOptions } from '../../processes/index.ts';
import { closeFor, dayFor } from '../../platform/access/engagement.ts';
import type { InputOf } from '../../platform/forms/forms.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { panel } from '../../platform/links/links.ts';
import { lineOf } from '../../platform/links/lines.ts';
import { historyOf } from '../../platform/audit/history.ts';
import { timelineOf } from '../../platform/pages/timeline.ts';
import type { findingQuery } from '../forms/planning.ts';
import type { findingForm, fromLineQuery } from '../forms/working.ts';
import { Line, type LineRecord } from '../line.ts';
import { seesUnsigned, type AuditSubject, type FindingSubject } from '../policy.ts';
import { auditAbilities, auditHead, pathOf } from '../present/audits.ts';
import { findingAbilities, findingFacts, findingRow, wordsBeside } from '../present/findings.ts';
import { listFindings } from '../queries/listing.ts';
import { findingsOf, treatmentsOf } from '../queries/reading.ts';
import { editFinding, recordFinding } from '../recording.ts';
import { asksAnswer, GRADES } from '../rules/states.ts';

type FromLine = InputOf<typeof fromLineQuery>;

export async function all(ctx: Ctx<undefined, undefined, InputOf<typeof findingQuery>>): Promise<void> {
  const { query, user, t } = ctx;
  const [page, processes] = await Promise.all([
    listFindings(
      { grade: query.grado, process: query.proceso, open: query.abiertos, page: query.pagina },
      user,
    ),
    processOptions(),
  ]);
  const treatments = await treatmentsOf(page.rows, closeFor(user));
  ctx.page('audits/all_findings', {
    title: t('audits.findings.title'),
    crumbs: [{ href: '/auditorias', label: t('audits.title') }, { label: t('audits.findings.title') }],
    list: { ...page, rows: page.rows.map((one) => findingRow(one, treatments, t, dayFor(user))) },
    filter: query,
    filtered: Boolean(query.grado ?? query.proceso) || query.abiertos,
    options: { processes, grades: gradeOptions(t) },
  });
}

export async function list(ctx: Ctx<AuditSubject>): Promise<void> {
  const { subject, t, user } = ctx;
  const { audit } = subject;
  const found = (await findingsOf(audit._id, closeFor(user))).filter(
    (one) => one.signedAt ?? seesUnsigned(user, audit),
  );
  const treatments = await treatmentsOf(found, closeFor(user));
  ctx.page('audits/findings', {
    ...auditHead(audit, ctx, 'hallazgos', subject),
    rows: found.map((one) => findingRow(one, treatments, t, dayFor(user))),
    isSigned: audit.signed !== null,
    can: auditAbilities(subject, ctx),
  });
}

export async function show(ctx: Ctx<FindingSubject>): Promise<void> {
  const { subject, t, user } = ctx;
  const { audit, finding } = subject;
  const self = { kind: 'finding', id: String(finding._id) };
  const [treatments, linked, rows] = await Promise.all([treatmentsOf([finding], closeFor(user)), panel(self, user), historyOf(`finding:${self.id}`, { before: closeFor(user) })]);
  ctx.page('audits/finding', {
    ...auditHead(audit, ctx, 'hallazgos', subject),
    ...findingHead(subject, t),
    facts: findingFacts(finding, treatments, t),
    finding,
    awaitsSigning: finding.signedAt === null && asksAnswer(finding.grade),
    linked: linked.map((row) => lineOf(row, t)),
    timeline: timelineOf(rows, t),
    can: findingAbilities(subject, ctx),
  });
} // prettier-ignore

export async function blank(ctx: Ctx<AuditSubject, undefined, FromLine>): Promise<void> {
  const { audit } = ctx.subject;
  const id = ctx.query?.linea ?? null;
  const line = id ? await Line.findOne({ _id: id, audit: audit._id }).lean<LineRecord>() : null;
  const grade = line?.result === 'observation' ? 'observation' : 'minor';
  const from = line && { grade, clause: line.source.kind === 'clause' ? line.source.clause : '', requirement: line.source.kind === 'clause' ? '' : line.against, statement: '', evidence: line.evidence, line: id };
  showForm(ctx, { ...(from ?? { grade: 'minor' }), process: audit.processes[0]?.id ?? '' }, null);
} // prettier-ignore

export async function create(ctx: Ctx<AuditSubject, InputOf<typeof findingForm>, FromLine>): Promise<void> {
  const { code } = ctx.subject.audit;
  const number = await recordFinding(code, inputOf(ctx.input), ctx.user);
  await ctx.redirect(pathOf(code, 'hallazgos', number), { key: 'audits.flash.finding_recorded' });
}

export function edit(ctx: Ctx<FindingSubject>): void {
  const { finding } = ctx.subject;
  const requirement = wordsBeside(finding.clause, finding.requirement);
  showForm(ctx, { ...finding, requirement }, ctx.subject.finding.number);
}

export async function change(ctx: Ctx<FindingSubject, InputOf<typeof findingForm>>): Promise<void> {
  const { audit, finding } = ctx.subject;
  await editFinding(audit.code, finding.number, inputOf(ctx.input), ctx.user);
  await ctx.redirect(pathOf(audit.code, 'hallazgos', finding.number), { key: 'audits.flash.saved' });
}

/** The head of a finding's own pages: its code, below its audit. */
export function findingHead({ audit, finding }: FindingSubject, t: Ctx['t']): Record<string, unknown> & { path: string } {
  const path = pathOf(audit.code, 'hallazgos', finding.number);
  return {
    path,
    findingCode: finding.code,
    heading: finding.code,
    crumbs: [{ href: '/auditorias', label: t('audits.title') }, { href: pathOf(audit.code), label: audit.code }, { href: pathOf(audit.code, 'hallazgos'), label: t('audits.tab.hallazgos') }, { label: finding.code }],
  };
} // prettier-ignore

function showForm(
  ctx: Pick<Ctx<AuditSubject>, 'subject' | 't' | 'language' | 'page' | 'may'>, values: Record<string, unknown>, number: number | null): void {
  const { audit } = ctx.subject;
  const { t, language } = ctx;
  ctx.page('audits/finding_form', {
    ...auditHead(audit, ctx, 'hallazgos', ctx.subject),
    heading: t(number ? 'audits.finding.edit' : 'audits.finding.new'),
    values,
    grades: gradeOptions(t, true),
    processes: audit.processes.map((one) => ({ value: one.id, label: `${one.code} · ${one.name}` })),
    clauses: audit.criteria.flatMap((set) => clauseOptions(language, set)),
    action: number ? pathOf(audit.code, 'hallazgos', number, 'edicion') : pathOf(audit.code, 'hallazgos'),
    back: number ? pathOf(audit.code, 'hallazgos', number) : pathOf(audit.code, 'hallazgos'),
  });
} // prettier-ignore

function inputOf({ clause, ...rest }: InputOf<typeof findingForm>) {
  return { ...rest, clause: clause || null };
}

function gradeOptions(t: Ctx['t'], hints = false) {
  return GRADES.map((value) => ({ value, label: t(`audits.grade.${value}`), ...(hints ? { hint: t(`audits.grade_hint.${value}`) } : {}) })); // prettier-ignore
}
