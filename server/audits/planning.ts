// Plan an audit: number, processes, objective, scope, criteria, method, days and agenda (G14: criteria, scope, frequency, methodology).
import { clauseSets } from '../requirements/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import type { Day } from '../platform/clock.ts';
import { Invalid } from '../platform/errors.ts';
import { link } from '../platform/links/links.ts';
import { queueOf, takeNumber } from '../platform/numbering/numbering.ts';
import { termsOf } from '../platform/search/terms.ts';
import { processesByIds } from '../processes/index.ts';
import { Audit, type AgendaItem, type AuditDoc, type AuditedProcess } from './audit.ts';
import { auditForChange, become, inLine, mustBe } from './changing.ts';
import { auditCode, type Method } from './rules/states.ts';
import { stampOf, whoOf } from './stored.ts';

export interface PlanInput {
  title: string;
  /** Ids. */
  processes: string[];
  objective: string;
  scope: string;
  criteria: string[];
  method: Method;
  remote: string;
  from: Day;
  until: Day;
  agenda: AgendaItem[];
  /** Ids of positions besides those that lead the processes. */
  auditees: string[];
}

export interface NewAudit extends PlanInput {
  origin: 'internal' | 'external';
  body: string;
  programme: { code: string; month: number } | null;
}

/** Opens an audit with its plan. Returns its code. @throws Invalid */
export function createAudit(input: NewAudit, user: User): Promise<string> {
  return act('audits.plan', actorOf(user), () => openAudit(input, null, user), queueOf('audits'));
}

/** The same inside an open act, which carries `queueOf('audits')`. */
export async function openAudit(input: NewAudit, follows: string | null, user: User): Promise<string> {
  const { year, number } = await takeNumber('audits');
  const { origin, body, programme } = input;
  if (origin === 'external' && !body) throw Invalid.field('body', 'audits.form.body_needed');
  const audit = new Audit({
    code: auditCode(year, number), year, number, origin, body: origin === 'external' ? body : '', programme, follows,
    state: 'planned', ...(await planOf(input)), createdBy: whoOf(user), createdAt: currentAct().at,
  }); // prettier-ignore
  await audit.save();
  const self = { kind: 'audit', id: audit.id };
  for (const { id } of audit.processes) await link(self, 'applies_to', { kind: 'process', id });
  return audit.code;
}

/** Changes the plan; one that was proposed or accepted goes back to be proposed again. */
export async function editPlan(code: string, input: PlanInput, user: User): Promise<void> {
  await act('audits.edit_plan', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'planned', 'proposed', 'accepted');
    audit.set(await planOf(input));
    backToPlanning(audit);
    await audit.save();
  }, inLine(code)); // prettier-ignore
}

/** Ends an audit that will not be done; its number stays with the reason. */
export async function cancelAudit(code: string, { reason }: { reason: string }, user: User): Promise<void> {
  await act('audits.cancel', actorOf(user), async () => {
    const audit = await auditForChange(code);
    become(audit, 'cancelled');
    audit.cancelled = { ...stampOf(user, currentAct().at), reason };
    await audit.save();
  }, inLine(code, reason)); // prettier-ignore
}

/** What was accepted is no longer what is planned. */
export function backToPlanning(audit: AuditDoc): void {
  if (audit.state !== 'planned') become(audit, 'planned');
  audit.set({ proposed: null, accepted: null });
}

async function planOf(input: PlanInput): Promise<Record<string, unknown>> {
  const { title, objective, scope, criteria, method, remote, from, until } = input;
  if (until < from) throw Invalid.field('until', 'audits.form.ends_before');
  if (method !== 'on_site' && !remote) throw Invalid.field('remote', 'audits.form.remote_needed');
  if (criteria.some((set) => !clauseSets.some((one) => one.id === set))) throw Invalid.field('criteria', 'shared.form.choose'); // prettier-ignore
  const outside = input.agenda.find(({ day }) => day < from || day > until);
  if (outside) throw Invalid.field('agenda', 'audits.form.agenda_outside', { day: outside.day });
  const processes = await auditedProcesses(input.processes);
  const leaders = processes.flatMap((one) => one.leader ?? []);
  return {
    title, words: termsOf(`${title} ${processes.map((one) => one.name).join(' ')}`), objective, scope, criteria, method, remote: method === 'on_site' ? '' : remote, from, until,
    agenda: input.agenda.toSorted((a, b) => `${a.day} ${a.time}`.localeCompare(`${b.day} ${b.time}`)),
    processes, auditees: [...new Set([...leaders, ...input.auditees])],
  }; // prettier-ignore
}

async function auditedProcesses(ids: readonly string[]): Promise<AuditedProcess[]> {
  const rows = await processesByIds(ids);
  if (rows.length === 0 || rows.some((row) => !row.active)) throw Invalid.field('processes', 'audits.form.processes_needed'); // prettier-ignore
  return rows.map(({ id, code, name, leader }) => ({ id, code, name, leader }));
}
