// What an authored document or a report consists of, before anyone decides how it looks.
import type { Shapes } from '../charts/index.ts';

/** A run of text; `link` is an http(s) address or `mailto:`, others are left out. */
export interface Run {
  text: string;
  strong?: boolean;
  emphasis?: boolean;
  code?: boolean;
  strike?: boolean;
  link?: string;
}

/** Plain text or runs. */
export type Words = string | Run[];

/** What a cell of a table holds: words, or blocks one below the other. */
export type Cell = Words | { blocks: Block[] };

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'off';

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; words: Words; listed?: boolean }
  /** Every listed heading with its page. */
  | { kind: 'contents' }
  | { kind: 'paragraph'; words: Words; quiet?: boolean; align?: 'left' | 'center' | 'right' }
  | { kind: 'list'; ordered: boolean; start?: number; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'code'; text: string }
  | {
      kind: 'table';
      head: Words[];
      rows: Cell[][];
      /** How wide each column would be, as shares of the whole; a column is never narrower than its longest word. */
      shares?: number[];
      align?: ('left' | 'center' | 'right')[];
      caption?: string;
    }
  /** Names and values side by side. */
  | { kind: 'facts'; rows: [name: string, value: Words][] }
  /** A line that must be seen. */
  | { kind: 'notice'; tone: Tone; words: Words }
  | { kind: 'drawing'; shapes: Shapes; caption?: string }
  | { kind: 'rule' }
  | { kind: 'newPage' };

export interface Structure {
  title: string;
  subtitle?: string;
  /** BCP 47, for screen readers; default es-CO. */
  language?: string;
  author?: string;
  /** For the file's properties. */
  date?: Date;
  /** Above every page; nothing when absent. */
  header?: { left: string; right: string };
  /** Below every page; `pageOf` has `{x}` and `{y}`. */
  footer?: { left: string; pageOf: string };
  landscape?: boolean;
  /** Leaves top and bottom of each page free for a stamp. */
  toBeStamped?: boolean;
  /** Leaves the title block out: the blocks bring their own. */
  untitled?: boolean;
  blocks: Block[];
}
