// The door of records: what happened, kept as archive law wants (G2, S6).
import type { Slice } from '../platform/http/slice.ts';
import { registerProcessPanel } from '../processes/index.ts';
import { figuresOf, processRecords } from './desk.ts';
import { disposalJobs } from './disposing/jobs.ts';
import { disposalKind, transferKind } from './disposing/kinds.ts';
import { heldByPeople } from './disposing/holding.ts';
import { keepingPanel } from './disposing/panel.ts';
import { disposalPolicy } from './disposing/policy.ts';
import { disposalFaults } from './disposing/proving.ts';
import { disposing } from './disposing/routes.ts';
import { seedDisposal } from './disposing/seed.ts';
import { disposalTasks } from './disposing/tasks.ts';
import { registerHold } from './holding.ts';
import { jobs } from './jobs.ts';
import { fileKind, recordKind, seriesKind } from './kinds.ts';
import { registerRecordPanel } from './panels.ts';
import { policy } from './policy.ts';
import { recordFaults, recordFiles } from './proving.ts';
import { loanTasks } from './queries/loans.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export {
  decideDisposal,
  disposalAwaiting,
  disposalsAwaiting,
  type DisposalDecision,
} from './disposing/deciding.ts';
export { declareRecord, declareWithin, type NewRecord } from './declaring.ts';
export { recordEvidence, type RecordEvidence } from './evidence.ts';
export { holdsOn, registerHold, type HoldSource } from './holding.ts';
export { registerRecordPanel, type RecordPanel, type RecordPanelSource } from './panels.ts';
export { usualSeries, type Purpose } from './usual.ts';
export { ensureStartingTable } from './tabling.ts';

export const records: Slice = {
  name: 'records',
  routes: [...routes, ...disposing],
  policy: { ...policy, ...disposalPolicy },
  kinds: [recordKind, fileKind, seriesKind, disposalKind, transferKind],
  menu: [
    { href: '/registros', word: 'records.menu', may: 'records.list', order: 30 },
    { href: '/expedientes', word: 'records.file_menu', may: 'records.files', order: 32 },
    { href: '/disposicion', word: 'records.disposal_menu', may: 'records.read_disposals', order: 33 },
    { href: '/trd', word: 'records.table_menu', may: 'records.table', order: 34 },
  ],
  jobs: [...jobs, ...disposalJobs],
  tasks: async (user) => [...(await loanTasks(user)), ...(await disposalTasks(user))],
  figures: figuresOf,
  async *checks() {
    yield* recordFaults();
    yield* disposalFaults();
  },
  files: recordFiles,
  async seed() {
    await seed();
    await seedDisposal();
  },
  register() {
    registerProcessPanel(processRecords);
    registerRecordPanel(keepingPanel);
    registerHold(heldByPeople);
  },
};
