// Time: the one source of "now", Bogotá dates, and Colombian working days (Ley 51 de 1983; Ley 4 de 1913 art. 62).

/** A calendar date in Bogotá, `YYYY-MM-DD`. */
export type Day = string;

const DAY_MS = 86_400_000;
// Colombia is UTC-5 without daylight saving; the only exception on record is 1992-93, before any date we compute with.
const BOGOTA_OFFSET_MS = 5 * 3_600_000;

let source: () => Date = () => new Date();

export function now(): Date {
  return source();
}

/** Replaces the clock (tests only); `null` puts the real one back. */
export function setClock(replacement: (() => Date) | null): void {
  source = replacement ?? (() => new Date());
}

/** The Bogotá date of an instant. */
export function dayOf(instant: Date): Day {
  const number = Math.floor((instant.getTime() - BOGOTA_OFFSET_MS) / DAY_MS);
  if (number !== known.number) known = { number, day: new Date(number * DAY_MS).toISOString().slice(0, 10) };
  return known.day;
}

/** The date asked for last: a page asks for today's once for each of its rows. */
let known: { number: number; day: Day } = { number: NaN, day: '' };

export function today(): Day {
  return dayOf(now());
}

/** The year in Bogotá of an instant: number series restart by it. */
export function yearOf(instant: Date): number {
  return Number(dayOf(instant).slice(0, 4));
}

/** 00:00 in Bogotá of a date. */
export function startOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + BOGOTA_OFFSET_MS);
}

/** True for an existing date written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!year) return false;
  const last = month === '02' && isLeap(Number(year)) ? 29 : (LENGTHS[Number(month) - 1] ?? 0);
  return Number(date) >= 1 && Number(date) <= last;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar months later; a day that the month lacks becomes its last one (31 January + 1 month = 28 February). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Monday to Friday, and neither a national holiday nor a closure of the entity. */
export function isWorkingDay(day: Day, closures: ReadonlySet<Day> = new Set()): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays(Number(day.slice(0, 4))).has(day) && !closures.has(day);
}

/**
 * The n-th working day after a date; the first one counted is the day after it.
 * Source: Ley 4 de 1913 art. 62 (holidays and closures do not count in terms of days).
 */
export function addWorkingDays(from: Day, count: number, closures: ReadonlySet<Day> = new Set()): Day {
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, closures)) left -= 1;
  }
  return day;
}

/** Working days after `from` up to and including `to`. */
export function workingDaysBetween(from: Day, to: Day, closures: ReadonlySet<Day> = new Set()): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(day, closures)) count += 1;
  return count;
}

const holidaysByYear = new Map<number, ReadonlyMap<Day, string>>();

/** The public holidays of a year with the key of each; two may share one Monday (2025-06-30). Source: Ley 51 de 1983. */
export function holidays(year: number): ReadonlyMap<Day, string> {
  const known = holidaysByYear.get(year);
  if (known) return known;
  const easter = easterOf(year);
  const on = (monthDay: string): Day => `${year}-${monthDay}`;
  const days = new Map<Day, string>();
  const add = (day: Day, key: string): void =>
    void days.set(day, days.has(day) ? `${days.get(day)}+${key}` : key);

  for (const [monthDay, key] of FIXED) add(on(monthDay), key);
  for (const [monthDay, key] of MOVED) add(nextMonday(on(monthDay)), key);
  for (const [offset, key] of BY_EASTER) add(addDays(easter, offset), key);
  holidaysByYear.set(year, days);
  return days;
}

const FIXED = [
  ['01-01', 'new_year'], ['05-01', 'labour'], ['07-20', 'independence'],
  ['08-07', 'boyaca'], ['12-08', 'immaculate'], ['12-25', 'christmas'],
] as const; // prettier-ignore
const MOVED = [
  ['01-06', 'epiphany'], ['03-19', 'saint_joseph'], ['06-29', 'peter_and_paul'], ['08-15', 'assumption'],
  ['10-12', 'columbus'], ['11-01', 'all_saints'], ['11-11', 'cartagena'],
] as const; // prettier-ignore
const BY_EASTER = [[-3, 'holy_thursday'], [-2, 'good_friday'], [43, 'ascension'], [64, 'corpus_christi'], [71, 'sacred_heart']] as const; // prettier-ignore

function nextMonday(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, (8 - weekday) % 7);
}

/** Easter Sunday, Gregorian computus (Meeus, Astronomical Algorithms). */
function easterOf(year: number): Day {
  const a = year % 19, b = Math.floor(year / 100), c = year % 100; // prettier-ignore
  const d = Math.floor(b / 4), e = b % 4, f = Math.floor((b + 8) / 25); // prettier-ignore
  const g = Math.floor((b - f + 1) / 3), h = (19 * a + b - d - g + 15) % 30; // prettier-ignore
  const i = Math.floor(c / 4), k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7; // prettier-ignore
  const m = Math.floor((a + 11 * h + 22 * l) / 451), n = h + l - 7 * m + 114; // prettier-ignore
  return `${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`;
}
