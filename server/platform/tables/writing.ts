// Tables out: CSV as a stream, XLSX as a buffer; what begins like a formula stays text in both.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { isDay } from '../clock.ts';
import { escapeFormula, instantText, numberText } from './cells.ts';
import type { Cell, Column, Rows } from './cells.ts';

/**
 * A CSV that opens well in a Spanish Excel: `;`, byte order mark, decimal commas, CRLF. Rows are asked for as they are read.
 */
export function toCsv<R>(columns: readonly Column<R>[], rows: Rows<R>): Readable {
  const lines = async function* () {
    yield columns.map(({ header }) => escapeFormula(header));
    for await (const row of rows) yield columns.map(({ value }) => csvCell(value(row)));
  };
  const out = stringify({ delimiter: ';', bom: true, record_delimiter: 'windows' });
  const source = Readable.from(lines());
  source.on('error', (error) => out.destroy(error));
  return source.pipe(out);
}

/** A sheet of a workbook; `sheetOf` makes one. */
export type XlsxSheet = Awaited<ReturnType<typeof sheetOf>>;

/** A workbook of one sheet: sticky bold header, numbers and dates as such, codes with their leading zeros. */
export async function toXlsx<R>(
  columns: readonly Column<R>[],
  rows: Rows<R>,
  sheet = 'Datos',
): Promise<Buffer> {
  return toWorkbook([await sheetOf(columns, rows, sheet)]);
}

/** Several sheets in one workbook, in this order. */
export async function toWorkbook(sheets: XlsxSheet[]): Promise<Buffer> {
  // Seventy modules, loaded when the first workbook is asked for.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  return writeExcelFile(sheets).toBuffer();
}

export async function sheetOf<R>(columns: readonly Column<R>[], rows: Rows<R>, sheet: string) {
  const data: XlsxCell[][] = [
    columns.map(({ header }) => ({
      value: legal(header),
      type: String,
      fontWeight: 'bold',
      backgroundColor: '#eaf0fb',
    })),
  ];
  for await (const row of rows) data.push(columns.map(({ value, kind }) => xlsxCell(value(row), kind)));
  const widths = columns.map(({ header, width }) => ({
    width: width ?? Math.min(40, Math.max(12, header.length + 2)),
  }));
  return { data, sheet: sheetName(sheet), columns: widths, stickyRowsCount: 1 };
}

type XlsxCell =
  | { value: string; type: StringConstructor; fontWeight?: 'bold'; backgroundColor?: string }
  | { value: number; type: NumberConstructor }
  | { value: boolean; type: BooleanConstructor }
  | { value: Date; type: DateConstructor; format: string }
  | null;

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'sí' : 'no';
  return value instanceof Date ? instantText(value) : escapeFormula(value.replaceAll('\0', ''));
}

function xlsxCell(value: Cell, kind: Column<never>['kind']): XlsxCell {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? { value, type: Number } : null;
  if (typeof value === 'boolean') return { value, type: Boolean };
  // A spreadsheet knows no time zone: what its reader sees must be Bogotá's wall clock.
  if (value instanceof Date)
    return {
      value: new Date(`${instantText(value).replace(' ', 'T')}:00Z`),
      type: Date,
      format: 'yyyy-mm-dd hh:mm',
    };
  if (kind === 'day' && isDay(value))
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' };
  // A sheet runs no texts, so they need no apostrophe; one that has its own keeps it on the way back.
  return { value: legal(value.startsWith("'") ? escapeFormula(value) : value), type: String };
}

const MOST_CHARACTERS = 32_767;

/** XML forbids most control characters, and a cell holds 32,767 characters. */
function legal(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu, '').slice(0, MOST_CHARACTERS);
}

function sheetName(name: string): string {
  return (
    name
      .replace(/[\\/?*[\]:']/g, ' ')
      .slice(0, 31)
      .trim() || 'Datos'
  );
}
