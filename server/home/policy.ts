// The start page is everyone's: what it shows was asked of each slice for this person.
import type { Policy } from '../platform/access/policy.ts';

export const policy = {} satisfies Policy;
