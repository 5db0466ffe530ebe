// The columns of a list of schools, in both languages, for the template, the import and the export alike.
import { foldText } from '../../platform/search/terms.ts';
import { languages, translate, type Language } from '../../platform/words/index.ts';
import { LEVELS, REGIMES, SABER_CATEGORIES, SECTORS, ZONES } from '../rules.ts';

export const COLUMNS = [
  'dane', 'name', 'main', 'municipality', 'sector', 'zone', 'regime', 'levels', 'active', 'saber_year', 'saber_category', 'saber_index',
] as const; // prettier-ignore
export type ColumnName = (typeof COLUMNS)[number];

/** Must stand in the header and be filled in every row. */
export const REQUIRED: readonly ColumnName[] = ['dane', 'name', 'sector', 'zone'];

export type Cells = Record<ColumnName, string>;

export function columnTitle(name: ColumnName, language: Language): string {
  return translate(language, `establishments.column.${name}`);
}

/** Where each column stands; headers may be written in either language, with or without accents. */
export function readHeader(header: readonly string[]): {
  places: Map<ColumnName, number>;
  missing: ColumnName[];
} {
  const folded = header.map((one) => foldText(one.trim()));
  const places = new Map<ColumnName, number>();
  for (const name of COLUMNS) {
    const titles = languages.map((language) => foldText(columnTitle(name, language)));
    const place = folded.findIndex((one) => titles.includes(one));
    if (place >= 0) places.set(name, place);
  }
  return { places, missing: REQUIRED.filter((name) => !places.has(name)) };
}

export function readCells(row: readonly string[], places: ReadonlyMap<ColumnName, number>): Cells {
  const cell = (name: ColumnName): string => (row[places.get(name) ?? -1] ?? '').trim().normalize('NFC');
  return Object.fromEntries(COLUMNS.map((name) => [name, cell(name)])) as Cells;
}

const VALUES = { sector: SECTORS, zone: ZONES, regime: REGIMES, level: LEVELS, saber: SABER_CATEGORIES };
export type ValueName = keyof typeof VALUES;

/** The value that these words name, in either language; null for words of none. */
export function valueNamed<N extends ValueName>(name: N, words: string): (typeof VALUES)[N][number] | null {
  const typed = foldText(words);
  const found = VALUES[name].find(
    (value) =>
      foldText(value) === typed ||
      languages.some((language) => foldText(translate(language, `establishments.${name}.${wordOf(value)}`)) === typed),
  ); // prettier-ignore
  return (found as (typeof VALUES)[N][number] | undefined) ?? null;
}

/** A category is named by its letter: `A+` has a word key without the sign. */
export function wordOf(value: string): string {
  return value === 'A+' ? 'A_plus' : value;
}
