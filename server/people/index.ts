// The door of people: accounts, areas, positions and who holds them (G3g-h, G5).
import { declareUsers } from '../platform/access/sessions.ts';
import { declarePasswordCheck } from '../platform/access/signatures.ts';
import type { Slice } from '../platform/http/slice.ts';
import { isPasswordOf } from './entering.ts';
import { policy } from './policy.ts';
import { findUser } from './queries.ts';
import { routes } from './routes.ts';

export { declareDelivery, type Delivery, type Mail } from './delivery.ts';
export { declareDemoAccounts, type DemoAccount } from './demo-accounts.ts';
export { createUser, disableUser, enableUser, setRoles, type NewUser } from './enrolling.ts';
export { createArea, createPosition, designate, type AreaInput, type PositionInput } from './organising.ts';
export { assign, endAssignment, type AssignmentInput } from './assigning.ts';
export {
  areaOptions, areasByIds, findUser, holdersOf, peopleByIds, peopleIn, peopleOptions, peopleWithRole, positionOptions, positionsByIds,
  type AreaRow, type Option, type PersonRow, type PositionRow,
} from './queries.ts'; // prettier-ignore

export const people: Slice = {
  name: 'people',
  routes,
  policy,
  menu: [],
  register() {
    declareUsers(findUser);
    declarePasswordCheck(isPasswordOf);
  },
};
