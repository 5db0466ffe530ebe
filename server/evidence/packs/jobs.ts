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
    for (let pack = await nextWaiting(); pack; pack = await nextWaiting()) await buildPack(pack, actor);
  },
};

let underWay: Promise<unknown> = Promise.resolve();

/** Starts the job without holding the caller, behind the run that goes on: a pack asked for at its very end is not forgotten. */
export function buildSoon(): void {
  underWay = underWay
    .then(() => runJob(packJob))
    .catch((error: unknown) => console.error('packs could not be built:', error));
}

/** Waits for what is under way: in tests, and before the database closes. */
export async function packsSettled(): Promise<void> {
  await underWay;
}
