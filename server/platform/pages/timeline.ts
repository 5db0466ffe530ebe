// The trail of a record as lines of `{{> _timeline}}`: who did what, when and why, in the reader's language.
import type { Actor } from '../audit/act.ts';
import type { HistoryRow } from '../audit/history.ts';
import { isWord } from '../words/index.ts';

export interface TimelineLine {
  at: Date;
  text: string;
  note: string;
}

type Say = (key: string, params?: Record<string, string | number>) => string;

/**
 * One line per entry. The words of an act `slice.verb` stand under `slice.act.verb` and take `{who}`;
 * an act without words is named as the trail names it.
 */
export function timelineOf(rows: readonly HistoryRow[], t: Say): TimelineLine[] {
  return rows.map((row) => {
    const key = row.act.replace('.', '.act.');
    const who = nameOf(row.actor, t);
    return { at: row.at, text: isWord(key) ? t(key, { who }) : `${who}: ${row.act}`, note: row.reason ?? '' };
  });
}

/** Who acted, as a reader is told: a person's name, or what the system calls the others. */
export function nameOf(actor: Actor, t: Say): string {
  return actor.kind === 'person' ? actor.name : t(`shared.actor.${actor.kind}`);
}
