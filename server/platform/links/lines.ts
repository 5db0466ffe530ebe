// A linked record as one line of a list: its code, what the link means, who made it and when.
import type { Params } from '../errors.ts';
import type { PanelRow } from './links.ts';

export interface LinkLine {
  href: string;
  label: string;
  /** What the link means read from here, e.g. "lo rige". */
  note: string;
  tag: { kind: string; text: string } | null;
  by: string;
  since: Date;
}

/** Makers of a link that are no person: they are kept by what they are. */
const WITHOUT_NAME: ReadonlySet<string> = new Set(['system', 'citizen', 'setup']);

/** What `{{> _linked}}` shows of one row of the panel. */
export function lineOf(row: PanelRow, t: (key: string, params?: Params) => string): LinkLine {
  const { shown } = row;
  return {
    href: shown.url,
    label: [shown.code, shown.title].filter(Boolean).join(' · '),
    note: t(`shared.links.${row.direction}.${row.meaning}`),
    tag: shown.state && { kind: shown.state.tone, text: t(shown.state.key) },
    by: WITHOUT_NAME.has(row.by) ? t(`shared.actor.${row.by}`) : row.by,
    since: row.since,
  };
}
