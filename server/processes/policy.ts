// Who may see the process map (everyone who works here) and who draws it (the quality office).
import type { Policy } from '../platform/access/policy.ts';
import { has } from '../platform/access/roles.ts';

export const policy = {
  'processes.read': () => true,
  'processes.edit': (user) => has(user, 'quality'),
} satisfies Policy;
