// Who may do what with this copy: administrators keep it; the quality office also reads the trail and checks integrity.
import type { Policy } from '../platform/access/policy.ts';
import { has, type User } from '../platform/access/roles.ts';

const isAdmin = (user: User): boolean => has(user, 'admin');
const readsProofs = (user: User): boolean => has(user, 'admin', 'quality');

// No permission exists to edit or purge the trail.
export const policy: Policy = {
  'admin.settings': isAdmin,
  'admin.read_system': isAdmin,
  'admin.read_trail': readsProofs,
  'admin.read_integrity': readsProofs,
  'admin.check_integrity': readsProofs,
};
