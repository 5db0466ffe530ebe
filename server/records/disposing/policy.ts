// Who may do what with transfers, disposals and holds.
import type { Policy } from '../../platform/access/policy.ts';
import { has, type User } from '../../platform/access/roles.ts';

export const disposalPolicy = {
  'records.read_disposals': (user: User) =>
    has(user, 'quality', 'leader', 'auditor', 'committee', 'certifier', 'admin'),
  'records.prepare_disposal': (user: User) => has(user, 'quality'),
  'records.receive_transfer': (user: User) => has(user, 'quality'),
  'records.dispose': (user: User) => has(user, 'quality'),
  'records.hold': (user: User) => has(user, 'quality', 'leader', 'auditor'),
  'records.lift_hold': (user: User) => has(user, 'quality'),
} satisfies Policy;
