// Routes of the field work and of findings.
import type { Ctx } from '../../platform/http/context.ts';
import { route } from '../../platform/http/route.ts';
import { answerFinding, openPrevention } from '../answering.ts';
import { keepAsTemplate } from '../composing.ts';
import { confirmForm, findingQuery, reasonForm } from '../forms/planning.ts';
import * as forms from '../forms/working.ts';
import { actPages, REASON } from '../pages/acting.ts';
import * as pages from '../pages/checklist.ts';
import * as findings from '../pages/findings.ts';
import type { AuditSubject, FindingSubject } from '../policy.ts';
import { auditHead, pathOf } from '../present/audits.ts';
import { findingAbilities, findingRow } from '../present/findings.ts';
import { loadAudit, loadFinding, loadLine } from '../queries/loading.ts';
import { treatmentsOf } from '../queries/reading.ts';
import { withdrawFinding } from '../recording.ts';

const ONE = '/auditorias/:code';
const LIST = `${ONE}/lista`;
const LINE = `${LIST}/lineas/:line`;
const FINDINGS = `${ONE}/hallazgos`;
const FINDING = `${FINDINGS}/:number`;
const aboutFinding = {
  load: loadFinding,
  head: (ctx: Ctx<FindingSubject>) => ({ ...auditHead(ctx.subject.audit, ctx, 'hallazgos', ctx.subject), ...findings.findingHead(ctx.subject, ctx.t) }),
  params: ({ finding }: FindingSubject) => ({ code: finding.code }),
}; // prettier-ignore

const can = (what: string) => (ctx: Ctx<FindingSubject>) => findingAbilities(ctx.subject, ctx)[what] === true;

/** Stands before the addresses with a code: this one is a list of all audits. */
export const everyFinding = [
  route({
    method: 'get',
    path: '/auditorias/hallazgos',
    may: 'audits.list',
    query: findingQuery,
    handle: findings.all,
  }),
];

export const working = [
  route({ method: 'get', path: LIST, may: 'audits.see_checklist', load: loadAudit, query: forms.sectionQuery, handle: pages.checklist }),
  route({ method: 'get', path: `${LIST}/armado`, may: 'audits.prepare', load: loadAudit, query: forms.composeQuery, handle: pages.composing }),
  route({ method: 'post', path: `${LIST}/armado`, may: 'audits.prepare', load: loadAudit, query: forms.composeQuery, form: forms.composeForm, again: pages.composing, handle: pages.composeLines }),
  ...actPages<AuditSubject, { name: string }>({
    path: `${LIST}/plantilla`, act: 'keep_template', may: 'audits.prepare', load: loadAudit, form: forms.templateForm,
    head: (ctx) => auditHead(ctx.subject.audit, ctx, 'lista', ctx.subject), params: ({ audit }) => ({ code: audit.code }),
    fields: () => [{ name: 'name', label: 'template', type: 'text' }], then: ({ audit }) => pathOf(audit.code, 'lista'),
    run: ({ audit }, input, user) => keepAsTemplate(audit.code, input, user),
  }),
  route({ method: 'get', path: LINE, may: 'audits.see_checklist', load: loadLine, handle: pages.line }),
  route({ method: 'post', path: LINE, may: 'audits.check', load: loadLine, form: forms.lineCheckForm, upload: pages.photoUpload, again: pages.line, handle: pages.check }),
  route({ method: 'get', path: `${LINE}/estado`, may: 'audits.see_checklist', load: loadLine, handle: pages.standing }),
  route({ method: 'get', path: `${LINE}/fotos/:photo`, may: 'audits.see_checklist', load: loadLine, handle: pages.photo }),
  route({ method: 'get', path: `${ONE}/muestras`, may: 'audits.see_checklist', load: loadAudit, handle: pages.samples }),
  route({ method: 'post', path: `${ONE}/muestras`, may: 'audits.prepare', load: loadAudit, form: forms.sampleForm, again: pages.samples, handle: pages.draw }),
  route({ method: 'get', path: FINDINGS, may: 'audits.read', load: loadAudit, handle: findings.list }),
  route({ method: 'get', path: `${FINDINGS}/nuevo`, may: 'audits.conduct', load: loadAudit, query: forms.fromLineQuery, handle: findings.blank }),
  route({ method: 'post', path: FINDINGS, may: 'audits.conduct', load: loadAudit, query: forms.fromLineQuery, form: forms.findingForm, again: findings.blank, handle: findings.create }),
  route({ method: 'get', path: FINDING, may: 'audits.read', load: loadFinding, handle: findings.show }),
  route({ method: 'get', path: `${FINDING}/edicion`, may: 'audits.conduct', load: loadFinding, handle: findings.edit }),
  route({ method: 'post', path: `${FINDING}/edicion`, may: 'audits.conduct', load: loadFinding, form: forms.findingForm, again: findings.edit, handle: findings.change }),
  ...actPages<FindingSubject, { reason: string }>({
    ...aboutFinding, path: `${FINDING}/retiro`, act: 'withdraw_finding', able: can('withdraw'), may: 'audits.conduct', form: reasonForm, fields: () => [REASON], danger: true,
    run: ({ audit, finding }, input, user) => withdrawFinding(audit.code, finding.number, input, user),
  }),
  ...actPages<FindingSubject, { accepts: 'si' | 'no'; text: string; correction: string }>({
    ...aboutFinding, path: `${FINDING}/respuesta`, act: 'answer', able: can('answer'), may: 'audits.answer', form: forms.answerForm,
    shows: async ({ subject, t }) => ({ findings: [findingRow(subject.finding, await treatmentsOf([subject.finding]), t)], showsFindings: true }),
    fields: ({ t }) => [
      { name: 'accepts', type: 'radio', options: [{ value: 'si', label: t('audits.answer.accepts') }, { value: 'no', label: t('audits.answer.disputes') }] },
      { name: 'text', label: 'answer', type: 'textarea', rows: 5 },
      { name: 'correction', type: 'textarea', rows: 3, hint: 'correction', optional: true },
    ],
    run: ({ audit, finding }, input, user) => answerFinding(audit.code, finding.number, { ...input, accepts: input.accepts === 'si' }, user),
  }),
  ...actPages<FindingSubject, unknown>({
    ...aboutFinding, path: `${FINDING}/prevencion`, act: 'open_action', able: can('prevent'), may: 'audits.open_action', form: confirmForm,
    run: ({ audit, finding }, _input, user) => openPrevention(audit.code, finding.number, user),
  }),
]; // prettier-ignore
