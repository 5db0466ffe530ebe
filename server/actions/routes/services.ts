// Nonconforming service as a table of routes: list, registration, page, and the acts of its control.
import { positionOptions } from '../../people/index.ts';
import { addDays, today } from '../../platform/clock.ts';
import { route } from '../../platform/http/route.ts';
import * as acting from '../forms/acting.ts';
import * as forms from '../forms/opening.ts';
import { actOn, type Acted, type AskedAct } from '../pages/acting.ts';
import { ofService } from '../pages/evidence.ts';
import * as pages from '../pages/services.ts';
import { serviceHead, servicePath } from '../present/service.ts';
import { pathOf } from '../present/showing.ts';
import { loadService } from '../queries/loading.ts';
import { DISPOSITIONS, GRADES } from '../rules/states.ts';
import type { ServiceRecord } from '../service.ts';
import { annulService, decideService, raiseNonconformity, treatService, verifyService } from '../serving.ts';
import { codeField, yesNo } from './records.ts';

const PATH = '/servicio-no-conforme/:code';
const acted: Acted<ServiceRecord> = {
  path: PATH,
  load: loadService,
  head: (ctx) => ({ ...serviceHead(ctx.subject, ctx), quote: ctx.subject.what }),
  back: ({ code }) => servicePath(code),
  code: ({ code }) => code,
};
const on = <I>(act: AskedAct<ServiceRecord, I>) => actOn(acted, { ...act, words: `snc_${act.noun}` });

export const services = [
  route({ method: 'get', path: '/servicio-no-conforme', may: 'actions.list', query: forms.serviceQuery, handle: pages.list }),
  route({ method: 'get', path: '/servicio-no-conforme/nuevo', may: 'actions.open_service', handle: pages.blank }),
  route({ method: 'post', path: '/servicio-no-conforme', may: 'actions.open_service', form: forms.serviceForm, again: pages.blank, handle: pages.create }),
  route({ method: 'get', path: PATH, may: 'actions.read_service', load: loadService, handle: pages.show }),
  route({ method: 'get', path: `${PATH}/evidencias/:hash`, may: 'actions.read_service', load: loadService, handle: ofService }),
  ...on({
    noun: 'disposicion', may: 'actions.decide_service', form: forms.decisionForm,
    fields: ({ t }) => [
      { name: 'disposition', type: 'radio', options: DISPOSITIONS.map((value) => ({ value, label: t(`actions.disposition.${value}`), hint: t(`actions.disposition_hint.${value}`) })) },
      { name: 'reason', type: 'textarea', rows: 3, label: 'disposition_reason' },
      { name: 'permission', type: 'text', optional: true, hint: 'permission', maxlength: 500 },
      { name: 'due', type: 'date', label: 'treat_due', min: today(), value: addDays(today(), 8) },
    ],
    run: async ({ subject, input, user }) => {
      await decideService(subject.code, input, user);
      return undefined;
    },
  }),
  ...on({
    noun: 'tratamiento', may: 'actions.treat_service', form: acting.completeForm, evidence: true,
    fields: () => [{ name: 'on', type: 'date', value: today(), max: today() }, { name: 'text', type: 'textarea', rows: 4, label: 'done' }, codeField],
    run: async ({ subject, input, user }, evidence) => {
      const { on: day, text } = input;
      await treatService(subject.code, { on: day, text, evidence }, user);
      return undefined;
    },
  }),
  ...on({
    noun: 'verificacion', may: 'actions.verify_service', form: forms.conformsForm,
    fields: ({ t }) => [{ name: 'conforms', type: 'radio', options: yesNo('conforms', t) }, { name: 'text', type: 'textarea', rows: 4, label: 'findings' }],
    run: async ({ subject, input, user }) => {
      await verifyService(subject.code, { conforms: input.conforms === 'yes', text: input.text }, user);
      return undefined;
    },
  }),
  ...on({
    noun: 'no-conformidad', may: 'actions.raise_service', form: forms.raiseForm,
    fields: async ({ subject, t }) => [
      { name: 'description', type: 'textarea', rows: 4, value: subject.what },
      { name: 'grade', type: 'select', options: GRADES.map((value) => ({ value, label: t(`actions.grade.${value}`) })), value: 'minor' },
      { name: 'responsible', type: 'select', options: await positionOptions(), value: subject.responsible },
    ],
    run: async ({ subject, input, user }) => pathOf(await raiseNonconformity(subject.code, input, user)),
  }),
  ...on({
    noun: 'anulacion', may: 'actions.annul_service', form: acting.reasonForm, danger: true,
    fields: () => [{ name: 'reason', type: 'textarea', rows: 3 }],
    run: async ({ subject, input, user }) => {
      await annulService(subject.code, input, user);
      return undefined;
    },
  }),
]; // prettier-ignore
