// Runs heavy functions off the main thread: one long-lived thread for trusted work, a throw-away one for untrusted bytes.
import { WorkersBusy } from './errors.ts';
import { startThread } from './thread.ts';
import type { Limits, Task, Thread } from './thread.ts';

export { WorkerCrashed, WorkerOutOfMemory, WorkersBusy, WorkerTimeout } from './errors.ts';
export type { Task } from './thread.ts';

export interface WorkOptions {
  /** Megabytes; only for a fresh thread (default 256). */
  memoryMb?: number;
  /** Milliseconds once the work has begun (default 60,000; 5,000 in a fresh thread). */
  timeoutMs?: number;
  /** A thread of its own, thrown away afterwards: for parsing bytes that a stranger sent. */
  fresh?: boolean;
}

const MOST_WAITING = 100;
const FRESH_AT_ONCE = 2;
const IDLE_MS = 60_000;

/**
 * Calls the exported function `task.name` of `task.module` in another thread, with structured-clone safe input and output.
 * Trusted work waits its turn in one shared thread, which starts when first needed and is replaced when it dies.
 *
 * @throws WorkerTimeout, WorkerOutOfMemory, WorkerCrashed, WorkersBusy, or what the function threw (name and message kept)
 */
export function inWorker<I, O>(task: Task, input: I, options: WorkOptions = {}): Promise<O> {
  const work = options.fresh
    ? fresh.push(() => runFresh(task, input, { memoryMb: 256, timeoutMs: 5_000, ...given(options) }))
    : shared.push(() => runShared(task, input, { timeoutMs: options.timeoutMs ?? 60_000 }));
  return work as Promise<O>;
}

/** Ends the shared thread; the next piece of work starts a new one. */
export async function closeWorkers(): Promise<void> {
  clearTimeout(idle);
  const ending = thread;
  thread = undefined;
  await ending?.end();
}

const shared = lane(1);
const fresh = lane(FRESH_AT_ONCE);
let thread: Thread | undefined;
let idle: NodeJS.Timeout | undefined;

async function runShared(task: Task, input: unknown, limits: Limits): Promise<unknown> {
  clearTimeout(idle);
  if (!thread?.alive()) thread = startThread();
  try {
    return await thread.run(task, input, limits);
  } finally {
    idle = setTimeout(() => void closeWorkers(), IDLE_MS).unref();
  }
}

async function runFresh(task: Task, input: unknown, limits: Limits): Promise<unknown> {
  const own = startThread(limits.memoryMb);
  try {
    return await own.run(task, input, limits);
  } finally {
    await own.end();
  }
}

/** So many at once, the others in order behind them, and a bound on how many may wait. */
function lane(atOnce: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  const turn = () => {
    if (running < atOnce) return void (running += 1);
    if (waiting.length >= MOST_WAITING) throw new WorkersBusy('too much work is waiting');
    return new Promise<void>((resolve) => waiting.push(resolve));
  };
  const hand = () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
  const push = async (work: () => Promise<unknown>) => {
    await turn();
    return work().finally(hand);
  };
  return { push };
}

function given(options: WorkOptions): Partial<Limits> {
  const { memoryMb, timeoutMs } = options;
  return { ...(memoryMb && { memoryMb }), ...(timeoutMs && { timeoutMs }) };
}
