// The acts on an action, its list and its page.
import { addDays, today } from '../../platform/clock.ts';
import { route } from '../../platform/http/route.ts';
import { cancel, complete, extend, followUp } from '../executing.ts';
import * as forms from '../forms/acting.ts';
import { actionQuery } from '../forms/opening.ts';
import type { ActField } from '../../platform/http/asking.ts';
import { actOn, type Acted, type AskedAct } from '../pages/acting.ts';
import { ofAction } from '../pages/evidence.ts';
import * as pages from '../pages/actions.ts';
import type { ActionSubject } from '../policy.ts';
import { actionHead, actionPath } from '../present/action.ts';
import { loadAction } from '../queries/loading.ts';
import { codeField } from './records.ts';

const PATH = '/acciones/:code';
const acted: Acted<ActionSubject> = {
  path: PATH,
  load: loadAction,
  head: (ctx) => ({ ...actionHead(ctx.subject, ctx), quote: ctx.subject.action.what }),
  back: ({ action }) => actionPath(action.code),
  code: ({ action }) => action.code,
};
const on = <I>(act: AskedAct<ActionSubject, I>) => actOn(acted, act);
const reason: ActField = { name: 'reason', type: 'textarea', rows: 3 };

export const ofActions = [
  route({ method: 'get', path: '/acciones', may: 'actions.list', query: actionQuery, handle: pages.list }),
  route({ method: 'get', path: PATH, may: 'actions.read', load: loadAction, handle: pages.show }),
  route({ method: 'get', path: `${PATH}/evidencias/:hash`, may: 'actions.read', load: loadAction, handle: ofAction }),
  ...on({
    noun: 'seguimiento', may: 'actions.execute', form: forms.followForm, evidence: true,
    fields: () => [{ name: 'text', type: 'textarea', rows: 4, label: 'follow_up' }, codeField],
    run: async ({ subject, input, user }, evidence) => {
      await followUp(subject.action.code, { text: input.text, evidence }, user);
      return undefined;
    },
  }),
  ...on({
    noun: 'ejecucion', may: 'actions.execute', form: forms.completeForm, evidence: true,
    fields: () => [{ name: 'on', type: 'date', value: today(), max: today() }, { name: 'text', type: 'textarea', rows: 4, label: 'done' }, codeField],
    run: async ({ subject, input, user }, evidence) => {
      const { on: day, text } = input;
      await complete(subject.action.code, { on: day, text, evidence }, user);
      return undefined;
    },
  }),
  ...on({
    noun: 'prorroga', may: 'actions.extend', form: forms.extendForm,
    fields: ({ subject }) => [{ name: 'to', type: 'date', min: addDays(subject.action.due, 1), hint: 'extension' }, reason],
    run: async ({ subject, input, user }) => {
      await extend(subject.action.code, input, user);
      return undefined;
    },
  }),
  ...on({
    noun: 'cancelacion', may: 'actions.cancel', form: forms.reasonForm, fields: () => [reason], danger: true,
    run: async ({ subject, input, user }) => {
      await cancel(subject.action.code, input, user);
      return undefined;
    },
  }),
]; // prettier-ignore
