// Pure rules of requirements: the four states, what a section sums up to, what a round must have before it closes.
import { Refusal } from '../platform/errors.ts';

/** Four values, never three: not yet looked at is not the same as not applicable. */
export const STATES = ['blank', 'not_applicable', 'conforming', 'nonconforming'] as const;
export type ClauseState = (typeof STATES)[number];
/** What a person can say of a clause that applies. */
export const VERDICTS = ['conforming', 'nonconforming', 'not_applicable'] as const;

/** The state of a section: bad if a part is, blank while a part is, and not applicable only when every part is. */
export function summedUp(parts: readonly ClauseState[]): ClauseState {
  if (parts.includes('nonconforming')) return 'nonconforming';
  if (parts.includes('blank') || parts.length === 0) return 'blank';
  return parts.includes('conforming') ? 'conforming' : 'not_applicable';
}

export interface Tally {
  /** Clauses to be answered. */
  total: number;
  answered: number;
  conforming: number;
  nonconforming: number;
  notApplicable: number;
  /** Share of one that has an answer: how far the work is. */
  progress: number;
  /** Share of one that conforms, of those with a verdict that apply: how things stand. Null while there is none. */
  result: number | null;
}

/** Progress and result are two numbers: half answered and all of it conforming is not half conforming. */
export function tallyOf(states: readonly ClauseState[]): Tally {
  const count = (state: ClauseState) => states.filter((one) => one === state).length;
  const [conforming, nonconforming] = [count('conforming'), count('nonconforming')];
  const answered = states.length - count('blank');
  const judged = conforming + nonconforming;
  return {
    total: states.length,
    answered,
    conforming,
    nonconforming,
    notApplicable: count('not_applicable'),
    progress: states.length === 0 ? 0 : answered / states.length,
    result: judged === 0 ? null : conforming / judged,
  };
}

/** A verdict says on what it rests; what does not apply says why. @throws Refusal */
export function mustBeExplained(state: ClauseState, statement: string): void {
  if (state === 'blank') throw new Refusal('requirements.refusal.no_verdict');
  if (statement.trim() === '') throw new Refusal(`requirements.refusal.unexplained_${state}`);
}

/** @param blank codes of clauses without an answer. @throws Refusal naming the first of them */
export function mustHaveNoBlanks(blank: readonly string[]): void {
  if (blank.length === 0) return;
  const named = blank.slice(0, 5).join(', ');
  throw new Refusal('requirements.refusal.blanks', { count: blank.length, named });
}

/** `AUT-2026-01`. */
export function roundCode(year: number, number: number): string {
  return `AUT-${year}-${String(number).padStart(2, '0')}`;
}
