// Jobs: work that the system does by itself. One process runs a job at a time; a run that was slept through is caught up.
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import cron, { type ScheduledTask } from 'node-cron';
import type { Actor } from '../audit/act.ts';
import { now } from '../clock.ts';
import { nativeCollection } from '../db/connection.ts';

export interface Job {
  /** `slice.verb`, as in the trail. */
  name: string;
  /** Cron expression in Bogotá time. */
  at: string;
  /** True for work that may wait for its next hour: a start does not stop for it. */
  mayWait?: boolean;
  /** Picks what is due and calls verbs as this actor. Running it twice must do no harm. */
  run(actor: Actor): Promise<void>;
}

interface Lease {
  _id: string;
  holder: string;
  until: Date;
  lastRun: Date | null;
  /** What the last run that failed said, until one succeeds. */
  failure?: string | null;
}

const LEASE_MS = 10 * 60_000;
const leases = () => nativeCollection<Lease>('job_leases');
// The last part tells two processes apart that had the same number one after the other.
const me = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;

/** Runs the job unless another process is running it. Returns whether it ran. */
export async function runJob(job: Job): Promise<boolean> {
  if (!(await takeLease(job.name))) return false;
  const mine = { _id: job.name, holder: me };
  // A long run keeps its lease; a process that died loses it after LEASE_MS.
  const renewal = setInterval(
    () =>
      void leases()
        .updateOne(mine, { $set: { until: leaseEnd() } })
        .catch(() => undefined),
    LEASE_MS / 3,
  );
  try {
    await job.run({ kind: 'system', job: job.name });
    await leases().updateOne(mine, { $set: { until: now(), lastRun: now(), failure: null } });
    return true;
  } catch (error) {
    await leases().updateOne(mine, {
      $set: { until: now(), failure: String((error as Error).message ?? error).slice(0, 500) },
    });
    throw error;
  } finally {
    clearInterval(renewal);
  }
}

export interface JobRun {
  name: string;
  lastRun: Date | null;
  running: boolean;
  failure: string | null;
}

/** How each job that ever started stands, by name. */
export async function jobRuns(): Promise<JobRun[]> {
  const all = await leases().find().sort({ _id: 1 }).toArray();
  const at = now();
  return all.map(({ _id, until, lastRun, failure }) => ({
    name: _id,
    lastRun,
    running: until > at,
    failure: failure ?? null,
  }));
}

/** Runs every job once that may not wait: what fell due while the machine slept is done before the server listens. */
export async function catchUp(jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) if (!job.mayWait) await runJob(job);
}

/** Starts the clockwork. Returns how to stop it. */
export function schedule(
  jobs: readonly Job[],
  onError: (job: string, error: unknown) => void,
): () => Promise<void> {
  const tasks: ScheduledTask[] = jobs.map((job) =>
    cron.schedule(job.at, () => runJob(job).catch((error: unknown) => onError(job.name, error)), {
      timezone: 'America/Bogota',
      noOverlap: true,
    }),
  );
  return async () => {
    for (const task of tasks) await task.destroy();
  };
}

/** Killed in the middle of a job and started again: what was due must not wait for the lease to run out. Only this machine's processes can be asked. */
function isDead(holder: string): boolean {
  const [host, pid] = holder.split(':');
  if (host !== hostname() || holder === me) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function leaseEnd(): Date {
  return new Date(now().getTime() + LEASE_MS);
}

async function takeLease(name: string): Promise<boolean> {
  const lease = { holder: me, until: leaseEnd() };
  const held = await leases().findOne({ _id: name });
  const free = held && isDead(held.holder) ? { holder: held.holder } : { until: { $lte: now() } };
  const taken = await leases().updateOne({ _id: name, ...free }, { $set: lease });
  if (taken.matchedCount === 1) return true;
  try {
    await leases().insertOne({ _id: name, ...lease, lastRun: null });
    return true;
  } catch (error) {
    if ((error as { code?: number }).code === 11000) return false;
    throw error;
  }
}
