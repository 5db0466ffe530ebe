// In which state something was on a day, pure: it follows from what was done and when, so that today's state can be proved from it.
import type { ActionRecord } from '../action.ts';
import type { Cycle, NonconformityRecord } from '../nonconformity.ts';
import type { ServiceRecord } from '../service.ts';
import type { ActionState, ServiceState, State } from './states.ts';

type Step<S> = readonly [at: Date, state: S];

/** The state of a nonconformity before an instant (null: now). */
export function stateBefore(
  record: Pick<NonconformityRecord, 'opened' | 'cycles' | 'annulled'>,
  close: Date | null,
): State {
  const steps: Step<State>[] = [
    [record.opened.at, 'opened'],
    ...record.cycles.flatMap(stepsOf),
    ...(record.annulled ? [[record.annulled.at, 'annulled'] as const] : []),
  ];
  return lastBefore(steps, close) ?? 'opened';
}

/** The review of a later cycle is that of the first, so only the first one moved anything. */
function stepsOf(cycle: Cycle): Step<State>[] {
  const { number, began, review, analysis, need, plan, result, verification, closing } = cycle;
  const steps: [Date | undefined, State][] = [
    number > 1 ? [began?.at, 'analysing'] : [review?.at, 'analysing'],
    [analysis?.at, 'judging'],
    [need?.at, need?.act ? 'planning' : 'verifying'],
    [plan?.at, 'acting'],
    [result?.at, 'verifying'],
    [verification?.at, verification?.effective ? 'verified' : 'analysing'],
    [closing?.at, 'closed'],
  ];
  return steps.flatMap(([at, state]) => (at ? [[at, state] as const] : []));
}

export function actionStateBefore(
  { planned, done, cancelled }: Pick<ActionRecord, 'planned' | 'done' | 'cancelled'>,
  close: Date | null,
): ActionState {
  const steps: Step<ActionState>[] = [
    [planned.at, 'planned'],
    ...(done ? [[done.at, 'done'] as const] : []),
    ...(cancelled ? [[cancelled.at, 'cancelled'] as const] : []),
  ];
  return lastBefore(steps, close) ?? 'planned';
}

export function serviceStateBefore(
  { opened, treatments, annulled }: Pick<ServiceRecord, 'opened' | 'treatments' | 'annulled'>,
  close: Date | null,
): ServiceState {
  const steps: Step<ServiceState>[] = [
    [opened.at, 'identified'],
    ...treatments.flatMap(({ decision, execution, verification }): Step<ServiceState>[] => [
      [decision.at, decision.disposition === 'concede' ? 'closed' : 'decided'],
      ...(execution ? [[execution.at, 'treated'] as const] : []),
      ...(verification ? [[verification.at, verification.conforms ? 'closed' : 'identified'] as const] : []),
    ]),
    ...(annulled ? [[annulled.at, 'annulled'] as const] : []),
  ];
  return lastBefore(steps, close) ?? 'identified';
}

/** Steps stand in the order in which they were taken; several may share an instant. */
function lastBefore<S>(steps: readonly Step<S>[], close: Date | null): S | undefined {
  return steps.findLast(([at]) => close === null || at < close)?.[1];
}
