// What a cell may hold, and how it is written so that people in Colombia and programs read the same.

/** A `Date` is an instant, shown in Bogotá; a calendar day is a text `YYYY-MM-DD`. */
export type Cell = string | number | boolean | Date | null | undefined;

export interface Column<R> {
  header: string;
  value: (row: R) => Cell;
  /** Characters, in a spreadsheet; default by the header. */
  width?: number;
  /** `day`: the text `YYYY-MM-DD` becomes a date of the spreadsheet. */
  kind?: 'day';
}

export type Rows<R> = Iterable<R> | AsyncIterable<R>;

const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A text that a spreadsheet would run gets an apostrophe; so does one that would lose its own on the way back. */
export function escapeFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Takes off the apostrophe that `escapeFormula` put on. */
export function unescapeFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

/** The number with a decimal comma, as a spreadsheet in Spanish reads it. */
export function numberText(value: number): string {
  return Number.isFinite(value) ? String(value).replace('.', ',') : '';
}

/**
 * The number that a person wrote: `1.234,5`, `1234,5`, `1234.5`, `-3`; null for anything else.
 * A point before exactly three digits groups thousands, as in Colombia.
 */
export function numberOf(text: string): number | null {
  const plain = text.trim();
  if (/^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain))
    return Number(plain.replaceAll('.', '').replace(',', '.'));
  return /^-?\d{1,15}(?:[.,]\d{1,15})?$/.test(plain) ? Number(plain.replace(',', '.')) : null;
}

const minutes = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/Bogota',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `2026-11-20 10:42`, in Bogotá. */
export function instantText(instant: Date): string {
  return Number.isNaN(instant.getTime()) ? '' : minutes.format(instant);
}
