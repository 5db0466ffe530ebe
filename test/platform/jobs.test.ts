// Jobs: one runner at a time, a lease that a dead process loses, a failure that is remembered.
import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { expect } from 'chai';
import type { Actor } from '../../server/platform/audit/act.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { catchUp, type Job, jobRuns, runJob, schedule } from '../../server/platform/jobs/jobs.ts';
import { emptyDatabase } from '../support/database.ts';

interface Lease {
  _id: string;
  holder: string;
  until: Date;
  lastRun: Date | null;
}
const leases = () => nativeCollection<Lease>('job_leases');

describe('jobs', () => {
  beforeEach(emptyDatabase);

  const counting = (name = 'tests.count') => {
    const runs: Actor[] = [];
    const job: Job = { name, at: '0 3 * * *', run: async (actor) => void runs.push(actor) };
    return { job, runs };
  };

  it('runs as the system and remembers when', async () => {
    const { job, runs } = counting();
    expect(await runJob(job)).to.equal(true);
    expect(runs).to.deep.equal([{ kind: 'system', job: 'tests.count' }]);
    const [run] = await jobRuns();
    expect(run).to.include({ name: 'tests.count', running: false, failure: null });
    expect(run?.lastRun).to.be.instanceOf(Date);
  });

  it('is run by one of many that start at the same time', async () => {
    let release = (): void => undefined;
    let runs = 0;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const job: Job = { name: 'tests.slow', at: '0 3 * * *', run: async () => ((runs += 1), gate) };
    const first = runJob(job);
    const others = await Promise.all(Array.from({ length: 20 }, async () => { while (runs === 0) await new Promise((next) => setTimeout(next, 2)); return runJob(job); })); // prettier-ignore
    expect(others.some(Boolean)).to.equal(false);
    expect((await jobRuns())[0]?.running).to.equal(true);
    release();
    expect(await first).to.equal(true);
    expect(runs).to.equal(1);
    expect(await runJob(job)).to.equal(true);
  });

  it('leaves a job to the process that holds its lease, and takes it over when the lease has run out', async () => {
    const { job, runs } = counting();
    await leases().insertOne({
      _id: job.name,
      holder: 'other:1',
      until: new Date(Date.now() + 60_000),
      lastRun: null,
    });
    expect(await runJob(job)).to.equal(false);
    await leases().updateOne({ _id: job.name }, { $set: { until: new Date(Date.now() - 1) } });
    expect(await runJob(job)).to.equal(true);
    expect(runs.length).to.equal(1);
  });

  it('C1: takes the lease of a process of this machine that was killed, at once, and never that of one that lives', async () => {
    const { job, runs } = counting();
    const gone = spawnSync(process.execPath, ['--version']).pid;
    const until = new Date(Date.now() + 60_000);
    await leases().insertOne({
      _id: job.name,
      holder: `${hostname()}:${process.ppid}:00000000`,
      until,
      lastRun: null,
    });
    expect(await runJob(job)).to.equal(false);
    for (const dead of [`${gone}:00000000`, `${process.pid}:00000000`]) {
      await leases().updateOne({ _id: job.name }, { $set: { holder: `${hostname()}:${dead}`, until } });
      expect(await runJob(job), dead).to.equal(true);
    }
    expect(runs.length).to.equal(2);
  });

  it('keeps what a failed run said, frees the lease, and clears it with the next success', async () => {
    let fails = true;
    const job: Job = { name: 'tests.fail', at: '0 3 * * *', run: async () => { if (fails) throw new Error('sin espacio'); } }; // prettier-ignore
    expect(await runJob(job).catch((error: Error) => error.message)).to.equal('sin espacio');
    expect((await jobRuns())[0]).to.include({ failure: 'sin espacio', running: false, lastRun: null });
    fails = false;
    expect(await runJob(job)).to.equal(true);
    expect((await jobRuns())[0]?.failure).to.equal(null);
  });

  it('catches up every job once, and can be scheduled and stopped', async () => {
    const [one, two] = [counting('tests.one'), counting('tests.two')];
    await catchUp([one.job, two.job]);
    expect([one.runs.length, two.runs.length]).to.deep.equal([1, 1]);
    const stop = schedule([one.job, two.job], () => undefined);
    await stop();
  });
});
