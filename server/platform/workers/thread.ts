// One worker thread: hands it one piece of work at a time, and ends it when it passes its time or its memory.
import { Worker } from 'node:worker_threads';
import { WorkerCrashed, WorkerOutOfMemory, WorkerTimeout } from './errors.ts';

/** A function that can run in another thread: exported by a module, taking and giving structured-clone safe values. */
export interface Task {
  module: URL;
  name: string;
}

export interface Limits {
  /** Milliseconds from the moment the function is called; loading its module is not counted. */
  timeoutMs: number;
  /** Megabytes of heap, and again as much in buffers outside of it; absent: `MOST_MB`, and no limit outside. */
  memoryMb?: number;
}

export interface Request {
  id: number;
  module: string;
  name: string;
  input: unknown;
}

export type Answer =
  | { id: number; state: 'started' }
  | { id: number; state: 'done'; output: unknown }
  | { id: number; state: 'failed'; error: { name: string; message: string; stack?: string } };

export interface Thread {
  alive(): boolean;
  run(task: Task, input: unknown, limits: Limits): Promise<unknown>;
  end(): Promise<void>;
}

const MB = 1024 * 1024;
/** A thread without a limit of its own has as much as the main thread is started with. */
const MOST_MB = 320;
/** What lives shortly keeps its buffers until it is swept: swept often, a PDF's thousand small pieces leave little behind. */
const YOUNG_MB = 3;
const LOADING_MS = 30_000;
const LOOK_EVERY_MS = 50;

let lastId = 0;

/** Starts a thread. It keeps the process alive only while it works. */
export function startThread(memoryMb?: number): Thread {
  const resourceLimits = { maxOldGenerationSizeMb: memoryMb ?? MOST_MB, maxYoungGenerationSizeMb: YOUNG_MB };
  const worker = new Worker(new URL('./entry.ts', import.meta.url), { resourceLimits });
  let alive = true;
  worker.setMaxListeners(0);
  worker.unref();
  worker.on('error', () => (alive = false));
  worker.on('exit', () => (alive = false));
  const end = async () => {
    alive = false;
    await worker.terminate();
  };
  return {
    alive: () => alive,
    end,
    run: async (task, input, limits) => {
      worker.ref();
      try {
        return await converse(worker, task, input, limits);
      } catch (error) {
        if (error instanceof WorkerTimeout || error instanceof WorkerOutOfMemory) await end();
        throw error;
      } finally {
        worker.unref();
      }
    },
  };
}

function converse(worker: Worker, task: Task, input: unknown, limits: Limits): Promise<unknown> {
  const id = ++lastId;
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const late = () => reject(new WorkerTimeout(`${task.name} took more than ${limits.timeoutMs} ms`));
  let clock = setTimeout(late, LOADING_MS);
  const guard = limits.memoryMb ? watchBuffers(worker, limits.memoryMb * MB, reject) : undefined;
  const onMessage = (answer: Answer) => {
    if (answer.id !== id) return;
    if (answer.state === 'done') resolve(answer.output);
    else if (answer.state === 'failed') reject(rebuilt(answer.error));
    else {
      clearTimeout(clock);
      clock = setTimeout(late, limits.timeoutMs);
    }
  };
  const onError = (error: unknown) => reject(worded(task, error));
  const onExit = () => reject(new WorkerCrashed(`the thread of ${task.name} ended before it answered`));
  worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  worker.postMessage({ id, module: task.module.href, name: task.name, input } satisfies Request);
  return promise.finally(() => {
    clearTimeout(clock);
    clearInterval(guard);
    worker.off('message', onMessage).off('error', onError).off('exit', onExit);
  });
}

/** V8's limit counts only the heap: an inflated stream lies outside of it, so it is watched from here. */
function watchBuffers(worker: Worker, most: number, reject: (reason: Error) => void): NodeJS.Timeout {
  return setInterval(() => {
    worker.getHeapStatistics().then(
      ({ external_memory: held }) => {
        if (held > most) reject(new WorkerOutOfMemory(`more than ${most / MB} MB of buffers`));
      },
      () => undefined,
    );
  }, LOOK_EVERY_MS);
}

function worded(task: Task, error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new WorkerOutOfMemory(`${task.name} ran out of memory`);
  return new WorkerCrashed(`the thread of ${task.name} died: ${String(error)}`);
}

function rebuilt(from: { name: string; message: string; stack?: string }): Error {
  const error = new Error(from.message);
  error.name = from.name;
  if (from.stack) error.stack = from.stack;
  return error;
}
