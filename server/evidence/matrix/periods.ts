// Periods of the matrix: years and quarters, and which months each holds.
import { addDays, today, type Day } from '../../platform/clock.ts';

/** `2026`, `2026-2` (a quarter), or '' for all time. */
export type Period = string;

/** The days of a period, both included; null for all time and for what is none. */
export function daysOf(period: Period): { from: Day; until: Day } | null {
  const [, year = '', quarter = ''] = /^(\d{4})(?:-([1-4]))?$/.exec(period) ?? [];
  if (!year) return null;
  if (!quarter) return { from: `${year}-01-01`, until: `${year}-12-31` };
  const first = (Number(quarter) - 1) * 3 + 1;
  const next = first + 3 > 12 ? `${Number(year) + 1}-01-01` : `${year}-${pad(first + 3)}-01`;
  return { from: `${year}-${pad(first)}-01`, until: addDays(next, -1) };
}

/** How many of a tally's pieces fall in the period. */
export function countIn(months: Readonly<Record<string, number>>, period: Period): number {
  const days = daysOf(period);
  let total = 0;
  for (const month in months)
    if (!days || (month >= days.from.slice(0, 7) && month <= days.until.slice(0, 7)))
      total += months[month] ?? 0;
  return total;
}

/** What the filter offers: three years with their quarters, the newest first. */
export function periodOptions(t: (key: string, params: Record<string, string>) => string) {
  const year = Number(today().slice(0, 4));
  return [year, year - 1, year - 2].flatMap((one) => [
    { value: String(one), label: String(one) },
    ...[4, 3, 2, 1].map((quarter) => ({
      value: `${one}-${quarter}`,
      label: t('evidence.matrix.quarter', { year: String(one), quarter: String(quarter) }),
    })),
  ]);
}

function pad(month: number): string {
  return String(month).padStart(2, '0');
}
