// Who may do what with people: administrators with accounts and roles, the quality office with the structure.
import type { Policy } from '../platform/access/policy.ts';
import { has, type Role, type User } from '../platform/access/roles.ts';

/** A person as the route loaded it; undefined for lists and blank forms. */
interface Someone {
  id: string;
}

const READERS: Role[] = ['quality', 'auditor', 'certifier', 'leader', 'committee', 'admin'];

const isSomeoneElse = (user: User, person: Someone | undefined): boolean => person?.id !== user.id;
const isAdmin = (user: User): boolean => has(user, 'admin');
const isAdminOfOther = (user: User, person: Someone | undefined): boolean =>
  isAdmin(user) && isSomeoneElse(user, person);
const keepsStructure = (user: User): boolean => has(user, 'quality');

/** The certifier and the auditors read who holds which position (G3g); schools and readers have no business with it. */
export function readsPeople(user: User): boolean {
  return has(user, ...READERS);
}

export const policy: Policy = {
  'people.read': readsPeople,
  'people.read_contact': (user: User, person?: Someone) =>
    has(user, 'quality', 'admin') || (person !== undefined && !isSomeoneElse(user, person)),
  'people.read_history': (user: User) => has(user, 'quality', 'auditor', 'certifier', 'admin'),
  'people.create': isAdmin,
  'people.edit': isAdmin,
  'people.set_roles': isAdminOfOther,
  'people.disable': isAdminOfOther,
  'people.make_link': isAdminOfOther,
  'people.assign': (user: User, person?: Someone) =>
    has(user, 'quality', 'admin') && isSomeoneElse(user, person),
  'people.keep_structure': keepsStructure,
  'people.designate': keepsStructure,
};
