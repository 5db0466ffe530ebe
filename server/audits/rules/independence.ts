// Who may not audit a process, as facts with dates: ties of a person to it, and those that count on a day (G14: nobody audits their own work).
import { addMonths, type Day } from '../../platform/clock.ts';

/** What ties a person to a process. */
export const TIE_KINDS = [
  'wrote', 'reviewed', 'approved', 'owns_document', 'leads', 'belongs', 'owns_action',
] as const; // prettier-ignore
export type TieKind = (typeof TIE_KINDS)[number];

export interface Tie {
  kind: TieKind;
  /** Code of the process. */
  process: string;
  /** The record that shows it: a document's code and version, a position, an area, an action's code. */
  record: string;
  /** Where to see it. */
  href: string | null;
  from: Day;
  /** Its last day; null while it goes on: a version in use or on its way, a position held, an action still open. */
  until: Day | null;
}

/**
 * The ties that bar a person on a day: those that go on, and those that ended within the look-back.
 * @param months the look-back; a tie that ended exactly that long ago still counts
 */
export function barring(ties: readonly Tie[], day: Day, months: number): Tie[] {
  const since = addMonths(day, -months);
  return ties.filter((tie) => tie.from <= day && (tie.until === null || tie.until >= since));
}

/** What an exception was granted for: it covers these ties and none that came later. */
export function keyOfTie(tie: Pick<Tie, 'kind' | 'process' | 'record'>): string {
  return `${tie.kind} ${tie.process} ${tie.record}`;
}

export function uncovered(ties: readonly Tie[], covered: readonly string[]): Tie[] {
  return ties.filter((tie) => !covered.includes(keyOfTie(tie)));
}

/** The part that two stretches of days share; null when they share none. */
export function shared(
  a: { from: Day; until: Day | null },
  b: { from: Day; until: Day | null },
): { from: Day; until: Day | null } | null {
  const from = a.from > b.from ? a.from : b.from;
  const ends = [a.until, b.until].filter((day) => day !== null).sort();
  const until = ends[0] ?? null;
  return until !== null && until < from ? null : { from, until };
}
