// Schools' plans as their templates need them.
import { lifeFacts, planLine } from '../pam/index.ts';
import type { Params } from '../platform/errors.ts';
import type { PmiRecord } from './plan.ts';
import { pmiRegister } from './register.ts';

type T = (key: string, params?: Params) => string;

export function pmiLine(plan: PmiRecord, t: T) {
  return { ...planLine(pmiRegister, plan, t), school: plan.school };
}

export function pmiFacts(plan: PmiRecord, t: T) {
  const school = { label: t('pmi.field.school'), value: plan.school, href: `/establecimientos/${plan.dane}` };
  return [school, ...lifeFacts(plan, t)];
}
