// A school's plans on the school's page.
import type { SchoolPanelSource } from '../establishments/index.ts';
import { periodOf, plansWhere, planTag, planUrl } from '../pam/index.ts';
import { pmiRegister } from './register.ts';

export const plansOfSchool: SchoolPanelSource = async (school, user, t) => {
  const plans = await plansWhere(pmiRegister, { establishment: school.id }, user, 10);
  if (plans.length === 0) return null;
  return {
    title: 'pmi.title',
    lines: plans.map((plan) => ({
      href: planUrl(pmiRegister, plan),
      label: `${plan.code} · ${plan.title}`,
      note: periodOf(plan),
      tag: planTag(pmiRegister, plan.state, t),
    })),
  };
};
