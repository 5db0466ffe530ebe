// Template helpers that write words, dates and numbers in the language of the page.
import { now } from '../../clock.ts';
import * as words from '../../words/index.ts';
import { languageIn, type Runtime, textOf } from '../runtime.ts';

type Day = words.When | null | undefined;

/** `{{t 'documents.count' count=3}}`: the text of a word key; the hash fills its places. */
export function t(key: unknown, runtime: Runtime): string {
  return typeof key === 'string' ? words.translate(languageIn(runtime), key, runtime.hash) : '';
}

/** `{{date day}}`: 20/11/2026. Use `{{time day}}` where a `<time>` element is possible. */
export function date(day: Day, runtime: Runtime): string {
  return words.formatDate(day, languageIn(runtime));
}

/** `{{dateTime moment}}`: 20/11/2026, 10:42. */
export function dateTime(moment: Day, runtime: Runtime): string {
  return words.formatDateTime(moment, languageIn(runtime));
}

/** `{{longDate day}}`: 20 de noviembre de 2026. */
export function longDate(day: Day, runtime: Runtime): string {
  return words.formatLongDate(day, languageIn(runtime));
}

/** `{{weekday day}}`: viernes, 20 de noviembre de 2026. */
export function weekday(day: Day, runtime: Runtime): string {
  return words.formatWeekday(day, languageIn(runtime));
}

/** `{{distance day}}`: en 3 días; `capital=true` where it stands alone. */
export function distance(day: Day, runtime: Runtime): string {
  return words.distance(day, now(), languageIn(runtime), { capital: runtime.hash.capital === true });
}

/** `{{number value}}`: 2.345,6; `decimals=1` fixes the decimals. Anything but a number gives nothing. */
export function number(value: unknown, runtime: Runtime): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  const decimals = runtime.hash.decimals;
  const fixed =
    typeof decimals === 'number' ? { minimumFractionDigits: decimals, maximumFractionDigits: decimals } : {};
  return words.formatNumber(value, languageIn(runtime), fixed);
}

/** `{{percent share}}`: 0.94 is 94 %. */
export function percent(value: unknown, runtime: Runtime): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return '';
  const decimals = runtime.hash.decimals;
  return words.formatPercent(value, languageIn(runtime), typeof decimals === 'number' ? decimals : 0);
}

/** `{{money pesos}}`: $ 2.840.000. */
export function money(value: unknown, runtime: Runtime): string {
  return typeof value === 'number' && Number.isFinite(value)
    ? words.formatMoney(value, languageIn(runtime))
    : '';
}

/** `{{kilobytes bytes}}`: whole kilobytes, at least 1, as a number for `t`. */
export function kilobytes(bytes: unknown): number {
  return typeof bytes === 'number' ? Math.max(1, Math.ceil(bytes / 1000)) : 0;
}

/** `{{size bytes}}`: 820 kB or 1,2 MB. */
export function size(bytes: unknown, runtime: Runtime): string {
  if (typeof bytes !== 'number') return '';
  const language = languageIn(runtime);
  if (bytes < 1_000_000) return `${words.formatNumber(kilobytes(bytes), language)}\u00a0kB`;
  return `${words.formatNumber(bytes / 1_000_000, language, { maximumFractionDigits: 1 })}\u00a0MB`;
}

/** `{{short sha256}}`: the beginning and the end of a long fingerprint. */
export function short(hash: unknown): string {
  return typeof hash === 'string' && hash.length > 16
    ? `${hash.slice(0, 8)}…${hash.slice(-4)}`
    : textOf(hash);
}
