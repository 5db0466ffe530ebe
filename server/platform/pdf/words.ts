// Words as pdfmake sets them: marked runs, and only letters that the typeface can show.
import { COLOURS } from './look.ts';
import type { Block, Cell, Run, Words } from './structure.ts';

/** A node of pdfmake. User text only ever stands in `text`. */
export type Node = Record<string, unknown>;

export function runs(words: Words): Node[] {
  if (typeof words === 'string') return [{ text: printable(words) }];
  return words.map((run) => ({ text: printable(run.text), ...marksOf(run) }));
}

function marksOf(run: Run): Node {
  return {
    ...(run.strong && { bold: true }),
    ...(run.emphasis && { italics: true }),
    ...(run.strike && { decoration: 'lineThrough' }),
    ...(run.code && { background: '#eef1f4' }),
    ...(run.link && { link: run.link, color: COLOURS.brand, decoration: 'underline' }),
  };
}

export function plain(words: Cell): string {
  if (typeof words === 'string') return words;
  return isWords(words) ? words.map((run) => run.text).join('') : words.blocks.map(plainBlock).join('\n');
}

export function isWords(cell: Cell): cell is Words {
  return typeof cell === 'string' || Array.isArray(cell);
}

function plainBlock(block: Block): string {
  if ('words' in block) return plain(block.words);
  if (block.kind === 'list') return block.items.flat().map(plainBlock).join('\n');
  if (block.kind === 'quote') return block.blocks.map(plainBlock).join('\n');
  if (block.kind === 'table')
    return [block.head, ...block.rows].map((row) => row.map(plain).join(' ')).join('\n');
  return block.kind === 'code' ? block.text : '';
}

/** Composed letters; what our typeface has no glyph for (emoji, other scripts) shows as an empty box, direction marks not at all. */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}|\p{Variation_Selector}/gu, '')
    .replace(/\p{Extended_Pictographic}/gu, (mark) => (KNOWN_PICTOGRAPHS.has(mark) ? mark : '□'))
    .replace(ENDLESS, (word) => (word.match(/.{1,60}/gu) ?? []).join('\u200b'));
}

/** Words of more than 120 characters are given places to break: looking for them one by one takes seconds. */
const ENDLESS = /\S{121,}/gu;

const KNOWN_PICTOGRAPHS = new Set(['©', '®', '™', '✓', '✔', '↔']);
