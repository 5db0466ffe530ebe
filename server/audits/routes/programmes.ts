// Routes of programmes and auditors.
import { route } from '../../platform/http/route.ts';
import * as forms from '../forms/planning.ts';
import { actPages, PASSWORD, REASON } from '../pages/acting.ts';
import * as auditors from '../pages/auditors.ts';
import * as pages from '../pages/programmes.ts';
import { programmeHash, type ProgrammeRecord } from '../programme.ts';
import { programmeHead } from '../present/programmes.ts';
import { approveProgramme, proposeProgramme, reopenProgramme, returnProgramme } from '../programming.ts';
import { loadProgramme, loadProgrammeLine, loadQualification } from '../queries/loading.ts';
import { withdrawQualification } from '../qualifying.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { QualificationRecord } from '../qualification.ts';

const HOME = '/programas-auditoria';
const ONE = `${HOME}/:programme`;
const about = (ctx: Ctx<ProgrammeRecord>) => programmeHead(ctx.subject, ctx.t, '');
const codeOf = ({ code }: ProgrammeRecord) => ({ code });

export const programmes = [
  route({ method: 'get', path: HOME, may: 'audits.programme', handle: pages.list }),
  route({ method: 'get', path: `${HOME}/nuevo`, may: 'audits.edit_programme', handle: pages.blank }),
  route({ method: 'post', path: HOME, may: 'audits.edit_programme', form: forms.newProgrammeForm, again: pages.blank, handle: pages.create }),
  route({ method: 'get', path: ONE, may: 'audits.programme', load: loadProgramme, handle: pages.show }),
  route({ method: 'get', path: `${ONE}/edicion`, may: 'audits.edit_programme', load: loadProgramme, handle: pages.edit }),
  route({ method: 'post', path: `${ONE}/edicion`, may: 'audits.edit_programme', load: loadProgramme, form: forms.programmeForm, again: pages.edit, handle: pages.change }),
  route({ method: 'get', path: `${ONE}/calendario`, may: 'audits.programme', load: loadProgramme, handle: pages.calendar }),
  route({ method: 'get', path: `${ONE}/calendario.ics`, may: 'audits.programme', load: loadProgramme, handle: pages.calendarFile }),
  route({ method: 'post', path: `${ONE}/actualizacion`, may: 'audits.edit_programme', load: loadProgramme, handle: pages.refresh }),
  route({ method: 'get', path: `${ONE}/procesos/:process`, may: 'audits.edit_programme', load: loadProgrammeLine, handle: pages.editOfLine }),
  route({ method: 'post', path: `${ONE}/procesos/:process`, may: 'audits.edit_programme', load: loadProgrammeLine, form: forms.lineForm, again: pages.editOfLine, handle: pages.changeLine }),
  ...actPages({
    path: `${ONE}/propuesta`, act: 'propose_programme', may: 'audits.edit_programme', load: loadProgramme, form: forms.confirmForm, head: about, params: codeOf,
    run: (programme, _input, user) => proposeProgramme(programme.code, user),
  }),
  ...actPages({
    path: `${ONE}/aprobacion`, act: 'approve_programme', may: 'audits.approve_programme', load: loadProgramme, form: forms.signForm, head: about, params: codeOf,
    fields: () => [PASSWORD], hash: (programme) => programmeHash(programme),
    run: (programme, input, user) => approveProgramme(programme.code, input, user),
  }),
  ...actPages({
    path: `${ONE}/devolucion`, act: 'return_programme', may: 'audits.approve_programme', load: loadProgramme, form: forms.reasonForm, head: about, params: codeOf,
    fields: () => [REASON], run: (programme, input, user) => returnProgramme(programme.code, input, user),
  }),
  ...actPages({
    path: `${ONE}/reapertura`, act: 'reopen_programme', may: 'audits.edit_programme', load: loadProgramme, form: forms.reasonForm, head: about, params: codeOf,
    fields: () => [REASON], run: (programme, input, user) => reopenProgramme(programme.code, input, user),
  }),
  route({ method: 'get', path: '/auditores', may: 'audits.auditors', handle: auditors.list }),
  route({ method: 'get', path: '/auditores/nuevo', may: 'audits.qualify', handle: auditors.blank }),
  route({ method: 'post', path: '/auditores', may: 'audits.qualify', form: forms.qualificationForm, upload: auditors.qualificationUpload, again: auditors.blank, handle: auditors.create }),
  route({ method: 'get', path: '/auditores/reglas', may: 'audits.settings', handle: auditors.rules }),
  route({ method: 'post', path: '/auditores/reglas', may: 'audits.set', form: forms.settingsForm, again: auditors.rules, handle: auditors.setRules }),
  route({ method: 'get', path: '/auditores/:qualification/soporte', may: 'audits.auditors', load: loadQualification, handle: auditors.support }),
  ...actPages<QualificationRecord, { reason: string }>({
    path: '/auditores/:qualification/retiro', act: 'withdraw_qualification', may: 'audits.withdraw_qualification', load: loadQualification, form: forms.reasonForm,
    head: ({ subject, t }) => ({ path: '/auditores', title: subject.personName, crumbs: [{ href: '/auditores', label: t('audits.auditors.title') }, { label: subject.personName }] }),
    params: ({ personName }) => ({ name: personName }), fields: () => [REASON],
    run: (one, input, user) => withdrawQualification(String(one._id), input, user),
  }),
]; // prettier-ignore
