// Dates as people in Colombia read them, always in Bogota's time, with no Intl object made twice.
import { dayOf, daysBetween, isDay, startOf } from '../clock.ts';
import type { Language } from './language.ts';
import { translate } from './translate.ts';

/** A moment, or a calendar day written `YYYY-MM-DD`, which no time zone may move. */
export type When = Date | string;

const bogota = 'America/Bogota';
const locales: Record<Language, string> = { es: 'es-CO', en: 'en-GB' };

const longFormats = formats({ day: 'numeric', month: 'long', year: 'numeric' });
const monthFormats = formats({ month: 'long', year: 'numeric' });
const weekdayFormats = formats({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const timeFormats: Record<Language, Intl.DateTimeFormat> = {
  es: new Intl.DateTimeFormat('es-CO', {
    timeZone: bogota,
    hour: 'numeric',
    minute: '2-digit',
    hour12: false,
  }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: bogota, hour: '2-digit', minute: '2-digit' }),
};

/** The day as `20/11/2026`, the same in both languages; empty for no date. */
export function formatDate(when: When | null | undefined, _language?: Language): string {
  const day = isoDay(when);
  return day && `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** The moment as `20/11/2026, 10:42`; a calendar day stays a day. */
export function formatDateTime(when: When | null | undefined, language: Language): string {
  const date = formatDate(when, language);
  return date && hasTime(when) ? `${date}, ${timeFormats[language].format(new Date(when))}` : date;
}

/** The day as `20 de noviembre de 2026` or `20 November 2026`. */
export function formatLongDate(when: When | null | undefined, language: Language): string {
  return inWords(when, longFormats[language]);
}

/** The month as `noviembre de 2026` or `November 2026`. */
export function formatMonth(when: When | null | undefined, language: Language): string {
  return inWords(when, monthFormats[language]);
}

/** The day as `viernes, 20 de noviembre de 2026`. */
export function formatWeekday(when: When | null | undefined, language: Language): string {
  return inWords(when, weekdayFormats[language]);
}

/**
 * How far a day is: `hoy`, `mañana`, `en 3 días`, `hace 2 meses`. Counts calendar days in Bogota.
 * @param capital true where the words stand alone: `En 3 días`
 */
export function distance(
  when: When | null | undefined,
  now: When,
  language: Language,
  { capital = false }: { capital?: boolean } = {},
): string {
  const [day, today] = [isoDay(when), isoDay(now)];
  if (!day || !today) return '';
  const text = distanceInWords(daysBetween(today, day), language);
  return capital ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The calendar day in Bogota as `YYYY-MM-DD`, for `<time datetime>` and date fields; empty for no date. */
export function isoDay(when: When | null | undefined): string {
  if (!when) return '';
  if (typeof when === 'string' && !hasTime(when)) return isDay(when) ? when : '';
  const instant = new Date(when);
  return Number.isNaN(instant.getTime()) ? '' : dayOf(instant);
}

function hasTime(when: When | null | undefined): when is When {
  return when instanceof Date || (typeof when === 'string' && when.includes('T'));
}

function inWords(when: When | null | undefined, format: Intl.DateTimeFormat): string {
  const day = isoDay(when);
  return day && format.format(startOf(day));
}

function distanceInWords(days: number, language: Language): string {
  if (days === 0) return translate(language, 'shared.distance.today');
  if (days === 1) return translate(language, 'shared.distance.tomorrow');
  if (days === -1) return translate(language, 'shared.distance.yesterday');
  const [unit, count] = inUnits(Math.abs(days));
  return translate(language, `shared.distance.${days > 0 ? 'in' : 'ago'}_${unit}`, { count });
}

function inUnits(days: number): [unit: string, count: number] {
  if (days < 60) return ['days', days];
  return days < 730 ? ['months', Math.round(days / 30.44)] : ['years', Math.round(days / 365.25)];
}

function formats(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const make = (language: Language) =>
    new Intl.DateTimeFormat(locales[language], { timeZone: bogota, ...options });
  return { es: make('es'), en: make('en') };
}
