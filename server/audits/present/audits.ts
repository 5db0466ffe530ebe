// Audits as their templates need them: the head with its tabs, the plan as facts, the team with what was checked.
import type { Ctx } from '../../platform/http/context.ts';
import { formatDate, type Language } from '../../platform/words/index.ts';
import type { AuditRecord, Member } from '../audit.ts';
import { conducts, leadsAudit, type AuditSubject } from '../policy.ts';
import type { AuditRow } from '../queries/listing.ts';
import type { Tie } from '../rules/independence.ts';
import { examines, planLacks } from '../rules/states.ts';
import { criteriaNames } from './report.ts';
import { stateTone } from './tones.ts';

type T = (key: string, params?: Record<string, string | number>) => string;
type Place = 'plan' | 'equipo' | 'lista' | 'muestras' | 'hallazgos' | 'historial' | '';

export function pathOf(code: string, ...parts: (string | number)[]): string {
  return ['/auditorias', code, ...parts.map(String)].join('/');
}

/** What every page of an audit begins with. */
export function auditHead(
  { code, title, state }: AuditRecord,
  ctx: Pick<Ctx, 't' | 'may'>,
  place: Place,
  subject: AuditSubject,
): Record<string, unknown> & { path: string } {
  const { t } = ctx;
  const tab = (name: Place, href: string) => ({ href, label: t(`audits.tab.${name}`), current: place === name });
  const tabs = [
    tab('plan', pathOf(code)),
    tab('equipo', pathOf(code, 'equipo')),
    ...(ctx.may('audits.see_checklist', subject) ? [tab('lista', pathOf(code, 'lista')), tab('muestras', pathOf(code, 'muestras'))] : []),
    tab('hallazgos', pathOf(code, 'hallazgos')),
    ...(ctx.may('audits.see_checklist', subject) ? [tab('historial', pathOf(code, 'historial'))] : []),
  ];
  const crumbs = [{ href: '/auditorias', label: t('audits.title') }, ...(place === 'plan' ? [{ label: code }] : [{ href: pathOf(code), label: code }, { label: place ? t(`audits.tab.${place}`) : title }])];
  return { path: pathOf(code), code, title, state: { kind: stateTone(state), text: t(`audits.state.${state}`) }, tabs, crumbs };
} // prettier-ignore

/** What the person may do with it now: the permission and the state together. */
export function auditAbilities(subject: AuditSubject, ctx: Pick<Ctx, 'may' | 'user'>): Record<string, boolean> {
  const { audit } = subject;
  const { state, origin, team, recipients } = audit;
  const { user } = ctx;
  const isOpen = state === 'planned' || state === 'proposed' || state === 'accepted';
  const isExternal = origin === 'external';
  return {
    edit: isOpen && ctx.may('audits.edit_plan', subject),
    assign: isOpen && ctx.may('audits.assign', subject),
    propose: state === 'planned' && !isExternal && ctx.may('audits.edit_plan', subject) && planLacks(audit).length === 0,
    accept: state === 'proposed' && ctx.may('audits.accept', subject),
    start: (state === 'accepted' || (isExternal && state === 'planned')) && ctx.may('audits.conduct', subject),
    cancel: (isOpen || state === 'in_progress') && ctx.may('audits.edit_plan', subject),
    compose: (isOpen || state === 'in_progress') && ctx.may('audits.prepare', subject),
    check: state === 'in_progress' && conducts(user, audit) && ctx.may('audits.conduct', subject),
    sign: state === 'in_progress' && leadsAudit(user, audit) && ctx.may('audits.sign', subject),
    peer: state === 'signed' && ctx.may('audits.peer', subject) && team.some(({ exception }) => exception?.peer.id === user.id && !exception.reviewed),
    close: state === 'signed' && ctx.may('audits.sign', subject),
    follow: (state === 'signed' || state === 'closed') && ctx.may('audits.follow', subject),
    report: ctx.may('audits.report', subject),
    acknowledge: state === 'closed' && ctx.may('audits.acknowledge', subject) && recipients.some((one) => one.id === user.id && !one.readAt),
  };
} // prettier-ignore

/** What keeps a plan from being sent, for whoever may send it; empty when nothing does. */
export function missingInPlan({ audit }: AuditSubject, mayEdit: boolean, t: T): string[] {
  if (audit.state !== 'planned' || audit.origin === 'external' || !mayEdit) return [];
  return planLacks(audit).map((part) => t(`audits.plan.lacks.${part}`));
}

export function planFacts(audit: AuditRecord, follows: string | null, auditees: string, language: Language, t: T) {
  const { origin, body, processes, criteria, method, remote, from, until, programme, accepted, started, cancelled } = audit;
  const label = (name: string): string => t(`audits.field.${name}`);
  const facts: Record<string, unknown>[] = [
    { label: label('processes'), value: processes.map((one) => `${one.code} ${one.name}`).join(', ') },
    { label: label('days'), value: `${formatDate(from)} – ${formatDate(until)}` },
    { label: label('method'), value: t(`audits.method.${method}`) },
    { label: label('criteria'), value: criteriaNames(criteria, language) },
    { label: label('auditees'), value: auditees },
    ...(origin === 'external' ? [{ label: label('body'), value: body }] : []),
    ...(programme ? [{ label: label('programme'), value: programme.code, href: `/programas-auditoria/${programme.code}` }] : []),
    ...(follows ? [{ label: label('follows'), value: follows, href: pathOf(follows) }] : []),
    ...(remote ? [{ label: label('remote'), value: remote }] : []),
    ...(accepted ? [{ label: label('accepted'), value: `${accepted.name}, ${formatDate(accepted.at)}` }] : []),
    ...(started ? [{ label: label('started'), value: `${started.name}, ${formatDate(started.at)}` }] : []),
    ...(cancelled ? [{ label: label('cancelled'), value: `${cancelled.reason} (${cancelled.name}, ${formatDate(cancelled.at)})` }] : []),
  ];
  return facts;
} // prettier-ignore

export function auditRow(row: AuditRow, t: T) {
  const { code, title, origin, body, state, processes, from, until, team, follows } = row;
  return {
    href: pathOf(code),
    code,
    title,
    note: origin === 'external' ? body : follows ? t('audits.is_follow_up') : '',
    processes: processes.map((one) => one.code).join(', '),
    from,
    until,
    lead: team.find((one) => one.role === 'lead')?.name ?? '',
    state: { kind: stateTone(state), text: t(`audits.state.${state}`) },
  };
}

/** A tie as a sentence: what binds, with its record. */
export function tieLine(tie: Tie, t: T) {
  const { kind, process, record, href, from, until } = tie;
  const days = until === null ? t('audits.tie.since', { from: formatDate(from) }) : from === until ? formatDate(from) : t('audits.tie.between', { from: formatDate(from), until: formatDate(until) });
  return { text: t(`audits.tie.${kind}`, { record, process }), href, days };
} // prettier-ignore

export function memberRow(member: Member, audit: AuditRecord, t: T) {
  const checks = audit.checks.filter((one) => one.person === member.person);
  const last = checks.at(-1);
  return {
    person: member.person,
    name: member.name,
    position: member.position,
    role: t(`audits.role.${member.role}`),
    examines: examines(member.role),
    checked: last && t(`audits.checked.${last.moment}`, { day: formatDate(last.at), months: last.months }),
    exception: member.exception && {
      peer: member.exception.peer.name,
      reason: member.exception.reason,
      granted: `${member.exception.granted.name}, ${formatDate(member.exception.granted.at)}`,
      reviewed: member.exception.reviewed ? formatDate(member.exception.reviewed.at) : null,
      ties: (last?.ties ?? []).map((tie) => tieLine(tie, t)),
    },
  };
}
