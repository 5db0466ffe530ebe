// The door of actions: nonconforming service, nonconformities, corrective and preventive actions (G10-G12).
import type { Slice } from '../platform/http/slice.ts';

export const actions: Slice = { name: 'actions', routes: [], policy: {} };
