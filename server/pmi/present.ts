// Schools' plans as their templates need them.
import { lifeFacts, periodOf, PLAN_TONES, type PlanState } from '../pam/index.ts';
import type { Params } from '../platform/errors.ts';
import { urlOf } from './kinds.ts';
import type { PmiRecord } from './plan.ts';

type T = (key: string, params?: Params) => string;

export function pmiLine(plan: PmiRecord, t: T) {
  return {
    href: urlOf(plan),
    code: plan.code,
    title: plan.title,
    school: plan.school,
    period: periodOf(plan),
    state: pmiTag(plan.state, t),
  };
}

export function pmiTag(state: PlanState, t: T) {
  return { kind: PLAN_TONES[state], text: t(`pmi.state.${state}`) };
}

export function pmiFacts(plan: PmiRecord, t: T) {
  return [
    { label: t('pmi.field.school'), value: plan.school, href: `/establecimientos/${plan.dane}` },
    { label: t('pam.field.period'), value: periodOf(plan) },
    ...lifeFacts(plan, t),
  ];
}
