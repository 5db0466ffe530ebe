// Days of the improvement loop, pure: until when a plan is owed, and what day a record waits for next.
import { addDays, addWorkingDays, type Day } from '../../platform/clock.ts';
import type { Grade, State } from './states.ts';

/** Working days within which causes and plan are owed, by grade: the weightier, the sooner. */
export const PLAN_DAYS: Record<Grade, number> = { major: 10, minor: 20, observation: 30 };
/** Calendar days after the day set for it within which effectiveness is to be verified. */
export const VERIFY_DAYS = 30;
/** Working days within which what was verified is closed. */
export const CLOSE_DAYS = 5;

/** The last day for causes and plan. */
export function planDue(grade: Grade, found: Day, closures: ReadonlySet<Day> = new Set()): Day {
  return addWorkingDays(found, PLAN_DAYS[grade], closures);
}

/** What the next day follows from. */
export interface Dated {
  state: State;
  planDue: Day;
  verifyNotBefore: Day | null;
  /** Due dates of the actions that are still open. */
  actions: readonly Day[];
  verifiedOn: Day | null;
}

/** The day until which the next step is owed; null when nothing is awaited. */
export function nextDue({ state, planDue: plan, verifyNotBefore, actions, verifiedOn }: Dated): Day | null {
  switch (state) {
    case 'opened':
    case 'analysing':
    case 'judging':
    case 'planning':
      return plan;
    case 'acting':
      return [...actions].sort()[0] ?? plan;
    case 'verifying':
      return verifyNotBefore && addDays(verifyNotBefore, VERIFY_DAYS);
    case 'verified':
      return verifiedOn && addWorkingDays(verifiedOn, CLOSE_DAYS);
    default:
      return null;
  }
}
