// Who may see and change schools' plans: each school its own, the office all of them.
import { closeFor, isCertifier } from '../platform/access/engagement.ts';
import type { Policy } from '../platform/access/policy.ts';
import { has, type User } from '../platform/access/roles.ts';
import { isOwnSchool } from '../establishments/index.ts';
import type { PmiRecord } from './plan.ts';

/** What the route of a plan loads: the plan, and who answers for its school today. */
export interface PmiSubject {
  plan: PmiRecord;
  school: { rector: string | null; delegate: string | null };
}

const writes = (user: User, { school }: PmiSubject): boolean =>
  has(user, 'quality', 'leader') || (has(user, 'school') && isOwnSchool(user, school));

export const policy = {
  'pmi.list': () => true,
  'pmi.read': () => true,
  /** Which school it will be for is asked again when it is sent. */
  'pmi.begin': (user: User) => has(user, 'quality', 'leader', 'school'),
  'pmi.write': writes,
  'pmi.enable': writes,
  'pmi.close': writes,
} satisfies Policy;

/**
 * The plans that a person may find, as a database filter: a school's people those of their schools, readers those that are no draft.
 * @param own ids of the schools that the person answers for
 */
export function scope(user: User, own: readonly string[]): Record<string, unknown> {
  if (isCertifier(user) && !user.engagement) return { _id: null };
  const close = closeFor(user);
  const all = has(user, 'quality', 'auditor', 'certifier', 'leader', 'committee', 'admin');
  const ofOwn = { establishment: { $in: [...own] } };
  const others = has(user, 'reader') ? { $or: [{ state: { $ne: 'draft' } }, ofOwn] } : ofOwn;
  return { ...(all ? {} : others), ...(close ? { 'began.at': { $lt: close } } : {}) };
}
