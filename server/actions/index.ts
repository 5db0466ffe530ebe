// The door of actions: nonconforming service, nonconformities, corrective and preventive actions (G10-G12).
import type { Slice } from '../platform/http/slice.ts';
import { registerProcessPanel } from '../processes/index.ts';
import { registerHold } from '../records/index.ts';
import { jobs } from './jobs.ts';
import { actionKind, nonconformityKind, serviceKind } from './kinds.ts';
import { evidenceHold, processRecords } from './panels.ts';
import { policy } from './policy.ts';
import { actionFaults, evidenceFiles } from './proving.ts';
import { figuresOf } from './queries/figures.ts';
import { tasksOf } from './queries/tasks.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export const actions: Slice = {
  name: 'actions',
  routes,
  policy,
  kinds: [nonconformityKind, actionKind, serviceKind],
  menu: [
    { href: '/no-conformidades', word: 'actions.title', may: 'actions.list', order: 44 },
    { href: '/acciones', word: 'actions.actions.title', may: 'actions.list', order: 45 },
    { href: '/servicio-no-conforme', word: 'actions.service.title', may: 'actions.list', order: 46 },
  ],
  jobs,
  tasks: tasksOf,
  figures: figuresOf,
  checks: actionFaults,
  files: evidenceFiles,
  seed,
  register() {
    registerProcessPanel(processRecords);
    registerHold(evidenceHold);
  },
};

export {
  NONCONFORMITIES_QUEUE,
  openNonconformity,
  registerNonconformity,
  type NewNonconformity,
} from './opening.ts';
export { openByClause, type OpenNonconformity } from './queries/by-clause.ts';
export {
  actionOwners,
  actionsOf,
  nonconformityState,
  nonconformityStates,
  openIn,
  type ActionStanding,
  type NonconformityState,
} from './queries/standing.ts';
export { planDue } from './rules/dates.ts';
export { GRADES, SOURCES, type Grade, type Nature, type Source } from './rules/states.ts';
