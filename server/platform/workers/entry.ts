// What runs inside a worker thread: takes a request, calls the named function of the named module, answers.
import { parentPort } from 'node:worker_threads';
import type { Answer, Request } from './thread.ts';

type Work = (input: unknown) => unknown;

parentPort?.on('message', (request: Request) => void answer(request));

async function answer({ id, module, name, input }: Request): Promise<void> {
  try {
    const loaded = (await import(module)) as Record<string, Work | undefined>;
    const work = loaded[name];
    if (typeof work !== 'function') throw new Error(`${module} exports no function called ${name}`);
    post({ id, state: 'started' });
    post({ id, state: 'done', output: await work(input) });
  } catch (error) {
    const { name: kind, message, stack } = error instanceof Error ? error : new Error(String(error));
    post({ id, state: 'failed', error: { name: kind, message, stack } });
  }
}

function post(message: Answer): void {
  parentPort?.postMessage(message);
}
