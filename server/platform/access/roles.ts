// Who a signed-in person is to the system: roles, positions held today, areas.
import type { Engagement } from './engagement.ts';

/** The roles of a quality office. What each may do stands in the policy of each slice. */
export const ROLES = [
  'quality',
  'auditor',
  'certifier',
  'leader',
  'committee',
  'school',
  'reader',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

export interface HeldPosition {
  id: string;
  name: string;
  /** Held by an acting post (encargo) that is in force today. */
  acting: boolean;
}

/** The signed-in person as every policy sees it; read anew for each request, so that a change counts at once. */
export interface User {
  id: string;
  name: string;
  email: string;
  roles: readonly Role[];
  positions: readonly HeldPosition[];
  /** Ids of the areas (dependencias) that the person belongs to: those of their account and those of the positions held today. */
  areas: readonly string[];
  language: 'es' | 'en' | null;
  /** What a certifier is engaged to see today; null for everybody else, and for a certifier without an open engagement. */
  engagement: Engagement | null;
}

export function has(user: User, ...roles: Role[]): boolean {
  return roles.some((role) => user.roles.includes(role));
}

/** True when the person holds the position today, in their own right or as acting. */
export function holds(user: User, position: string): boolean {
  return user.positions.some((held) => held.id === position);
}
