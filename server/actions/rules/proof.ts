// What proves a cycle, pure: the evidence of its actions that were done, and of its verification.
import type { ActionRecord } from '../action.ts';
import type { Cycle, Evidence } from '../nonconformity.ts';

export function evidenceIn(
  cycle: Pick<Cycle, 'verification'>,
  actions: readonly Pick<ActionRecord, 'state' | 'followUps'>[],
): Evidence[] {
  const done = actions.filter((one) => one.state === 'done');
  return [
    ...done.flatMap((one) => one.followUps.flatMap((follow) => follow.evidence)),
    ...(cycle.verification?.evidence ?? []),
  ];
}
