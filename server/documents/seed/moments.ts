// Days of the example, told from today.
import { addDays, today, type Day } from '../../platform/clock.ts';

/** The day so many days before today. */
export function daysAgo(days: number): Day {
  return addDays(today(), -days);
}
