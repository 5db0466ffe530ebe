// How wide the columns of a table are: no word is cut while there is another way, and long texts get the room that is left.
import { textWidth } from '../charts/index.ts';
import { SIZES } from './look.ts';
import type { Block, Cell } from './structure.ts';
import { plain } from './words.ts';

type Table = Extract<Block, { kind: 'table' }>;

const PADDING = 10.5;
const SMALLER = [SIZES.table, 8, 7.2];
/** A word wider than this may be broken: an address, a hash. */
const LONGEST_WORD = 120;
const MOST_ROWS = 400;

/**
 * The largest type size at which every word fits its column, and the widths in points without padding.
 * `fits` is false when not even the smallest does: turn the page.
 */
export function fittingTable(
  table: Table,
  room: number,
): { fontSize: number; widths: number[]; fits: boolean } {
  const rows = [table.head, ...table.rows.slice(0, MOST_ROWS)];
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const free = room - columns * PADDING;
  for (const fontSize of SMALLER) {
    const least = columnWidths(rows, fontSize, columns);
    if (sum(least) > free) continue;
    const widths = table.shares ? asWished(table.shares, least, free) : shared(rows, least, free, fontSize);
    return { fontSize, widths, fits: true };
  }
  const fontSize = SMALLER.at(-1) ?? SIZES.table;
  const least = columnWidths(rows, fontSize, columns);
  const scale = Math.max(10, free) / sum(least);
  return { fontSize, widths: least.map((width) => width * scale), fits: false };
}

/** At most how high a row is, in points. */
export function tallestRow(table: Table, widths: number[], fontSize: number): number {
  const lines = (words: Cell, width: number) => {
    const parts = plain(words).split('\n');
    // Lines end before a word that does not fit: up to a word's width of each is lost.
    return sum(parts.map((part) => Math.ceil((1.5 * textWidth(part, fontSize, 600)) / width) + 1));
  };
  const heights = [table.head, ...table.rows].map((row) =>
    Math.max(0, ...row.map((words, i) => lines(words, widths[i] ?? 10))),
  );
  return Math.max(0, ...heights) * fontSize * 1.4;
}

/** The widest word of each column. */
export function columnWidths(rows: Cell[][], fontSize: number, columns = 1): number[] {
  const widths = Array.from({ length: columns }, () => 12);
  for (const row of rows)
    for (const [i, words] of row.entries())
      for (const word of plain(words).split(/[\s/-]+/))
        widths[i] = Math.max(widths[i] ?? 0, Math.min(LONGEST_WORD, textWidth(word, fontSize, 600) + 1));
  return widths;
}

/** What is left over goes to the columns that hold more text, by the square root so that short ones are not starved. */
function shared(rows: Cell[][], least: number[], free: number, fontSize: number): number[] {
  const wanted = least.map((width, i) => {
    const longest = Math.max(...rows.map((row) => textWidth(plain(row[i] ?? '').slice(0, 2000), fontSize)));
    return Math.max(0, longest - width);
  });
  const spare = free - sum(least);
  // Where everything fits on one line the table need not fill the page; it does so that tables of one document look alike.
  const weights =
    sum(wanted) <= spare ? wanted.map((one, i) => one + (least[i] ?? 0)) : wanted.map(Math.sqrt);
  const total = sum(weights) || 1;
  return least.map((width, i) => width + (spare * (weights[i] ?? 0)) / total);
}

/** The shares asked for; what a column lacks for its longest word comes from those that have more than theirs. */
function asWished(shares: readonly number[], least: number[], free: number): number[] {
  const total = sum([...shares]) || 1;
  const wished = least.map((width, i) => Math.max(width, (free * (shares[i] ?? 0)) / total));
  const spare = sum(wished.map((width, i) => width - (least[i] ?? 0)));
  const excess = sum(wished) - free;
  return wished.map((width, i) => (spare > 0 ? width - (excess * (width - (least[i] ?? 0))) / spare : width));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
