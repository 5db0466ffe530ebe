// The columns of a retention table as a spreadsheet: the same for what goes out and what comes in.
import { foldText } from '../../platform/search/terms.ts';
import type { Column } from '../../platform/tables/index.ts';
import { languages, translate, type Language } from '../../platform/words/index.ts';
import type { SeriesRecord } from '../series.ts';

export const COLUMNS = [
  'code', 'name', 'typologies', 'medium', 'office', 'management', 'central', 'disposition', 'procedure', 'basis', 'reserved', 'closed',
] as const; // prettier-ignore
export type ColumnName = (typeof COLUMNS)[number];

/** Must stand in the header. */
export const REQUIRED: readonly ColumnName[] = ['code', 'name', 'management', 'central', 'disposition'];

/** The texts of one row by column, trimmed; columns that the list lacks are empty. */
export type Cells = Record<ColumnName, string>;

/** The header may be written in either language, with or without accents and capitals. */
export function placesOf(header: readonly string[]): Map<ColumnName, number> {
  const folded = header.map(foldText);
  const places = new Map<ColumnName, number>();
  for (const name of COLUMNS) {
    const titles = languages.map((language) => foldText(titleOf(name, language)));
    const place = folded.findIndex((one) => titles.includes(one));
    if (place >= 0) places.set(name, place);
  }
  return places;
}

export function cellsOf(row: readonly string[], places: ReadonlyMap<ColumnName, number>): Cells {
  const cell = (name: ColumnName): string => {
    const place = places.get(name);
    return place === undefined ? '' : (row[place] ?? '').trim().normalize('NFC');
  };
  return Object.fromEntries(COLUMNS.map((name) => [name, cell(name)])) as Cells;
}

export function titleOf(name: ColumnName, language: Language): string {
  return translate(language, `records.import.column.${name}`);
}

/** What an export writes; the import reads the same back. */
export function tableColumns(language: Language): Column<SeriesRecord>[] {
  const yesNo = (yes: boolean): string => translate(language, yes ? 'shared.yes' : 'shared.no');
  const values: Record<ColumnName, (row: SeriesRecord) => string | number | null> = {
    code: (row) => row.code,
    name: (row) => row.name,
    typologies: (row) => row.typologies.join('; '),
    medium: (row) => translate(language, `records.medium.${row.medium}`),
    office: (row) => row.office,
    management: (row) => row.management,
    central: (row) => row.central,
    disposition: (row) => (row.disposition === 'MD' ? 'M/D' : row.disposition),
    procedure: (row) => row.procedure,
    basis: (row) => row.basis,
    reserved: (row) => yesNo(row.reserved),
    closed: (row) => yesNo(row.closed),
  };
  return COLUMNS.map((name) => ({ header: titleOf(name, language), value: values[name] }));
}
