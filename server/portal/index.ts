// The door of the portal: public pages, no login. Is this copy in force?
import type { Slice } from '../platform/http/slice.ts';
import { routes } from './routes.ts';

export const portal: Slice = { name: 'portal', routes, policy: {} };
