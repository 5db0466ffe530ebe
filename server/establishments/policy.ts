// Who may see and change schools. A school's own people see their school whole, and the list of the others.
import type { Policy } from '../platform/access/policy.ts';
import { has, type User } from '../platform/access/roles.ts';

/** What the policy needs to know of a school: the people who answer for it. */
export interface OfSchool {
  rector: string | null;
  delegate: string | null;
}

/** Everyone who works here, but for those who are here for their school alone. */
const worksHere = (user: User): boolean =>
  has(user, 'quality', 'auditor', 'certifier', 'leader', 'committee', 'reader', 'admin');

/** True for those who answer for the school. */
export function isOwnSchool(user: User, school: OfSchool): boolean {
  return school.rector === user.id || school.delegate === user.id;
}

export const policy = {
  'establishments.list': () => true,
  'establishments.read': (user: User, school: OfSchool) => worksHere(user) || isOwnSchool(user, school),
  'establishments.edit': (user: User) => has(user, 'quality', 'leader'),
  'establishments.import': (user: User) => has(user, 'quality', 'leader'),
} satisfies Policy;
