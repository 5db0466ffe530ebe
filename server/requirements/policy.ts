// Who may read the requirements: everyone who works here, the certifying body first of all. Nobody edits them.
import type { Policy } from '../platform/access/policy.ts';

export const policy = {
  'requirements.read': () => true,
} satisfies Policy;
