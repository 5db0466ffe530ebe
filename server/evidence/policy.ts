// Who may follow traces, tie records by hand, and see the conformity matrix. What each sees in them is what each may see elsewhere.
import type { Policy } from '../platform/access/policy.ts';
import { has, type User } from '../platform/access/roles.ts';
import type { LinkRecord } from '../platform/links/links.ts';
import { mayTie } from './links/rules.ts';

const judges = (user: User): boolean =>
  has(user, 'quality', 'auditor', 'certifier', 'committee', 'leader', 'admin');
const ties = (user: User): boolean => !has(user, 'certifier') && has(user, 'quality', 'leader', 'auditor');

export const policy = {
  'evidence.trace': () => true,
  'evidence.link': ties,
  'evidence.unlink': (user: User, { link }: { link: LinkRecord }) =>
    ties(user) && mayTie(user, link.from.kind, link.meaning, link.to.kind),
  'evidence.orphans': judges,
  'evidence.waive': (user: User) => has(user, 'quality') && !has(user, 'certifier'),
  'evidence.matrix': judges,
} satisfies Policy;
