// Pure rules of linking by hand: which records may be tied with which meaning, and by whom. What other slices tie by their own verbs is theirs to untie.
import { has, type Role, type User } from '../../platform/access/roles.ts';
import type { Ref } from '../../platform/links/kinds.ts';
import type { Meaning } from '../../platform/links/links.ts';

/** Records of plans, of the entity and of schools: what the system controls in the end. */
export const PLANS = ['pam', 'pam_item', 'pmi', 'pmi_item'] as const;
const PROOFS = ['record', 'file', 'session', 'complaint', 'audit', 'finding', 'action'];
const ANYTHING = ['document', 'external', 'record', 'file', 'session', 'nonconforming', 'nonconformity', 'action', 'complaint', 'audit', 'finding']; // prettier-ignore

interface ByHand {
  from: readonly string[];
  to: readonly string[];
  roles: readonly Role[];
}

/** In the order in which a form offers them. */
export const BY_HAND: Partial<Record<Meaning, ByHand>> = {
  evidences: { from: PROOFS, to: ['clause', ...PLANS], roles: ['quality', 'leader', 'auditor'] },
  applies_to: { from: ANYTHING, to: ['establishment', 'process', ...PLANS], roles: ['quality', 'leader', 'auditor'] },
  governs: { from: ['document'], to: ['process', 'clause', ...PLANS], roles: ['quality'] },
  verifies: { from: ['record'], to: ['action'], roles: ['quality', 'auditor'] },
  performed_by: { from: ['record', 'file', ...PLANS], to: ['position', 'person'], roles: ['quality', 'leader'] },
  supersedes: { from: ['record'], to: ['record'], roles: ['quality'] },
}; // prettier-ignore

/** True when a person may make, or take back, such a link by hand. */
export function mayTie(user: User, from: string, meaning: Meaning, to: string): boolean {
  const rule = BY_HAND[meaning];
  return rule !== undefined && rule.from.includes(from) && rule.to.includes(to) && has(user, ...rule.roles);
}

/** A meaning read from one of its ends: `out` from the record at hand. */
export interface Way {
  direction: 'out' | 'in';
  meaning: Meaning;
  /** Kinds of which the other record may be. */
  others: readonly string[];
}

/** What this person may tie a record of this kind with. */
export function waysFrom(user: User, kind: string): Way[] {
  return (Object.entries(BY_HAND) as [Meaning, ByHand][])
    .filter(([, { roles }]) => has(user, ...roles))
    .flatMap(([meaning, { from, to }]): Way[] => [
      ...(from.includes(kind) ? [{ direction: 'out' as const, meaning, others: to }] : []),
      ...(to.includes(kind) ? [{ direction: 'in' as const, meaning, others: from }] : []),
    ]);
}

export function isSame(a: Ref, b: Ref): boolean {
  return a.kind === b.kind && a.id === b.id;
}
