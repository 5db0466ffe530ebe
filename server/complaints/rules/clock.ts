// The statutory clock, pure: legal reception, due days in Colombian business days, suspension, extension; every due day stands on a kept fact.
import {
  addDays,
  addMonths,
  addWorkingDays,
  dayOf,
  isWorkingDay,
  startOf,
  workingDaysBetween,
  type Day,
} from '../../platform/clock.ts';
import { Invalid, Refusal } from '../../platform/errors.ts'; // prettier-ignore

type Days = ReadonlySet<Day>;

/** When the office receives. What arrives later, or on a day without work, may count as received on the next business day. */
export interface Reception {
  /** `HH:MM` in Bogotá. */
  closesAt: string;
  /** False counts every petition on the day on which it arrived: the stricter reading. */
  moves: boolean;
}

/** The legal reception day of what arrived at an instant. The first day counted is the next business day (Ley 1755 de 2015 art. 14). */
export function legalDay(arrived: Date, { closesAt, moves }: Reception, closures: Days): Day {
  const day = dayOf(arrived);
  if (!moves) return day;
  const [hours = 0, minutes = 0] = closesAt.split(':').map(Number);
  const late = arrived.getTime() - startOf(day).getTime() >= (hours * 60 + minutes) * 60_000;
  return isWorkingDay(day, closures) && !late ? day : nextWorkingDay(day, closures);
}

export function nextWorkingDay(day: Day, closures: Days): Day {
  return addWorkingDays(day, 1, closures);
}

/** Why a due day is what it is. */
export const REASONS = ['received', 'reclassified', 'suspended', 'resumed', 'extended', 'recounted'] as const;
export type Reason = (typeof REASONS)[number];

/** One count of the clock, kept for good. The last one holds. */
export interface Count {
  reason: Reason;
  /** The day after which business days are counted; null while the clock stands still. */
  start: Day | null;
  /** Business days used before `start`. */
  spent: number;
  /** Business days of the whole term; null without one. */
  days: number | null;
  /** Closure days of the entity that fell into the count, as they were known then. */
  closures: readonly Day[];
  due: Day | null;
}

/** The due day that follows from the rest of a count. */
export function dueOf({ start, spent, days, closures }: Omit<Count, 'due' | 'reason'>): Day | null {
  if (start === null || days === null) return null;
  return addWorkingDays(start, Math.max(0, days - spent), new Set(closures));
}

/** A count with its due day; keeps only the closures that it met. */
export function counted(count: Omit<Count, 'due' | 'closures'>, closures: Days): Count {
  const due = dueOf({ ...count, closures: [...closures] });
  const met = due === null ? [] : [...closures].filter((day) => day > (count.start ?? '') && day <= due);
  return { ...count, closures: met.sort(), due };
}

/** The clock begins with the legal reception. */
export function begun(start: Day, days: number | null, closures: Days): Count {
  return counted({ reason: 'received', start, spent: 0, days }, closures);
}

/** Another kind has another term; what was used stays used. */
export function reclassified(last: Count, days: number | null, closures: Days): Count {
  return counted({ ...last, reason: 'reclassified', days }, closures);
}

/** The petitioner was asked for what is missing: the clock stands still from that day (Ley 1755 de 2015 art. 17). */
export function suspended(last: Count, day: Day, closures: Days): Count {
  const used = last.start === null ? 0 : workingDaysBetween(last.start, day, closures);
  return { ...last, reason: 'suspended', start: null, spent: last.spent + used, closures: [], due: null };
}

/** What was missing came: what is left of the term runs from the next business day. */
export function resumed(last: Count, day: Day, closures: Days): Count {
  return counted({ ...last, reason: 'resumed', start: day }, closures);
}

/** Another calendar of closures, by its administrative act. */
export function recounted(last: Count, closures: Days): Count {
  return counted({ ...last, reason: 'recounted' }, closures);
}

/**
 * One extension, told before the term ends, to a business day within the cap (Ley 1755 de 2015 art. 14 par.).
 * @param longest the most business days that the whole term may have
 * @throws Refusal for a clock that cannot be extended any more, Invalid (field `due`) for a day that is not allowed
 */
export function extended(last: Count, due: Day, longest: number | null, today: Day, closures: Days): Count {
  if (last.start === null || last.due === null || longest === null)
    throw new Refusal('complaints.refusal.no_extension');
  if (today > last.due) throw new Refusal('complaints.refusal.extension_late');
  const latest = latestExtension(last, longest, closures) ?? last.due;
  if (due <= last.due || due > latest || !isWorkingDay(due, closures))
    throw Invalid.field('due', 'complaints.form.extension_day', { from: last.due, until: latest });
  const days = last.spent + workingDaysBetween(last.start, due, closures);
  return counted({ ...last, reason: 'extended', days }, closures);
}

/** The last day to which a term may be extended. */
export function latestExtension(last: Count, longest: number | null, closures: Days): Day | null {
  return longest === null ? null : dueOf({ ...last, days: longest, closures: [...closures] });
}

/** Until when the petitioner may complete: calendar months; a last day without work moves to the next business day (Ley 4 de 1913 art. 62). */
export function completionDeadline(asked: Day, months: number, closures: Days): Day {
  const last = addMonths(asked, months);
  return isWorkingDay(last, closures) ? last : nextWorkingDay(last, closures);
}

/** Business days that a petition took of its term, up to a day. */
export function usedDays(last: Count, day: Day, closures: Days): number {
  if (last.start === null) return last.spent;
  return last.spent + Math.max(0, workingDaysBetween(last.start, day, closures));
}

/** For documents and information left unanswered: taken as granted, the copies are due within three business days (Ley 1755 de 2015 art. 14 num. 1). */
export function copiesDue(due: Day, closures: Days): Day {
  return addWorkingDays(due, 3, closures);
}

/** How near the due day is: `late` after it, `soon` within three business days. */
export function nearness(due: Day | null, today: Day, closures: Days): 'late' | 'soon' | 'ahead' | null {
  if (due === null) return null;
  if (today > due) return 'late';
  return due <= addDays(today, 10) && workingDaysBetween(today, due, closures) <= 3 ? 'soon' : 'ahead';
}
