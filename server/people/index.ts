// The door of people: accounts, areas, positions and who holds them (G3g, G3h).
import { ensureLockoutIndexes } from '../platform/access/lockout.ts';
import { declareUsers } from '../platform/access/sessions.ts';
import { declarePasswordCheck } from '../platform/access/signatures.ts';
import type { Slice } from '../platform/http/slice.ts';
import { checks } from './checks.ts';
import { isPasswordOf } from './entering.ts';
import { kinds } from './kinds.ts';
import { ensureLinkIndexes } from './one-time-link.ts';
import { policy } from './policy.ts';
import { findUser } from './queries/index.ts';
import { routes } from './routes.ts';
import { seed } from './seed/index.ts';
import { tasks } from './tasks.ts';

export { declareDelivery, type Delivery, type Mail } from './delivery.ts';
export { declareDemoAccounts, type DemoAccount } from './demo-accounts.ts';
export { createUser, disableUser, enableUser, setRoles, type NewUser } from './enrolling.ts';
export { createArea, createPosition, designate, type AreaInput, type PositionInput } from './organising.ts';
export { assign, endAssignment, type AssignmentInput } from './assigning.ts';
export { makeLink } from './renewing.ts';
export { exampleAccounts, examplePeople } from './seed/index.ts';
export { EXAMPLE_PASSWORD, type CastName } from './seed/cast.ts';
export { commonPasswords } from './common-passwords.ts';
export { mustBeGoodPassword, PASSWORD_MIN } from './rules.ts';
export { giveLink } from './sending.ts';
export {
  activePeople,
  areaOptions,
  areasByIds,
  findUser,
  heldBy,
  holdersOf,
  peopleByIds,
  peopleIn,
  peopleOptions,
  peopleWithRole,
  positionOptions,
  positionsByIds,
  representative,
  type AreaRow,
  type Holding,
  type Option,
  type PersonRow,
  type PositionDetail,
  type PositionRow,
} from './queries/index.ts';

export const people: Slice = {
  name: 'people',
  routes,
  policy,
  kinds,
  menu: [
    { href: '/personas', word: 'people.menu.people', may: 'people.read', order: 810 },
    { href: '/cargos', word: 'people.menu.positions', may: 'signed_in', order: 820 },
  ],
  tasks,
  checks,
  seed,
  /** Wrong passwords and one-time links have no model. */
  async prepare() {
    await ensureLockoutIndexes();
    await ensureLinkIndexes();
  },
  register() {
    declareUsers(findUser);
    declarePasswordCheck(isPasswordOf);
  },
};
