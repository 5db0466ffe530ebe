// The door of pmi: the register of schools' improvement plans and their items (T63).
import { registerSchoolPanel } from '../establishments/index.ts';
import { itemKind, planKind } from '../pam/index.ts';
import type { Slice } from '../platform/http/slice.ts';
import { plansOfSchool } from './panels.ts';
import { policy } from './policy.ts';
import { pmiRegister } from './register.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export { addPmiItem, beginPmi, closePmi, enablePmi, type PmiInput } from './planning.ts';
export { pmiRegister } from './register.ts';

export const pmi: Slice = {
  name: 'pmi',
  routes,
  policy,
  kinds: [planKind(pmiRegister), itemKind(pmiRegister)],
  menu: [{ href: '/pmi', word: 'pmi.menu', may: 'pmi.list', order: 74 }],
  seed,
  register() {
    registerSchoolPanel(plansOfSchool);
  },
};
