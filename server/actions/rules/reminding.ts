// When a delay is told and to whom, pure: first to who owes it, then to who leads the process, then to the quality office; it repeats until it is done.
import { addDays, daysBetween, type Day } from '../../platform/clock.ts';

/** 1: who owes it. 2: also who leads the process. 3: also the quality office. */
export type Height = 0 | 1 | 2 | 3;

/** Days overdue from which each height is told. */
export const LEADER_AFTER = 8;
export const OFFICE_AFTER = 15;
/** Days between two reminders of the same delay. */
export const EVERY = 7;
/** Days before the due day on which who owes it is reminded. */
export const BEFORE: readonly number[] = [7, 1];

/** How high a delay of so many days goes; 0 while nothing is overdue. */
export function heightOf(daysOverdue: number): Height {
  if (daysOverdue >= OFFICE_AFTER) return 3;
  if (daysOverdue >= LEADER_AFTER) return 2;
  return daysOverdue >= 1 ? 1 : 0;
}

/**
 * Whether a reminder goes out on a day: before it is due on set days, and then on the day after and every week; a job that
 * slept says it when it wakes, once.
 * @param last the day of the last reminder of this due day
 * @returns how high it goes; null when none goes out
 */
export function reminderOn(due: Day, last: Day | null, day: Day): { height: Height; overdue: number } | null {
  const overdue = daysBetween(due, day);
  const height = heightOf(overdue);
  if (last === day) return null;
  if (overdue < 1) return BEFORE.includes(-overdue) ? { height: 1, overdue } : null;
  const isHigher = last !== null && heightOf(daysBetween(due, last)) < height;
  const isTime = last === null || last <= due || addDays(last, EVERY) <= day;
  return isTime || isHigher ? { height, overdue } : null;
}
