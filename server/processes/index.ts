// The door of the process map (O1): macroprocesses, processes and subprocesses with their leaders.
import type { Slice } from '../platform/http/slice.ts';
import { processKind } from './kinds.ts';
import { policy } from './policy.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export { createProcess, editProcess, type ProcessInput } from './editing.ts';
export { registerProcessPanel, type PanelSource, type ProcessPanel } from './panels.ts';
export { leadershipOf, type Leadership } from './leadership.ts';
export {
  allProcesses,
  findProcess,
  processByCode,
  processesByIds,
  processOptions,
  type ProcessRow,
} from './queries.ts';
export { seedProcesses } from './seed.ts';

export const processes: Slice = {
  name: 'processes',
  routes,
  policy,
  kinds: [processKind],
  menu: [{ href: '/procesos', word: 'processes.title', may: 'processes.read', order: 60 }],
  seed,
};
