// The door of pmi: the register of schools' improvement plans and their items (T63).
import { registerSchoolPanel } from '../establishments/index.ts';
import type { Slice } from '../platform/http/slice.ts';
import { pmiItemKind, pmiKind } from './kinds.ts';
import { plansOfSchool } from './panels.ts';
import { policy } from './policy.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export { addPmiItem, beginPmi, closePmi, enablePmi, type PmiInput } from './planning.ts';

export const pmi: Slice = {
  name: 'pmi',
  routes,
  policy,
  kinds: [pmiKind, pmiItemKind],
  menu: [{ href: '/pmi', word: 'pmi.menu', may: 'pmi.list', order: 74 }],
  seed,
  register() {
    registerSchoolPanel(plansOfSchool);
  },
};
