// The door of actions: nonconforming service, nonconformities, corrective and preventive actions (G10-G12).
import type { Slice } from '../platform/http/slice.ts';
import { actionKind, nonconformityKind, serviceKind } from './kinds.ts';
import { policy } from './policy.ts';

export const actions: Slice = {
  name: 'actions',
  routes: [],
  policy,
  kinds: [nonconformityKind, actionKind, serviceKind],
};

export { NONCONFORMITIES_QUEUE, openNonconformity, type NewNonconformity } from './opening.ts';
export {
  actionOwners,
  actionsOf,
  nonconformityState,
  nonconformityStates,
  openIn,
  type ActionOwners,
  type ActionStanding,
  type NonconformityState,
} from './queries/standing.ts';
export { planDue } from './rules/dates.ts';
export { GRADES, SOURCES, type Grade, type Nature, type Source } from './rules/states.ts';
