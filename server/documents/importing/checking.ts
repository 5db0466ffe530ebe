// Holds the rows of a list against what this copy knows and against each other: each problem is named by row and column.
import { today } from '../../platform/clock.ts';
import { foldText } from '../../platform/search/terms.ts';
import { CODE } from '../rules.ts';
import { dayIn, REQUIRED, type Cells, type ColumnName } from './columns.ts';
import type { TrialProblem, TrialRow } from './trial.ts';

/** What a list may name, by folded text: id of the type, process or position. */
export interface Known {
  types: ReadonlyMap<string, { id: string; isForm: boolean }>;
  processes: ReadonlyMap<string, string>;
  /** Null where several positions share the name. */
  positions: ReadonlyMap<string, string | null>;
  /** Codes in use, of all documents. */
  codes: ReadonlySet<string>;
  /** Paths in the archive. */
  entries: readonly string[];
}

export interface Checked {
  rows: TrialRow[];
  problems: TrialProblem[];
  /** Files of the archive that no row names. */
  unnamed: string[];
}

const MOST: Partial<Record<ColumnName, number>> = {
  code: 40, title: 300, version: 20, source_date: 60, elaborated: 200, elaborated_date: 40, reviewed: 200, reviewed_date: 40,
  approved: 200, approved_date: 40, record_kind: 200, note: 1_000,
}; // prettier-ignore

/** Pure. @param lines each row with its number in the spreadsheet */
export function checkRows(lines: readonly { number: number; cells: Cells }[], known: Known): Checked {
  const files = filesByName(known.entries);
  const codes = Map.groupBy(lines, ({ cells }) => cells.code.toUpperCase());
  const problems: TrialProblem[] = [];
  const rows = lines.map(({ number, cells }) => {
    const says = (column: ColumnName, key: string, params: TrialProblem['params'] = {}): void =>
      void problems.push({ row: number, column, key: `documents.import.problem.${key}`, params });
    shapeProblems(cells, says);
    return rowOf(number, cells, { known, files, codes, says });
  });
  for (const problem of sharedFiles(rows)) problems.push(problem);
  const named = new Set(rows.map((row) => row.entry));
  return { rows, problems, unnamed: known.entries.filter((entry) => !named.has(entry)) };
}

type Says = (column: ColumnName, key: string, params?: TrialProblem['params']) => void;

interface Against {
  known: Known;
  files: ReadonlyMap<string, string[]>;
  codes: ReadonlyMap<string, readonly { number: number; cells: Cells }[]>;
  says: Says;
}

function shapeProblems(cells: Cells, says: Says): void {
  for (const name of REQUIRED) if (cells[name] === '') says(name, 'empty');
  for (const [name, max] of Object.entries(MOST) as [ColumnName, number][])
    if (cells[name].length > max) says(name, 'too_long', { max });
}

function rowOf(number: number, cells: Cells, against: Against): TrialRow {
  const { known, says } = against;
  const type = known.types.get(foldText(cells.type));
  if (cells.type && !type) says('type', 'unknown', { value: cells.type });
  checkForm(cells, type?.isForm ?? false, against);
  return {
    row: number,
    code: codeOf(number, cells, against),
    title: cells.title,
    label: cells.version,
    type: type?.id ?? '',
    process: idIn(known.processes, cells, 'process', says),
    owner: idIn(known.positions, cells, 'owner', says),
    effective: effectiveOf(cells, says),
    sourceDate: cells.source_date,
    approvals: approvalsOf(cells),
    formOf: cells.form_of.toUpperCase(),
    recordKind: cells.record_kind,
    note: cells.note,
    file: cells.file,
    entry: entryOf(cells, against),
  };
}

function codeOf(number: number, cells: Cells, { known, codes, says }: Against): string {
  const code = cells.code.toUpperCase();
  if (code === '') return code;
  if (!CODE.test(code)) says('code', 'code');
  if (known.codes.has(code)) says('code', 'code_taken', { code });
  const others = (codes.get(code) ?? []).map((one) => one.number).filter((one) => one !== number);
  if (others.length > 0) says('code', 'code_twice', { code, rows: others.join(', ') });
  return code;
}

function idIn(
  known: ReadonlyMap<string, string | null>,
  cells: Cells,
  column: 'process' | 'owner',
  says: Says,
): string | null {
  if (cells[column] === '') return null;
  const id = known.get(foldText(cells[column]));
  if (id === undefined) says(column, 'unknown', { value: cells[column] });
  if (id === null) says(column, 'ambiguous', { value: cells[column] });
  return id ?? null;
}

function effectiveOf(cells: Cells, says: Says): string {
  if (cells.effective === '') return '';
  const day = dayIn(cells.effective);
  if (!day) says('effective', 'date', { value: cells.effective });
  else if (day > today()) says('effective', 'future');
  return day ?? '';
}

function approvalsOf(cells: Cells): TrialRow['approvals'] {
  const all = [
    { act: 'elaboro' as const, position: cells.elaborated, date: cells.elaborated_date },
    { act: 'reviso' as const, position: cells.reviewed, date: cells.reviewed_date },
    { act: 'aprobo' as const, position: cells.approved, date: cells.approved_date },
  ];
  return all
    .filter((one) => one.position !== '')
    .map((one) => ({ ...one, date: dayIn(one.date) ?? one.date }));
}

/** A format names a procedure that exists or comes in the same list, and the record that is made on it. */
function checkForm(cells: Cells, isForm: boolean, { known, codes, says }: Against): void {
  const procedure = cells.form_of.toUpperCase();
  if (isForm && procedure === '') says('form_of', 'form_of');
  if (isForm && cells.record_kind === '') says('record_kind', 'record_kind');
  if (!isForm && (procedure || cells.record_kind)) says('form_of', 'no_form');
  if (isForm && procedure && !known.codes.has(procedure) && !codes.has(procedure))
    says('form_of', 'unknown', { value: cells.form_of });
}

/** A file by its path, or by its name alone where that is the only one of the name. */
function entryOf({ file }: Cells, { files, says }: Against): string {
  if (file === '') return '';
  const found = files.get(nameKey(file)) ?? [];
  if (found.length === 0) says('file', 'file_missing', { file });
  if (found.length > 1) says('file', 'file_ambiguous', { file });
  return found.length === 1 ? (found[0] ?? '') : '';
}

function filesByName(entries: readonly string[]): Map<string, string[]> {
  const files = new Map<string, string[]>();
  for (const entry of entries) {
    const names = new Set([nameKey(entry), nameKey(entry.split('/').at(-1) ?? entry)]);
    for (const name of names) files.set(name, [...(files.get(name) ?? []), entry]);
  }
  return files;
}

/** Names are compared as file systems of people do: composed letters, no difference of capitals, either slash. */
function nameKey(name: string): string {
  return name.normalize('NFC').replaceAll('\\', '/').toLowerCase().trim();
}

function sharedFiles(rows: readonly TrialRow[]): TrialProblem[] {
  const groups = Map.groupBy(rows.filter((row) => row.entry), (row) => row.entry); // prettier-ignore
  return [...groups.values()].filter((group) => group.length > 1).flatMap((group) =>
    group.map((row): TrialProblem => ({
      row: row.row, column: 'file', key: 'documents.import.problem.file_twice',
      params: { file: row.file, rows: group.filter((one) => one !== row).map((one) => one.row).join(', ') },
    })),
  ); // prettier-ignore
}
