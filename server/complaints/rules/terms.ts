// The kinds of petition and the versioned table of their terms: data, because a special law may set others (Ley 1755 de 2015 art. 14).
import { type Day, isDay } from '../../platform/clock.ts';
import { Invalid, Refusal } from '../../platform/errors.ts';

/** In the order in which a form offers them. `data_…` are those of Ley 1581 de 2012 (habeas data). */
export const KINDS = [
  'petition', 'complaint', 'claim', 'suggestion', 'report', 'information', 'consultation', 'authority', 'data_query', 'data_claim', 'compliment',
] as const; // prettier-ignore
export type Kind = (typeof KINDS)[number];

/** What a citizen may choose on the public form; a request between authorities comes by letter. */
export const CITIZEN_KINDS = KINDS.filter((kind) => kind !== 'authority');

/** `web` is the public form; the office registers what comes by the others. */
export const CHANNELS = ['web', 'desk', 'mail', 'phone', 'letter'] as const;
export type Channel = (typeof CHANNELS)[number];
export const OFFICE_CHANNELS = ['desk', 'mail', 'phone', 'letter'] as const satisfies readonly Channel[];

/** The terms of one kind. Days are business days; the first one counted is the day after the legal reception. */
export interface Term {
  kind: Kind;
  /** To answer; null where the law sets no term. */
  days: number | null;
  /** The most days, counted from the start, that an extension may reach; null where there is none. */
  longest: number | null;
  /** To forward to the competent authority. */
  transfer: number;
  /** To ask for what an incomplete petition lacks. */
  completion: number;
  /** Calendar months that the petitioner has to complete it. */
  months: number;
  source: string;
  /** What the office must still confirm in the text of the law. */
  unconfirmed: readonly ('longest' | 'days' | 'transfer' | 'completion' | 'months')[];
}

export interface TermTable {
  version: number;
  /** The first legal reception day to which it applies. */
  from: Day;
  /** The rule or act that it follows. */
  reason: string;
  /** Who put it in place; empty for the one that comes with the product. */
  by: string;
  rows: readonly Term[];
}

const LAW = 'Ley 1755 de 2015';
const general = (kind: Kind): Term => ({
  kind,
  days: 15,
  longest: 30,
  transfer: 5,
  completion: 10,
  months: 1,
  source: `${LAW} art. 14`,
  unconfirmed: ['longest'],
});

/** The table that comes with the product. An extension is read strictly: double the term in all, not added to it. */
export const FIRST_TABLE: TermTable = {
  version: 1,
  from: '2015-06-30',
  reason: `${LAW}; Ley 1581 de 2012; Ley 2207 de 2022`,
  by: '',
  rows: [
    ...(['petition', 'complaint', 'claim', 'suggestion', 'report'] as const).map(general),
    { ...general('information'), days: 10, longest: 20, source: `${LAW} art. 14 num. 1` },
    { ...general('consultation'), days: 30, longest: 60, source: `${LAW} art. 14 num. 2` },
    { ...general('authority'), days: 10, longest: 20, source: `${LAW} art. 30`, unconfirmed: ['days', 'longest'] },
    { ...general('data_query'), days: 10, longest: 15, transfer: 2, completion: 5, months: 2, source: 'Ley 1581 de 2012 art. 14', unconfirmed: ['longest', 'transfer', 'completion', 'months'] },
    { ...general('data_claim'), longest: 23, transfer: 2, completion: 5, months: 2, source: 'Ley 1581 de 2012 art. 15', unconfirmed: ['transfer', 'completion', 'months'] },
    { ...general('compliment'), days: null, longest: null, source: '', unconfirmed: [] },
  ],
}; // prettier-ignore

/** The table that applies to what was legally received on a day: the latest one that began. */
export function tableOn(tables: readonly TermTable[], day: Day): TermTable {
  return tables.filter((one) => one.from <= day).sort((a, b) => b.from.localeCompare(a.from) || b.version - a.version)[0] ?? FIRST_TABLE;
} // prettier-ignore

/** @throws Error for a kind that the table lacks */
export function termOf(table: TermTable, kind: Kind): Term {
  const term = table.rows.find((row) => row.kind === kind);
  if (!term) throw new Error(`Table ${table.version} has no term for ${kind}`);
  return term;
}

/**
 * A table may begin today or later, never in the past: what was counted stays counted.
 * @throws Refusal, Invalid naming the field
 */
export function mustBeSound(table: Pick<TermTable, 'from' | 'rows'>, today: Day): void {
  if (!isDay(table.from) || table.from < today)
    throw Invalid.field('from', 'complaints.form.table_past', { day: today });
  for (const { kind, days, longest } of table.rows)
    if (days !== null && longest !== null && longest < days)
      throw Invalid.field(`longest_${kind}`, 'complaints.form.longest_short', { days });
  if (new Set(table.rows.map((row) => row.kind)).size !== KINDS.length)
    throw new Refusal('complaints.refusal.table_incomplete');
}
