// Tables in: XLSX and CSV of strangers, in a thread with limits; every cell comes out as text.
import { parse } from 'csv-parse/sync';
import { readSheet as readXlsx } from 'read-excel-file/node';
import type { Params } from '../errors.ts';
import { RefusedFile } from '../files/errors.ts';
import { checkZip } from '../files/zips.ts';
import { numberText, unescapeFormula } from './cells.ts';

export interface Problem {
  /** As the spreadsheet numbers it: 1 is the header. */
  row: number;
  /** The header of the column, where it is about one. */
  column?: string;
  key: string;
  params?: Params;
}

export interface Sheet {
  /** Trimmed; never repeated (a repeated or empty one is named in `problems`). */
  header: string[];
  /** As many texts as the header has; empty cells are ''. Days are `YYYY-MM-DD`, numbers have a decimal comma. */
  rows: string[][];
  /** The row of the spreadsheet of each of `rows`. */
  numbers: number[];
  problems: Problem[];
}

export interface ReadOptions {
  maxRows?: number;
  maxColumns?: number;
}

const ZIP_LIMITS = { entries: 500, bytes: 120_000_000, depth: 0 };

/** Runs in a worker. A refusal comes back as `refused`. */
export async function read(input: {
  bytes: Uint8Array;
  options: ReadOptions;
}): Promise<Sheet | { refused: { key: string; params: Params } }> {
  const bytes = Buffer.from(input.bytes.buffer, input.bytes.byteOffset, input.bytes.byteLength);
  try {
    const isZip = bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50;
    return shaped(isZip ? await xlsxRows(bytes) : csvRows(bytes), input.options);
  } catch (error) {
    if (error instanceof RefusedFile) return { refused: { key: error.key, params: error.params } };
    return { refused: { key: 'tables.unreadable', params: {} } };
  }
}

async function xlsxRows(bytes: Buffer): Promise<string[][]> {
  const zip = checkZip(bytes, ZIP_LIMITS);
  for (const name of zip.names.filter((one) => /\.(?:xml|rels)$/i.test(one))) zip.text(name);
  const rows = (await readXlsx(bytes, { trim: false })) as unknown[][];
  return rows.map((row) => row.map(xlsxText));
}

function xlsxText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'sí' : 'no';
  if (value instanceof Date) {
    const [day, time] = value.toISOString().split('T') as [string, string];
    return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
  }
  return typeof value === 'string' ? unescapeFormula(value) : '';
}

function csvRows(bytes: Buffer): string[][] {
  const text = decoded(bytes);
  const options = {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 1_000_000,
  };
  return parse(text, options).map((row) => row.map(unescapeFormula));
}

/** UTF-8, or what older programs write in the region. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The mark that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const [first = ''] = text.slice(0, 20_000).split(/\r?\n/, 1);
  const outside = first.replace(/"[^"]*"/g, '');
  const count = (mark: string) => outside.split(mark).length;
  return [';', ',', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Names what is odd, row by row, and makes every row as long as the header. */
function shaped(raw: string[][], { maxRows = 20_000, maxColumns = 200 }: ReadOptions): Sheet {
  const [first = [], ...rest] = raw;
  const header = trimmedEnd(first.map((name) => name.trim().normalize('NFC')));
  if (header.length === 0) throw new RefusedFile('tables.no_header');
  if (header.length > maxColumns) throw new RefusedFile('tables.too_many_columns', { most: maxColumns });
  const filled = rest
    .map((cells, i) => ({ cells, number: i + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length > maxRows) throw new RefusedFile('tables.too_many_rows', { most: maxRows });
  const problems = headerProblems(header);
  const rows = filled.map(({ cells, number }) => {
    if (trimmedEnd(cells).length > header.length)
      problems.push({ row: number, key: 'tables.more_cells_than_headers' });
    return header.map((_, i) => cells[i] ?? '');
  });
  return { header, rows, numbers: filled.map(({ number }) => number), problems };
}

function headerProblems(header: string[]): Problem[] {
  return header.flatMap((name, i): Problem[] => {
    if (name === '') return [{ row: 1, key: 'tables.empty_header', params: { position: i + 1 } }];
    return header.indexOf(name) < i
      ? [{ row: 1, column: name, key: 'tables.repeated_header', params: { name } }]
      : [];
  });
}

function trimmedEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}
