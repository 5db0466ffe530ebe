// The columns of a master list that is imported: what they are called, which must be filled, and how a row is read.
import { isDay, type Day } from '../../platform/clock.ts';
import { foldText } from '../../platform/search/terms.ts';
import { languages, translate, type Language } from '../../platform/words/index.ts';

export const COLUMNS = [
  'code', 'title', 'type', 'process', 'owner', 'version', 'effective', 'source_date',
  'elaborated', 'elaborated_date', 'reviewed', 'reviewed_date', 'approved', 'approved_date',
  'form_of', 'record_kind', 'note', 'file',
] as const; // prettier-ignore
export type ColumnName = (typeof COLUMNS)[number];

/** Must stand in the header and be filled in every row. */
export const REQUIRED: readonly ColumnName[] = ['code', 'title', 'type', 'version', 'effective', 'approved', 'file']; // prettier-ignore

/** The texts of one row by column, trimmed; columns that the list lacks are empty. */
export type Cells = Record<ColumnName, string>;

export function columnTitle(name: ColumnName, language: Language): string {
  return translate(language, `documents.import.column.${name}`);
}

/** The header may be written in either language, with or without accents and capitals. */
export function readHeader(header: readonly string[]): {
  places: Map<ColumnName, number>;
  missing: ColumnName[];
  unknown: string[];
} {
  const folded = header.map(foldText);
  const known = new Set<number>();
  const places = new Map<ColumnName, number>();
  for (const name of COLUMNS) {
    const titles = languages.map((language) => foldText(columnTitle(name, language)));
    const place = folded.findIndex((one) => titles.includes(one));
    if (place < 0) continue;
    places.set(name, place);
    known.add(place);
  }
  return {
    places,
    missing: REQUIRED.filter((name) => !places.has(name)),
    unknown: header.filter((name, index) => name !== '' && !known.has(index)),
  };
}

export function readCells(row: readonly string[], places: ReadonlyMap<ColumnName, number>): Cells {
  const cell = (name: ColumnName): string => {
    const place = places.get(name);
    return place === undefined ? '' : (row[place] ?? '').trim().normalize('NFC');
  };
  return Object.fromEntries(COLUMNS.map((name) => [name, cell(name)])) as Cells;
}

/** A date as spreadsheets and people write it: `2023-09-29`, `29/09/2023`; null for anything else. */
export function dayIn(text: string): Day | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const written = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.slice(0, 10);
  return isDay(written) && (year !== '' || text.length === 10) ? written : null;
}
