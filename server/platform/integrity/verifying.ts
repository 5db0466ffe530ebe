// The whole integrity check: trail and seals, links, stored files, and what each slice says of its own records.
import type { Fault } from '../http/slice.ts';
import { type Anchor, emptyTally, type TrailTally, verifyTrail } from '../audit/verifying.ts';
import { declaredChecks } from './checks.ts';
import { fileFaults } from './files.ts';
import { linkFaults } from './links.ts';

/** What was looked at, filled while the check runs. */
export interface Tally extends TrailTally {
  files: number;
  /** Word key of what is being looked at now. */
  step: Step | null;
}

export const STEPS = ['trail', 'links', 'files', 'records'] as const;
export type Step = (typeof STEPS)[number];

export function newTally(): Tally {
  return { ...emptyTally(), files: 0, step: null };
}

/**
 * Names every fault that it finds. Writes nothing; runs beside the application.
 * @param options.anchor a seal that was printed or mailed, to prove that the trail was not rewritten since
 */
export async function* verifyAll(
  options: { anchor?: Anchor | null; tally?: Tally } = {},
): AsyncGenerator<Fault> {
  const tally = options.tally ?? newTally();
  const steps: Record<Step, () => AsyncIterable<Fault>> = {
    trail: () => verifyTrail({ anchor: options.anchor ?? null, tally }),
    links: linkFaults,
    files: () => fileFaults(tally),
    records: recordFaults,
  };
  for (const step of STEPS) {
    tally.step = step;
    yield* steps[step]();
  }
  tally.step = null;
}

async function* recordFaults(): AsyncGenerator<Fault> {
  for (const { checks } of declaredChecks()) if (checks) yield* checks();
}
