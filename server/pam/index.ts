// The door of pam: the register of support plans and their items (T65).
import type { Slice } from '../platform/http/slice.ts';

export const pam: Slice = { name: 'pam', routes: [], policy: {} };
