// A school's plans on the school's page.
import type { SchoolPanelSource } from '../establishments/index.ts';
import { periodOf } from '../pam/index.ts';
import { urlOf } from './kinds.ts';
import { pmiTag } from './present.ts';
import { pmisWhere } from './queries.ts';

export const plansOfSchool: SchoolPanelSource = async (school, user, t) => {
  const plans = await pmisWhere({ establishment: school.id }, user, 10);
  if (plans.length === 0) return null;
  return {
    title: 'pmi.title',
    lines: plans.map((plan) => ({
      href: urlOf(plan),
      label: `${plan.code} · ${plan.title}`,
      note: periodOf(plan),
      tag: pmiTag(plan.state, t),
    })),
  };
};
