// Who may see and change the entity's plans. Drafts are for those who work on them or judge them.
import { closeFor, isCertifier } from '../platform/access/engagement.ts';
import type { Policy } from '../platform/access/policy.ts';
import { has, type User } from '../platform/access/roles.ts';

const seesDrafts = (user: User): boolean =>
  has(user, 'quality', 'auditor', 'certifier', 'leader', 'committee', 'admin');

export const policy = {
  'pam.list': () => true,
  'pam.read': () => true,
  'pam.write': (user: User) => has(user, 'quality', 'leader'),
  'pam.enable': (user: User) => has(user, 'quality', 'committee'),
  'pam.close': (user: User) => has(user, 'quality', 'committee'),
} satisfies Policy;

/** The plans that a person may find, as a database filter; a certifier finds what existed at the cut-off. */
export function scope(user: User): Record<string, unknown> {
  if (isCertifier(user) && !user.engagement) return { _id: null };
  const close = closeFor(user);
  return {
    ...(seesDrafts(user) ? {} : { state: { $ne: 'draft' } }),
    ...(close ? { 'began.at': { $lt: close } } : {}),
  };
}
