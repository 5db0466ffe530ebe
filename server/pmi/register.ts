// The register of schools' plans: its collections, and who finds what in them.
import { schoolsOf } from '../establishments/index.ts';
import type { PlanRegister } from '../pam/index.ts';
import type { User } from '../platform/access/roles.ts';
import { PmiItem } from './item.ts';
import { PmiPlan, type PmiRecord } from './plan.ts';
import { scope } from './policy.ts';

export const pmiRegister: PlanRegister<PmiRecord> = {
  name: 'pmi',
  plans: PmiPlan,
  items: PmiItem,
  async scope(user: User) {
    const own = user.roles.includes('school') ? await schoolsOf(user) : [];
    return scope(user, own.map(({ id }) => id)); // prettier-ignore
  },
};
