// Runs of the integrity check: one at a time in this process, in the background, with the result kept for everybody to see.
import { randomUUID } from 'node:crypto';
import { now } from '../clock.ts';
import { nativeCollection } from '../db/connection.ts';
import type { Fault } from '../http/slice.ts';
import { lastSeal } from '../audit/seals.ts';
import type { Anchor } from '../audit/verifying.ts';
import { newTally, type Tally, verifyAll } from './verifying.ts';

export interface IntegrityRun {
  _id: string;
  startedAt: Date;
  /** Null while it runs, and for ever when the process stopped in the middle. */
  endedAt: Date | null;
  by: string;
  tally: Tally;
  faults: Fault[];
  /** All that were found; `faults` keeps the first. */
  found: number;
  /** The last seal when the run ended. */
  seal: { number: number; hash: string } | null;
  /** What made the check itself fail. */
  failure: string | null;
}

const FAULTS_KEPT = 500;
const runs = () => nativeCollection<IntegrityRun>('integrity_runs');
let current: IntegrityRun | null = null;

/** The run that is going on in this process. */
export function currentRun(): IntegrityRun | null {
  return current;
}

/** The last run that came to its end. */
export async function lastRun(): Promise<IntegrityRun | null> {
  return runs().findOne({ endedAt: { $ne: null } }, { sort: { startedAt: -1 } });
}

/** Starts a run in the background unless one is going on. Returns how to wait for it. */
export function startRun(by: string): Promise<IntegrityRun> | null {
  return current ? null : runNow(by);
}

/** Checks everything and keeps the result. @param onFault is told each fault as it is found */
export async function runNow(
  by: string,
  options: { anchor?: Anchor | null; onFault?: (fault: Fault) => void } = {},
): Promise<IntegrityRun> {
  const tally = newTally();
  const run: IntegrityRun = { _id: randomUUID(), startedAt: now(), endedAt: null, by, tally, faults: [], found: 0, seal: null, failure: null }; // prettier-ignore
  current = run;
  try {
    for await (const fault of verifyAll({ anchor: options.anchor ?? null, tally })) {
      run.found += 1;
      if (run.faults.length < FAULTS_KEPT) run.faults.push(fault);
      options.onFault?.(fault);
    }
  } catch (error) {
    run.failure = String((error as Error).message ?? error);
  } finally {
    current = null;
  }
  return keep(run);
}

async function keep(run: IntegrityRun): Promise<IntegrityRun> {
  const seal = await lastSeal();
  run.seal = seal && { number: seal._id, hash: seal.hash };
  run.endedAt = now();
  await runs().insertOne(run);
  return run;
}
