// The door of complaints: the consecutive register of complaints, its statutory clock and treatment (G13).
import type { Slice } from '../platform/http/slice.ts';

export const complaints: Slice = { name: 'complaints', routes: [], policy: {} };
