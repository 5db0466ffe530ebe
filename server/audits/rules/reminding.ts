// On which day something of an audit is brought to mind, and how high a delay goes, pure: before its day, then weekly until it is done.
import { addDays, daysBetween, type Day } from '../../platform/clock.ts';

/** Days before an audit begins on which its team is reminded. */
export const BEFORE_START: readonly number[] = [7, 1];
/** Days before an answer is due. */
export const BEFORE_ANSWER: readonly number[] = [1];
/** Days before a finding must be corrected. */
export const BEFORE_CORRECTION: readonly number[] = [7, 1];
/** Working days after the field work within which its findings are signed, and its report is closed (GC-P08). */
export const FINDINGS_WITHIN = 5;
export const REPORT_WITHIN = 10;
/** Days between two reminders of the same delay. */
const EVERY = 7;
/** Days overdue from which the lead auditor, and then the quality office, are told as well. */
const LEAD_AFTER = 8;
const OFFICE_AFTER = 15;

/**
 * The latest reminder day of something due that has come by a day; null before the first. Each is told once, so that a day on
 * which the machine slept is told when it wakes.
 * @param before days before the due day; after it, the day after and every week
 */
export function reminderDay(due: Day, day: Day, before: readonly number[]): Day | null {
  const overdue = daysBetween(due, day);
  if (overdue >= 1) return addDays(due, 1 + Math.floor((overdue - 1) / EVERY) * EVERY);
  const days = before.filter((one) => one >= -overdue);
  return days.length === 0 ? null : addDays(due, -Math.min(...days));
}

/** Who is told besides who owes it. */
export function told(due: Day, day: Day): { lead: boolean; office: boolean } {
  const overdue = daysBetween(due, day);
  return { lead: overdue >= LEAD_AFTER, office: overdue >= OFFICE_AFTER };
}
