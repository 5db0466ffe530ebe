// The door of records: what happened, kept as archive law wants (G2, S6).
import type { Slice } from '../platform/http/slice.ts';
import { registerProcessPanel } from '../processes/index.ts';
import { figuresOf, processRecords } from './desk.ts';
import { jobs } from './jobs.ts';
import { fileKind, recordKind, seriesKind } from './kinds.ts';
import { policy } from './policy.ts';
import { recordFaults, recordFiles } from './proving.ts';
import { loanTasks } from './queries/loans.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export { declareRecord, declareWithin, type NewRecord } from './declaring.ts';
export { holdsOn, registerHold, type HoldSource } from './holding.ts';
export { registerRecordPanel, type RecordPanel, type RecordPanelSource } from './panels.ts';
export { usualSeries, type Purpose } from './usual.ts';
export { ensureStartingTable } from './tabling.ts';

export const records: Slice = {
  name: 'records',
  routes,
  policy,
  kinds: [recordKind, fileKind, seriesKind],
  menu: [
    { href: '/registros', word: 'records.menu', may: 'records.list', order: 30 },
    { href: '/expedientes', word: 'records.file_menu', may: 'records.files', order: 32 },
    { href: '/trd', word: 'records.table_menu', may: 'records.table', order: 34 },
  ],
  jobs,
  tasks: loanTasks,
  figures: figuresOf,
  checks: recordFaults,
  files: recordFiles,
  seed,
  register() {
    registerProcessPanel(processRecords);
  },
};
