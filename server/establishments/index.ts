// The door of establishments: schools (EE) and their sites.
import type { Slice } from '../platform/http/slice.ts';

export const establishments: Slice = { name: 'establishments', routes: [], policy: {} };
