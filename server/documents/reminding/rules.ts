// On which days a thing that waits is brought to mind by mail, pure: soon, then weekly, and never twice for the same day.
import { addDays, dayOf, daysBetween, type Day } from '../../platform/clock.ts';

/** What is needed of a task to know its days. */
export interface Waiting {
  word: string;
  since: Date;
  due: Day | null;
}

/** Days since it waits, or days until it is due (negative when overdue), to whether that day reminds. */
const SINCE: Record<string, (days: number) => boolean> = {
  review: soonThenWeekly,
  approve: soonThenWeekly,
  mend: soonThenWeekly,
  read: (days) => days >= 3 && (days - 3) % 7 === 0,
  read_many: (days) => days >= 3 && (days - 3) % 7 === 0,
};
const LEFT: Record<string, (left: number) => boolean> = {
  review_period: beforeAndAfter,
  review_external: beforeAndAfter,
  review_many: beforeAndAfter,
  check_external: (left) => left <= 0 && -left % 7 === 0,
  check_externals: (left) => left <= 0 && -left % 7 === 0,
};

function soonThenWeekly(days: number): boolean {
  return days === 1 || days === 3 || (days > 0 && days % 7 === 0);
}

/** G1b: 30, 7 and 1 days before; from the day after, every 7 days. */
function beforeAndAfter(left: number): boolean {
  return left === 30 || left === 7 || left === 1 || (left < 0 && (-left - 1) % 7 === 0);
}

/** Whether the day is one on which this task is brought to mind. */
export function remindsOn({ word, since, due }: Waiting, day: Day): boolean {
  const name = word.split('.').at(-1) ?? '';
  if (due !== null) return LEFT[name]?.(daysBetween(day, due)) ?? false;
  return SINCE[name]?.(daysBetween(dayOf(since), day)) ?? false;
}

/** Days looked back for what a machine that slept did not say. */
const LOOK_BACK = 7;

/**
 * Whether somebody is written to today: a day of one of their tasks came since they were last written to.
 * @param last the day of the last reminder; null when there was none
 */
export function isRemindedToday(tasks: readonly Waiting[], last: Day | null, today: Day): boolean {
  const earliest = addDays(today, -LOOK_BACK + 1);
  const from = last !== null && last >= earliest ? addDays(last, 1) : earliest;
  for (let day = from; day <= today; day = addDays(day, 1))
    if (tasks.some((task) => remindsOn(task, day))) return true;
  return false;
}
