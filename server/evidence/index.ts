// The door of evidence: traces, the conformity matrix, evidence packs and the reading room of the certifier (L1-L4).
import type { Slice } from '../platform/http/slice.ts';

export const evidence: Slice = { name: 'evidence', routes: [], policy: {} };
