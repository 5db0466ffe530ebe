// The acts on a nonconformity as a table: each is a noun in the address, asks on a page of its own, and calls one verb.
import { positionOptions } from '../../people/index.ts';
import { addDays, today } from '../../platform/clock.ts';
import { route } from '../../platform/http/route.ts';
import { annul, close, reopen } from '../closing.ts';
import * as forms from '../forms/acting.ts';
import { cycleOf, type NonconformityRecord } from '../nonconformity.ts';
import type { ActField } from '../../platform/http/asking.ts';
import { actOn, type Acted, type AskedAct } from '../pages/acting.ts';
import { ofRecord } from '../pages/evidence.ts';
import { addAction, plan } from '../planning.ts';
import { pathOf, recordHead } from '../present/showing.ts';
import { loadRecord } from '../queries/loading.ts';
import { CATEGORIES } from '../rules/states.ts';
import { analyse, judge, recordResult, review } from '../treating.ts';
import { verify } from '../verifying.ts';

const PATH = '/no-conformidades/:code';
const acted: Acted<NonconformityRecord> = {
  path: PATH,
  load: loadRecord,
  head: (ctx) => ({
    ...recordHead(ctx.subject, ctx),
    quote: ctx.subject.description,
    criterion: ['acting', 'verifying'].includes(ctx.subject.state) && cycleOf(ctx.subject).plan?.criterion,
    root: ['judging', 'planning'].includes(ctx.subject.state) && cycleOf(ctx.subject).analysis?.root,
  }),
  back: ({ code }) => pathOf(code),
  code: ({ code }) => code,
};
const on = <I>(act: AskedAct<NonconformityRecord, I>) => actOn(acted, act);

const area = (name: string, more: Partial<ActField> = {}): ActField => ({
  name,
  type: 'textarea',
  rows: 3,
  ...more,
});
const reason = area('reason');
/** Back to the record's own page. */
const done = (work: Promise<unknown>): Promise<undefined> => work.then(() => undefined);
const WHYS = 5;

export const codeField: ActField = {
  name: 'code',
  type: 'text',
  label: 'evidence_code',
  hint: 'evidence_code',
  optional: true,
  maxlength: 60,
  autocomplete: 'off',
};

export const records = [
  ...on({
    noun: 'revision', may: 'actions.treat', form: forms.reviewForm,
    fields: ({ subject }) => [
      area('extent', { hint: 'extent', rows: 4 }), area('consequences', { optional: true, hint: 'consequences' }),
      ...(subject.nature === 'real' ? [area('correction', { optional: true, hint: 'correction' })] : []), area('similar', { optional: true, hint: 'similar' }),
    ],
    run: ({ subject, input, user }) => done(review(subject.code, input, user)),
  }),
  ...on({
    noun: 'causas', may: 'actions.treat', form: forms.analysisForm,
    fields: ({ subject, t }) => {
      const known = cycleOf(subject).analysis;
      return [
        ...Array.from({ length: WHYS }, (_one, index): ActField => ({ name: 'whys', type: 'text', index, label: `why_${index + 1}`, maxlength: 500, optional: index > 0, value: known?.whys[index] ?? '' })),
        ...CATEGORIES.map((category) => area(`cause_${category}`, { optional: true, label: `category.${category}`, hint: category === 'people' ? 'one_a_line' : '', rows: 2, value: (known?.fishbone ?? []).filter((one) => one.category === category).map((one) => one.cause).join('\n') })),
        area('root', { hint: 'root', value: known?.root ?? '' }),
        { name: 'category', type: 'select', label: 'cause_family', options: CATEGORIES.map((value) => ({ value, label: t(`actions.category.${value}`) })), value: known?.category ?? '' },
      ];
    },
    run: async ({ subject, input, user }) => {
      const { root, category } = input;
      await analyse(subject.code, { whys: input.whys.filter(Boolean), fishbone: forms.bonesOf(input), root, category }, user);
      return undefined;
    },
  }),
  ...on({
    noun: 'necesidad', may: 'actions.treat', form: forms.needForm,
    fields: ({ t }) => [
      { name: 'probability', type: 'select', options: scale('probability', t) }, { name: 'impact', type: 'select', options: scale('impact', t) },
      { name: 'act', type: 'radio', options: yesNo('act', t) }, area('why', { hint: 'why' }),
    ],
    run: ({ subject, input, user }) => done(judge(subject.code, { ...input, act: input.act === 'yes' }, user)),
  }),
  ...on({
    noun: 'plan', may: 'actions.treat', form: forms.planForm,
    fields: async ({ subject }) => [
      area('criterion', { hint: 'criterion' }), ...(await actionFields(subject.responsible)),
      { name: 'verifyNotBefore', type: 'date', label: 'verify_not_before', hint: 'verify_not_before', value: addDays(today(), 90) },
    ],
    run: ({ subject, input, user }) => done(plan(subject.code, input, user)),
  }),
  ...on({
    noun: 'acciones', may: 'actions.treat', form: forms.addForm,
    fields: async ({ subject }) => [
      ...(await actionFields(subject.responsible)),
      ...(subject.nature === 'real' ? [{ name: 'correction', type: 'checkbox', label: 'is_correction', hint: 'is_correction', value: subject.state === 'acting' ? '' : 'si' }] : []),
    ],
    run: ({ subject, input, user }) => done(addAction(subject.code, input, user)),
  }),
  ...on({
    noun: 'resultados', may: 'actions.treat', form: forms.resultForm, fields: () => [area('text', { label: 'result', hint: 'result', rows: 4 })],
    run: ({ subject, input, user }) => done(recordResult(subject.code, input, user)),
  }),
  ...on({
    noun: 'verificacion', may: 'actions.verify', form: forms.verificationForm, evidence: true,
    fields: ({ t }) => [{ name: 'effective', type: 'radio', options: yesNo('effective', t) }, area('findings', { hint: 'findings', rows: 4 }), codeField],
    run: async ({ subject, input, user }, evidence) => {
            await verify(subject.code, { effective: input.effective === 'yes', findings: input.findings, evidence }, user);
      return undefined;
    },
  }),
  ...on({
    noun: 'cierre', may: 'actions.close', form: forms.closeForm, fields: () => [area('note', { optional: true, label: 'closing_note' })],
    run: ({ subject, input, user }) => done(close(subject.code, input, user)),
  }),
  ...on({
    noun: 'reapertura', may: 'actions.reopen', form: forms.reasonForm, fields: () => [reason],
    run: ({ subject, input, user }) => done(reopen(subject.code, input, user)),
  }),
  ...on({
    noun: 'anulacion', may: 'actions.annul', form: forms.reasonForm, fields: () => [reason], danger: true,
    run: ({ subject, input, user }) => done(annul(subject.code, input, user)),
  }),
  route({ method: 'get', path: `${PATH}/evidencias/:hash`, may: 'actions.read', load: loadRecord, handle: ofRecord }),
]; // prettier-ignore

async function actionFields(responsible: string): Promise<ActField[]> {
  return [
    area('what', { hint: 'what', rows: 2 }),
    { name: 'responsible', type: 'select', label: 'action_responsible', options: await positionOptions(), value: responsible },
    { name: 'due', type: 'date', label: 'due', min: today(), value: addDays(today(), 30) },
    { name: 'resources', type: 'text', optional: true, maxlength: 1_000 },
  ];
} // prettier-ignore

function scale(what: string, t: (key: string) => string): { value: string; label: string }[] {
  return [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: `${value} · ${t(`actions.scale.${what}.${value}`)}` }));
} // prettier-ignore

export function yesNo(what: string, t: (key: string) => string): { value: string; label: string }[] {
  return ['yes', 'no'].map((value) => ({ value, label: t(`actions.${what}.${value}`) }));
}
