// The door of pam: the register of support plans and their items (T65).
import type { Slice } from '../platform/http/slice.ts';
import { pamItemKind, pamKind } from './kinds.ts';
import { policy } from './policy.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export { addItem, beginPlan, closePlan, enablePlan, type ItemInput, type PlanInput } from './planning.ts';
export { by, type By } from './plan.ts';
export { itemGroups, itemKindOptions, lifeFacts, periodOf, planTag, stateOptions } from './present.ts';
export {
  ITEM_KINDS,
  itemCode,
  mustBeDraft,
  mustBeInForce,
  mustBeReadyToEnable,
  periodFaults,
  PLAN_STATES,
  PLAN_TONES,
  stateAt,
  type ItemKind,
  type PlanState,
} from './rules.ts';

export const pam: Slice = {
  name: 'pam',
  routes,
  policy,
  kinds: [pamKind, pamItemKind],
  menu: [{ href: '/pam', word: 'pam.menu', may: 'pam.list', order: 72 }],
  seed,
};
