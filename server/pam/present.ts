// The entity's plans as their templates need them.
import type { Params } from '../platform/errors.ts';
import type { PamRecord } from './plan.ts';
import { lifeFacts, planLine } from './plans/present.ts';
import { pamRegister } from './register.ts';

type T = (key: string, params?: Params) => string;

export function pamLine(plan: PamRecord, t: T) {
  return { ...planLine(pamRegister, plan, t), entity: plan.entity };
}

export function pamFacts(plan: PamRecord, t: T) {
  return [{ label: t('pam.field.entity'), value: plan.entity }, ...lifeFacts(plan, t)];
}
