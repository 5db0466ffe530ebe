// The door of pmi: the register of school improvement plans and their items (T63).
import type { Slice } from '../platform/http/slice.ts';

export const pmi: Slice = { name: 'pmi', routes: [], policy: {} };
