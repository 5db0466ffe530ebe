// The door of records: what happened, kept as archive law wants (G2, S6).
import type { Slice } from '../platform/http/slice.ts';
import { fileKind, recordKind, seriesKind } from './kinds.ts';
import { policy } from './policy.ts';

export { declareRecord, declareWithin, type NewRecord } from './declaring.ts';
export { holdsOn, registerHold, type HoldSource } from './holding.ts';
export { registerRecordPanel, type RecordPanel, type RecordPanelSource } from './panels.ts';
export { usualSeries, type Purpose } from './usual.ts';
export { ensureStartingTable } from './tabling.ts';

export const records: Slice = {
  name: 'records',
  routes: [],
  policy,
  kinds: [recordKind, fileKind, seriesKind],
};
