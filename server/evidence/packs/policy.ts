// Who may build evidence packs, and who may take them away: the certifier those handed to its own engagement.
import type { Policy } from '../../platform/access/policy.ts';
import { has, type User } from '../../platform/access/roles.ts';

interface Handed {
  engagement: string | null;
}

const builds = (user: User): boolean =>
  !has(user, 'certifier') && has(user, 'quality', 'auditor', 'committee');
const isHanded = (user: User, { engagement }: Handed): boolean =>
  has(user, 'certifier') && engagement !== null && user.engagement?.id === engagement;

export const packPolicy = {
  'evidence.packs': (user: User) => builds(user) || has(user, 'admin', 'certifier'),
  'evidence.read_pack': (user: User, pack: Handed) =>
    builds(user) || (has(user, 'admin') && !has(user, 'certifier')) || isHanded(user, pack),
  'evidence.take_pack': (user: User, pack: Handed) => builds(user) || isHanded(user, pack),
  'evidence.build_pack': builds,
} satisfies Policy;

/** The packs that a person may find, as a database filter. */
export function packScope(user: User): Record<string, unknown> {
  if (has(user, 'certifier')) return { engagement: user.engagement?.id ?? 'none' };
  return builds(user) || has(user, 'admin') ? {} : { _id: null };
}
