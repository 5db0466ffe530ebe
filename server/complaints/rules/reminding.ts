// When a term is brought to mind and to whom, pure: before it ends, on the day, after it, and higher up the longer it waits.
import { isWorkingDay, workingDaysBetween, type Day } from '../../platform/clock.ts';

/** `assigned`: who treats it. `office`: the quality office too. `direction`: who leads the process and represents the management as well. */
export type Reach = 'assigned' | 'office' | 'direction';

/** Business days before the due day on which those who treat it are reminded. */
const BEFORE = new Set([5, 3, 1, 0]);
/** Overdue by more business days than these goes to the direction. */
const OFFICE_ALONE = 4;

/** Who is written to on a day about what is due on another; null: nobody. */
export function reachOn(due: Day, day: Day, closures: ReadonlySet<Day>): Reach | null {
  if (!isWorkingDay(day, closures)) return null;
  if (day <= due) return BEFORE.has(workingDaysBetween(day, due, closures)) ? 'assigned' : null;
  const late = workingDaysBetween(due, day, closures);
  return late > OFFICE_ALONE ? 'direction' : 'office';
}
