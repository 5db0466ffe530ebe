// Pure rules of the start page: how the day greets, how urgent a task is, what a person has come for.
import type { Role } from '../platform/access/roles.ts';
import { addDays, type Day } from '../platform/clock.ts';

/** Word key of the greeting at an hour of Bogotá. */
export function greetingAt(hour: number): 'morning' | 'afternoon' | 'evening' {
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

/** How near a task's last day is: past, within three days, or neither. */
export function urgency(due: Day | null, today: Day): 'bad' | 'warn' | null {
  if (!due) return null;
  if (due < today) return 'bad';
  return due <= addDays(today, 3) ? 'warn' : null;
}

/** The one role whose sentence the start page says, for people with several: who decides before who reads. */
const PRECEDENCE: readonly Role[] = [
  'quality',
  'committee',
  'auditor',
  'leader',
  'certifier',
  'school',
  'admin',
  'reader',
];

export function leadingRole(roles: readonly Role[]): Role {
  return PRECEDENCE.find((role) => roles.includes(role)) ?? 'reader';
}
