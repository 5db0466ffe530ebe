// Tables of what a document states: a column that no row fills is left out and named once, so that a gap is seen and not repeated.
import { isDay } from '../../platform/clock.ts';
import { formatDate, formatMonth, translate, type Language } from '../../platform/words/index.ts';
import { isStated, type Decision, type Passage, type StatedDate } from '../text/index.ts';

export interface StatedCell {
  label: string;
  text: string;
  /** False where the document is silent: `text` says so. */
  said: boolean;
}

export interface StatedTable {
  head: string[];
  rows: StatedCell[][];
  /** A sentence naming what no row states; empty when nothing is missing. */
  missing: string;
}

/** `name` is the last part of a word key under `documents.content`. A `spare` column is left out in silence. */
export interface StatedColumn<R> {
  name: string;
  read: (row: R) => string;
  spare?: boolean;
}

/** Null when there are no rows. */
export function statedTable<R>(
  columns: readonly StatedColumn<R>[],
  rows: readonly R[],
  language: Language,
): StatedTable | null {
  if (rows.length === 0) return null;
  const say = sayer(language);
  const isFilled = ({ read }: StatedColumn<R>): boolean => rows.some((row) => isStated(read(row)));
  const shown = columns.filter(isFilled);
  const absent = columns.filter((column) => !column.spare && !isFilled(column));
  const names = absent.map(({ name }) => say(name).toLocaleLowerCase(language)).join(', ');
  return {
    head: shown.map(({ name }) => say(name)),
    rows: rows.map((row) => shown.map((column) => cell(column, row, say))),
    missing: names && say('missing', { names }),
  };
}

function cell<R>({ name, read, spare }: StatedColumn<R>, row: R, say: Say): StatedCell {
  const text = read(row);
  const said = isStated(text);
  return { label: say(name), text: said ? text : spare ? '' : say('not_stated'), said };
}

type Say = (key: string, params?: Record<string, string>) => string;

/** Words under `documents.content`. */
export function sayer(language: Language): Say {
  return (key, params = {}) => translate(language, `documents.content.${key}`, params);
}

/** A date as precise as its source: `30/10/2019`, `noviembre de 2019`, `1994`; words stay as they are. */
export function statedDate(date: StatedDate, language: Language): string {
  if (isDay(date)) return formatDate(date, language);
  return /^\d{4}-\d{2}$/.test(date) ? formatMonth(`${date}-01`, language) : date;
}

/** A question with its two ways out, in one line. */
export function decisionLine({ question, yes, no }: Decision, language: Language): string {
  const say = sayer(language);
  const way = ({ do: doing, to }: Decision['yes']): string => {
    const next = to === 'fin' ? say('ends') : isStated(to) ? say('goes_on', { to }) : say('open');
    return doing ? `${doing}; ${next}` : next;
  };
  return `${question} ${say('yes')}: ${way(yes)}. ${say('no')}: ${way(no)}.`;
}

/** What an activity receives from and delivers to others, a line each. */
export function passageLines(
  { receives, delivers }: { receives: readonly Passage[]; delivers: readonly Passage[] },
  language: Language,
): string[] {
  const say = sayer(language);
  return [
    ...receives.map(({ process, what }) => say('receives', { process, what })),
    ...delivers.map(({ process, what }) => say('delivers', { process, what })),
  ];
}
