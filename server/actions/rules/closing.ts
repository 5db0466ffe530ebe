// What still keeps a nonconformity from being closed, pure (G11, G12): open actions, no cause, no evidence, no verification by another person.
import { addDays, type Day } from '../../platform/clock.ts';
import { evidenceIn } from './proof.ts';
import type { ActionRecord } from '../action.ts';
import type { Cycle } from '../nonconformity.ts';
import { doersOf, verifierProblem } from './separation.ts';

export const CLOSING_PROBLEMS = [
  'open_actions', 'no_cause', 'no_need', 'no_action', 'no_evidence', 'no_verification', 'not_effective', 'verified_by_doer',
] as const; // prettier-ignore
export type ClosingProblem = (typeof CLOSING_PROBLEMS)[number];

type Weighed = Pick<
  ActionRecord,
  'cycle' | 'state' | 'planned' | 'holders' | 'followUps' | 'extensions' | 'done'
>;

/** Everything that is missing, in the order in which it is mended. @param actions of all cycles */
export function closingProblems(cycles: readonly Cycle[], actions: readonly Weighed[]): ClosingProblem[] {
  const cycle = cycles.at(-1);
  if (!cycle) return ['no_cause'];
  const own = actions.filter((one) => one.cycle === cycle.number);
  const { analysis, need, verification } = cycle;
  const isMissing: Record<ClosingProblem, boolean> = {
    open_actions: actions.some((one) => one.state === 'planned'),
    no_cause: !analysis,
    no_need: !need,
    no_action: need?.act === true && !own.some((one) => one.state === 'done'),
    no_evidence: evidenceIn(cycle, own).length === 0,
    no_verification: !verification,
    not_effective: verification?.effective === false,
    verified_by_doer:
      verification !== null &&
      verifierProblem(
        { id: verification.by.id, positions: [] },
        { doers: doersOf(cycles, actions), positions: [] },
      ) !== null,
  };
  return CLOSING_PROBLEMS.filter((problem) => isMissing[problem]);
}

/** The first day on which effectiveness may be verified: the one that the plan set, and never the day on which it was still being done. */
export function verifiableFrom(
  cycle: Cycle,
  actions: readonly Pick<ActionRecord, 'cycle' | 'done'>[],
): Day | null {
  if (!cycle.plan) return null;
  const done = actions.filter((one) => one.cycle === cycle.number).flatMap((one) => one.done?.on ?? []);
  const last = done.sort().at(-1);
  const after = last ? addDays(last, 1) : cycle.plan.verifyNotBefore;
  return after > cycle.plan.verifyNotBefore ? after : cycle.plan.verifyNotBefore;
}
