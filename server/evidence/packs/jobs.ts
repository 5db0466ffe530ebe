// Packs are built one after the other, right after they were asked for; those that a stop left behind, within a minute.
import type { Actor } from '../../platform/audit/act.ts';
import { runJob, type Job } from '../../platform/jobs/jobs.ts';
import { buildPack } from './building.ts';
import { nextWaiting } from './queries.ts';

export const packJob: Job = {
  name: 'evidence.build_packs',
  at: '* * * * *',
  mayWait: true,
  async run(actor: Actor) {
    const failures: unknown[] = [];
    const tried = new Set<string>();
    // One that could not even be marked as failed waits for the next run.
    for (let pack = await nextWaiting(); pack && !tried.has(pack.code); pack = await nextWaiting()) {
      tried.add(pack.code);
      await buildPack(pack, actor).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} packs could not be built`);
  },
};

let underWay: Promise<unknown> = Promise.resolve();

/** Starts the job without holding the caller, behind the run that goes on: a pack asked for at its very end is not forgotten. */
export function buildSoon(): void {
  // What fails stands on the pack and in the job's last run.
  underWay = underWay.then(() => runJob(packJob)).catch(() => undefined);
}

/** Waits for what is under way: in tests, and before the database closes. */
export async function packsSettled(): Promise<void> {
  await underWay;
}
