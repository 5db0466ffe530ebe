// The door of pam: the register of support plans and their items (T65), and what every register of plans has alike.
import type { Slice } from '../platform/http/slice.ts';
import { itemKind, planKind } from './plans/kinds.ts';
import { policy } from './policy.ts';
import { pamRegister } from './register.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export { addItem, beginPlan, closePlan, enablePlan, type PlanInput } from './planning.ts';
export {
  addingItems,
  changePlan,
  closingPlans,
  editingItems,
  enablingPlans,
  stamp,
  withdrawingItems,
  type ItemInput,
} from './plans/changing.ts';
export { closeForm, enableForm, itemForm, planQuery, planTitle, planYear } from './plans/forms.ts';
export { itemModel } from './plans/item.ts';
export { itemKind, planKind } from './plans/kinds.ts';
export { askAct, itemPages, listPage, planView } from './plans/pages.ts';
export { planFields, type PlanRecord } from './plans/plan.ts';
export { lifeFacts, periodOf, planLine, planTag } from './plans/present.ts';
export {
  itemByNumber,
  itemsAt,
  itemsWhere,
  planByCode,
  plansWhere,
  type ItemSubject,
} from './plans/queries.ts';
export { planUrl, type PlanRegister } from './plans/register.ts';
export { mustBeDraft, periodFaults } from './plans/rules.ts';
export { pamRegister } from './register.ts';

export const pam: Slice = {
  name: 'pam',
  routes,
  policy,
  kinds: [planKind(pamRegister), itemKind(pamRegister)],
  menu: [{ href: '/pam', word: 'pam.menu', may: 'pam.list', order: 72 }],
  seed,
};
