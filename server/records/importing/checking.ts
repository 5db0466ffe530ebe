// A retention table that is brought in: every row is read and judged; one bad row keeps all of them out, and each is named.
import type { Params } from '../../platform/errors.ts';
import { foldText } from '../../platform/search/terms.ts';
import { numberOf, type Sheet } from '../../platform/tables/index.ts';
import { languages, translate } from '../../platform/words/index.ts';
import type { SeriesInput } from '../drafting.ts';
import { DISPOSITIONS, LONGEST_YEARS, MEDIA, retentionFaults, SERIES_CODE, type Disposition, type Medium } from '../rules.ts'; // prettier-ignore
import type { SeriesRecord } from '../series.ts';
import { cellsOf, placesOf, REQUIRED, type Cells, type ColumnName } from './columns.ts';

export interface ImportProblem {
  /** As the spreadsheet numbers it; 1 is the header. */
  row: number;
  code: string;
  column: ColumnName | null;
  key: string;
  params?: Params;
}

export interface ImportRow {
  row: number;
  /** Whether the table in force has the series already. */
  known: boolean;
  series: SeriesInput;
}

export interface ImportReport {
  rows: ImportRow[];
  problems: ImportProblem[];
}

/** Judges a sheet against the rows that the draft begins from. Writes nothing. */
export function checkSheet(sheet: Sheet, known: readonly SeriesRecord[]): ImportReport {
  const places = placesOf(sheet.header);
  const missing = REQUIRED.filter((name) => !places.has(name));
  const problems: ImportProblem[] = sheet.problems.map(({ row, key, params }) => ({ row, code: '', column: null, key, ...(params ? { params } : {}) })); // prettier-ignore
  for (const column of missing)
    problems.push({ row: 1, code: '', column, key: 'records.import.problem.no_column' });
  if (missing.length > 0) return { rows: [], problems };
  if (sheet.rows.length === 0)
    problems.push({ row: 1, code: '', column: null, key: 'records.import.problem.empty' });
  const cells = sheet.rows.map((row, index) => ({ number: sheet.numbers[index] ?? index + 2, cells: cellsOf(row, places) })); // prettier-ignore
  const codes = Map.groupBy(cells, (one) => one.cells.code.toUpperCase());
  const before = new Map(known.map((one) => [one.code, one]));
  const rows = cells.map(({ number, cells: own }): ImportRow => {
    const code = own.code.toUpperCase();
    const says: Says = (column, key, params) => void problems.push({ row: number, code, column, key: `records.import.problem.${key}`, ...(params ? { params } : {}) }); // prettier-ignore
    const others = (codes.get(code) ?? []).filter((one) => one.number !== number);
    if (code !== '' && others.length > 0)
      says('code', 'twice', { rows: others.map((one) => one.number).join(', ') });
    return { row: number, known: before.has(code), series: readRow(own, before.get(code), says) };
  });
  return { rows, problems: problems.sort((a, b) => a.row - b.row) };
}

type Says = (column: ColumnName, key: string, params?: Params) => void;

function readRow(cells: Cells, before: SeriesRecord | undefined, says: Says): SeriesInput {
  const code = cells.code.toUpperCase();
  if (!SERIES_CODE.test(code)) says('code', 'code', { value: cells.code });
  if (!cells.name) says('name', 'name');
  const retention = {
    management: yearsIn(cells.management),
    central: yearsIn(cells.central),
    disposition: dispositionIn(cells, says),
  };
  for (const { field, key } of retentionFaults(retention))
    says(field, key.replace('records.series.form.', ''), { most: LONGEST_YEARS, value: cells[field] });
  return {
    code,
    name: cells.name,
    typologies: cells.typologies.split(';').map((one) => one.trim()).filter(Boolean),
    medium: mediumIn(cells, says),
    office: cells.office,
    ...retention,
    procedure: cells.procedure,
    basis: cells.basis,
    // Who may see a series is not said by a spreadsheet: it stays as it is.
    access: before?.access ?? { everyone: true, roles: [], areas: [] },
    reserved: answerIn(cells, 'reserved', says),
    closed: answerIn(cells, 'closed', says),
  };
} // prettier-ignore

/** Empty is pending; what is no number is told with the other nonsense, and never rounded. */
function yearsIn(typed: string): number | null {
  return typed === '' ? null : (numberOf(typed) ?? Number.NaN);
}

function dispositionIn(cells: Cells, says: Says): Disposition | null {
  const typed = cells.disposition.toUpperCase().replaceAll(/[^A-Z]/g, '');
  if (typed === '') return null;
  const known = typed === 'MT' || typed === 'M' || typed === 'D' ? 'MD' : typed;
  const found = DISPOSITIONS.find((one) => one === known);
  if (!found) says('disposition', 'disposition', { value: cells.disposition });
  return found ?? null;
}

function mediumIn(cells: Cells, says: Says): Medium {
  if (!cells.medium) return 'electronic';
  const typed = foldText(cells.medium);
  const short: Record<string, Medium> = {
    p: 'paper',
    el: 'electronic',
    e: 'electronic',
    'p/el': 'both',
    'p, el': 'both',
  };
  const found = short[typed] ?? MEDIA.find((one) => languages.some((language) => foldText(translate(language, `records.medium.${one}`)) === typed)); // prettier-ignore
  if (!found) says('medium', 'medium', { value: cells.medium });
  return found ?? 'electronic';
}

function answerIn(cells: Cells, column: 'reserved' | 'closed', says: Says): boolean {
  const typed = foldText(cells[column]);
  if (['', 'no', 'n'].includes(typed)) return false;
  if (['si', 's', 'yes', 'y', 'x'].includes(typed)) return true;
  says(column, 'answer', { value: cells[column] });
  return false;
}
