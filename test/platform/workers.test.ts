// Work in other threads: its answers, its limits, and a server that outlives it.
import { setFlagsFromString } from 'node:v8';
import { expect } from 'chai';
import { unbindThreads } from '../../server/memory.ts';
import { closeWorkers, inWorker, WorkersBusy } from '../../server/platform/workers/pool.ts';

const module = new URL('../support/worker-tasks.ts', import.meta.url);
const task = (name: string) => ({ module, name });

describe('workers', () => {
  after(closeWorkers);

  it('answers from another thread, in order, and keeps the name and message of an error', async () => {
    const answers = await Promise.all([1, 2, 3].map((n) => inWorker<number, number>(task('double'), n)));
    expect(answers).to.deep.equal([2, 4, 6]);
    const error = await failure(inWorker(task('refuse'), 'no'));
    expect(error).to.include({ name: 'TypeError', message: 'refused: no' });
    expect((await failure(inWorker(task('missing'), 0))).message).to.match(
      /exports no function called missing/,
    );
  });

  it('ends endless work at its time limit and goes on with the next', async () => {
    const endless = inWorker(task('spin'), null, { timeoutMs: 200 });
    const behind = inWorker<number, number>(task('double'), 21);
    expect((await failure(endless)).name).to.equal('WorkerTimeout');
    expect(await behind).to.equal(42);
    expect((await failure(inWorker(task('spin'), null, { fresh: true, timeoutMs: 200 }))).name).to.equal(
      'WorkerTimeout',
    );
  });

  for (const hunger of ['fillHeap', 'fillBuffers'])
    it(`ends a fresh thread that runs out of memory by ${hunger}`, async () => {
      const error = await failure(
        inWorker(task(hunger), null, { fresh: true, memoryMb: 64, timeoutMs: 15_000 }),
      );
      expect(error.name).to.equal('WorkerOutOfMemory');
    });

  it('keeps a thread to its own limit, whatever the command line gives to the main thread', async () => {
    setFlagsFromString('--max-old-space-size=1000');
    unbindThreads();
    const limit = await inWorker<null, number>(task('heapLimit'), null, { fresh: true, memoryMb: 64 });
    expect(limit).to.be.within(64, 100);
  });

  for (const death of ['die', 'throwLater'])
    it(`starts again after the shared thread was lost by ${death}`, async () => {
      expect((await failure(inWorker(task(death), null))).name).to.equal('WorkerCrashed');
      expect(await inWorker<number, number>(task('double'), 4)).to.equal(8);
    });

  it('refuses more than a hundred in the queue instead of growing', async () => {
    const asked = Array.from({ length: 102 }, () => inWorker<number, number>(task('sleep'), 1));
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.filter((one) => one.status === 'rejected');
    expect(refused).to.have.length(1);
    expect(refused[0]?.reason).to.be.instanceOf(WorkersBusy);
  });
});

async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it should have failed');
}
