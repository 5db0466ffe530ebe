// Who may do what in the reading room: the quality office opens it, the certifier of the engagement comments and asks.
import type { Policy } from '../../platform/access/policy.ts';
import { has, type User } from '../../platform/access/roles.ts';

/** What the routes of an engagement load, as far as permissions need it. */
interface Engaged {
  accounts: readonly string[];
}

const seesAll = (user: User): boolean =>
  !has(user, 'certifier') && has(user, 'quality', 'auditor', 'committee', 'admin');
const keeps = (user: User): boolean => has(user, 'quality') && !has(user, 'certifier');
const isEngaged = (user: User, { accounts }: Engaged): boolean =>
  has(user, 'certifier') && accounts.includes(user.id);

export const roomPolicy = {
  /** Certifiers are led to their own. */
  'evidence.room': (user: User) => seesAll(user) || has(user, 'certifier'),
  'evidence.read_engagement': (user: User, engagement: Engaged) =>
    seesAll(user) || isEngaged(user, engagement),
  'evidence.engage': keeps,
  'evidence.change_engagement': keeps,
  'evidence.comment': isEngaged,
  'evidence.ask': isEngaged,
  'evidence.answer': keeps,
} satisfies Policy;

/** The engagements that a person may find, as a database filter. */
export function engagementScope(user: User): Record<string, unknown> {
  return seesAll(user) ? {} : { accounts: user.id };
}
