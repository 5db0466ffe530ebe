// The door of records: what happened, kept as archive law wants (G2, S6).
import type { Slice } from '../platform/http/slice.ts';

export const records: Slice = { name: 'records', routes: [], policy: {} };
