// Compares two versions of a document's text; the result is plain data for a template, and safe to send between threads.
import { parseText } from '../text/index.ts';
import type { Unchanged } from './blocks.ts';
import { compareFields, compareTables } from './rows.ts';
import type { FieldChange, TableChange } from './rows.ts';
import { compareSections } from './sections.ts';
import type { SectionChange } from './sections.ts';
import type { Budget } from './spans.ts';

export type { Block, Unchanged } from './blocks.ts';
export type { FieldChange, RowChange, TableChange, TableName } from './rows.ts';
export type { SectionChange } from './sections.ts';
export type { Span } from './spans.ts';

/** `changes` counts fields, rows and blocks that differ, and sections moved or renamed; `inserted` and `deleted` count words. */
export type Comparison = {
  same: boolean;
  changes: number;
  inserted: number;
  deleted: number;
  fields: FieldChange[];
  tables: TableChange[];
  sections: SectionChange[];
  /** True when some passages were too long or too different to compare word by word: they are shown as replaced. */
  coarse: boolean;
  /** A word key when a text could not be compared, such as `documents.text.tooLong`. */
  problem: string;
};

export type CompareOptions = {
  /** `count` leaves unchanged text out and counts it; `text` keeps it. */
  unchanged?: Unchanged;
};

/** Text taken out of a file may be longer than an authored one. */
const LONGEST = 2_000_000;

/** Milliseconds after which words are no longer compared; aligning paragraphs takes little beside. */
const TIME = 600;

/**
 * Compares two texts (G1c). Takes about a second at most, whatever they are: paragraphs are aligned first, then words inside pairs.
 * @param before text of the older version, Markdown with or without header
 * @param after text of the newer one
 */
export function compareTexts(
  before: string,
  after: string,
  { unchanged = 'count' }: CompareOptions = {},
): Comparison {
  const [a, b] = [parseText(before, LONGEST), parseText(after, LONGEST)];
  const budget: Budget = { until: performance.now() + TIME, exceeded: false };
  const fields = compareFields(a.header, b.header, budget);
  const tables = compareTables(a.header, b.header, budget);
  const sections = compareSections(a.sections, b.sections, unchanged, budget);
  const problem = [...a.problems, ...b.problems].find(({ key }) => BLOCKING.has(key))?.key ?? '';
  const counts = total(fields, tables, sections);
  return {
    same: before === after || counts.changes === 0,
    ...counts,
    fields,
    tables,
    sections,
    coarse: budget.exceeded,
    problem,
  };
}

const BLOCKING = new Set(
  ['tooLong', 'headerTooLong', 'unclosed', 'yaml'].map((word) => `documents.text.${word}`),
);

function total(fields: FieldChange[], tables: TableChange[], sections: SectionChange[]) {
  const rows = tables.flatMap((table) => table.rows);
  const spans = [...fields, ...rows.flatMap((row) => row.fields)].flatMap((field) => field.spans);
  const words = (kind: 'ins' | 'del') =>
    spans.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.words, 0);
  const sum = (count: (section: SectionChange) => number) =>
    sections.reduce((all, section) => all + count(section), 0);
  const moves = sections.filter(
    ({ moved, before, state, changes }) => moved || before !== '' || (isLone(state) && changes === 0),
  );
  return {
    changes: fields.length + rows.length + moves.length + sum(({ changes }) => changes),
    inserted: words('ins') + sum(({ inserted }) => inserted),
    deleted: words('del') + sum(({ deleted }) => deleted),
  };
}

function isLone(state: SectionChange['state']): boolean {
  return state === 'added' || state === 'removed';
}
