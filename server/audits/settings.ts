// What an office decides for itself about audits: how far back a tie counts, and the terms that each grade gives.
import { addWorkingDays, type Day } from '../platform/clock.ts';
import { closureDays, setting } from '../platform/settings/settings.ts';
import type { Grade } from './rules/states.ts';

/** Months during which a tie that ended still bars an auditor. */
export const lookBack = setting<number>('audits.look_back_months', 24);

/** Working days from the signature of the findings: to answer, and to have it corrected. */
export interface Term {
  answer: number;
  close: number;
}

export type Terms = Record<'major' | 'minor' | 'observation', Term>;

export const terms = setting<Terms>('audits.terms', {
  major: { answer: 3, close: 30 },
  minor: { answer: 5, close: 60 },
  observation: { answer: 10, close: 90 },
});

/** When a finding signed on a day must be answered and corrected; null for grades that ask for neither. */
export function dueFrom(grade: Grade, signed: Day): { answer: Day; close: Day } | null {
  if (grade !== 'major' && grade !== 'minor' && grade !== 'observation') return null;
  const term = terms.get()[grade];
  return {
    answer: addWorkingDays(signed, term.answer, closureDays()),
    close: addWorkingDays(signed, term.close, closureDays()),
  };
}
