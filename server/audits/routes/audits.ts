// Routes of audits: plan, team, course, report.
import type { Ctx } from '../../platform/http/context.ts';
import { route } from '../../platform/http/route.ts';
import { acceptPlan, proposePlan, returnPlan, startAudit } from '../accepting.ts';
import { assignByException, removeMember } from '../assigning.ts';
import { planHash } from '../audit.ts';
import { acknowledgeReport, closeAudit, reportHash, signAsPeer, notReady } from '../closing.ts';
import * as forms from '../forms/planning.ts';
import { actPages, PASSWORD, REASON } from '../pages/acting.ts';
import * as pages from '../pages/audits.ts';
import { cancelAudit } from '../planning.ts';
import type { AuditSubject, MemberSubject } from '../policy.ts';
import { auditAbilities, auditHead, pathOf, tieLine } from '../present/audits.ts';
import { findingRow } from '../present/findings.ts';
import { allQualifications } from '../queries/auditors.ts';
import { loadAudit, loadMember } from '../queries/loading.ts';
import { findingsOf, treatmentsOf } from '../queries/reading.ts';
import { barringTies } from '../independence/checking.ts';
import { findingsHash, signFindings, unfinished } from '../signing.ts';

const ONE = '/auditorias/:code';
const head = <S extends AuditSubject>(ctx: Ctx<S>) => auditHead(ctx.subject.audit, ctx, '', ctx.subject);
const params = ({ audit }: AuditSubject) => ({ code: audit.code });
const base = { load: loadAudit, head, params };
const toTeam = ({ audit }: AuditSubject) => pathOf(audit.code, 'equipo');

/** What a signature is about, above its form. */
const findingsShown = async ({ subject, t }: Ctx<AuditSubject>) => {
  const found = (await findingsOf(subject.audit._id)).filter((one) => !one.withdrawn);
  const treatments = await treatmentsOf(found);
  return { findings: found.map((one) => findingRow(one, treatments, t)), showsFindings: true };
};

/** What keeps it from being signed is said before anybody types a password. */
const shownToSign = async (ctx: Ctx<AuditSubject>) => {
  const problem = await unfinished(ctx.subject.audit);
  return { ...(await findingsShown(ctx)), problem: problem && ctx.t(problem.key, { count: problem.count }) };
};

const shownToClose = async (ctx: Ctx<AuditSubject>) => {
  const { audit } = ctx.subject;
  const problem = notReady(audit, await findingsOf(audit._id));
  return { ...(await findingsShown(ctx)), problem: problem && ctx.t(problem.key, problem.params) };
};

const can = (what: string) => (ctx: Ctx<AuditSubject>) => auditAbilities(ctx.subject, ctx)[what] === true;

export const audits = [
  route({ method: 'get', path: '/auditorias', may: 'audits.list', query: forms.auditQuery, handle: pages.list }),
  route({ method: 'get', path: '/auditorias/nueva', may: 'audits.plan', query: forms.startQuery, handle: pages.blank }),
  route({ method: 'post', path: '/auditorias', may: 'audits.plan', form: forms.auditForm, query: forms.startQuery, again: pages.blank, handle: pages.create }),
  route({ method: 'get', path: ONE, may: 'audits.read', load: loadAudit, handle: pages.show }),
  route({ method: 'get', path: `${ONE}/plan`, may: 'audits.edit_plan', load: loadAudit, handle: pages.edit }),
  route({ method: 'post', path: `${ONE}/plan`, may: 'audits.edit_plan', load: loadAudit, form: forms.planForm, again: pages.edit, handle: pages.change }),
  route({ method: 'get', path: `${ONE}/equipo`, may: 'audits.read', load: loadAudit, handle: pages.team }),
  route({ method: 'post', path: `${ONE}/equipo`, may: 'audits.assign', load: loadAudit, form: forms.memberForm, again: pages.team, handle: pages.assign }),
  route({ method: 'get', path: `${ONE}/historial`, may: 'audits.see_checklist', load: loadAudit, handle: pages.history }),
  route({ method: 'get', path: `${ONE}/informe.pdf`, may: 'audits.report', load: loadAudit, handle: pages.report }),
  route({ method: 'get', path: `${ONE}/seguimiento`, may: 'audits.follow', load: loadAudit, handle: pages.blankFollowUp }),
  route({ method: 'post', path: `${ONE}/seguimiento`, may: 'audits.follow', load: loadAudit, form: forms.followUpForm, again: pages.blankFollowUp, handle: pages.followUp }),
  ...actPages<MemberSubject, unknown>({
    path: `${ONE}/equipo/:person/retiro`, act: 'unassign', may: 'audits.assign', load: loadMember, form: forms.confirmForm, head, then: toTeam,
    params: ({ audit, member }) => ({ code: audit.code, name: member.name }),
    run: ({ audit, member }, _input, user) => removeMember(audit.code, member.person, user),
  }),
  ...actPages<MemberSubject, { role: 'lead' | 'auditor'; peer: string; reason: string }>({
    path: `${ONE}/equipo/:person/excepcion`, act: 'except', may: 'audits.except', load: loadMember, form: forms.exceptionForm, head, then: toTeam,
    params: ({ audit, member }) => ({ code: audit.code, name: member.name }),
    fields: async ({ subject, t }) => [
      { name: 'role', type: 'select', options: (['auditor', 'lead'] as const).map((value) => ({ value, label: t(`audits.role.${value}`) })) },
      { name: 'peer', type: 'select', hint: 'peer', options: await peers(subject) },
      { ...REASON, hint: 'exception' },
    ],
    shows: async ({ subject, t }) => ({ ties: (await barringTies(subject.member.person, subject.audit.processes)).map((tie) => tieLine(tie, t)) }),
    run: ({ audit, member }, input, user) => assignByException(audit.code, member.person, input, user),
  }),
  ...actPages<AuditSubject, unknown>({
    ...base, path: `${ONE}/envio`, act: 'propose', may: 'audits.edit_plan', form: forms.confirmForm,
    run: ({ audit }, _input, user) => proposePlan(audit.code, user),
  }),
  ...actPages<AuditSubject, { sha256: string; note: string }>({
    ...base, path: `${ONE}/aceptacion`, act: 'accept', able: can('accept'), may: 'audits.accept', form: forms.acceptForm, hash: ({ audit }) => planHash(audit),
    fields: () => [{ name: 'note', type: 'textarea', rows: 3, optional: true }],
    run: ({ audit }, input, user) => acceptPlan(audit.code, input, user),
  }),
  ...actPages<AuditSubject, { reason: string }>({
    ...base, path: `${ONE}/devolucion`, act: 'return_plan', able: can('accept'), may: 'audits.accept', form: forms.reasonForm, fields: () => [REASON],
    run: ({ audit }, input, user) => returnPlan(audit.code, input, user),
  }),
  ...actPages<AuditSubject, unknown>({
    ...base, path: `${ONE}/inicio`, act: 'start', able: can('start'), may: 'audits.conduct', form: forms.confirmForm,
    run: ({ audit }, _input, user) => startAudit(audit.code, user),
  }),
  ...actPages<AuditSubject, { reason: string }>({
    ...base, path: `${ONE}/cancelacion`, act: 'cancel', able: can('cancel'), may: 'audits.edit_plan', form: forms.reasonForm, fields: () => [REASON], danger: true,
    run: ({ audit }, input, user) => cancelAudit(audit.code, input, user),
  }),
  ...actPages<AuditSubject, { sha256: string; password: string }>({
    ...base, path: `${ONE}/firma`, act: 'sign', able: can('sign'), may: 'audits.sign', form: forms.signForm, fields: () => [PASSWORD],
    hash: ({ audit }) => findingsHash(audit), shows: shownToSign,
    run: ({ audit }, input, user) => signFindings(audit.code, input, user),
  }),
  ...actPages<AuditSubject, { sha256: string; password: string }>({
    ...base, path: `${ONE}/revision-par`, act: 'peer_review', able: can('peer'), may: 'audits.peer', form: forms.signForm, fields: () => [PASSWORD],
    hash: ({ audit }) => audit.signed?.sha256 ?? '', shows: findingsShown,
    run: ({ audit }, input, user) => signAsPeer(audit.code, input, user),
  }),
  ...actPages<AuditSubject, { conclusion: string; sha256: string; password: string }>({
    ...base, path: `${ONE}/cierre`, act: 'close', able: can('close'), may: 'audits.sign', form: forms.closingForm,
    fields: () => [{ name: 'conclusion', type: 'textarea', rows: 8, hint: 'conclusion' }, PASSWORD],
    hash: async ({ audit }) => reportHash(audit, await findingsOf(audit._id)), shows: shownToClose,
    run: ({ audit }, input, user) => closeAudit(audit.code, input, user),
  }),
  ...actPages<AuditSubject, unknown>({
    ...base, path: `${ONE}/lectura`, act: 'acknowledge', able: can('acknowledge'), may: 'audits.acknowledge', form: forms.confirmForm,
    run: ({ audit }, _input, user) => acknowledgeReport(audit.code, user),
  }),
]; // prettier-ignore

/** Auditors who might read an exception's work: valid, and not the one it is for. */
async function peers({ audit, member }: MemberSubject): Promise<{ value: string; label: string }[]> {
  const valid = (await allQualifications()).filter((one) => !one.withdrawn && one.until >= audit.from && one.person !== member.person);
  return [...new Map(valid.map((one) => [one.person, one.personName]))].map(([value, label]) => ({ value, label }));
} // prettier-ignore
