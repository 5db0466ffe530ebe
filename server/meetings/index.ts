// The door of meetings: bodies, sessions, quorum, decisions and signed minutes.
import type { Slice } from '../platform/http/slice.ts';

export const meetings: Slice = { name: 'meetings', routes: [], policy: {} };
