// The door of audits: programme, plan, checklist, findings, report and follow-up (G14).
import type { Slice } from '../platform/http/slice.ts';

export const audits: Slice = { name: 'audits', routes: [], policy: {} };
