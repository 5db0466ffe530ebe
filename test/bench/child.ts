// A server in a process of its own, whose processor time and memory the bench reads over IPC (application and database thread together).
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TUNABLES } from '../../server/memory.ts';

/** What `npm start` gives to Node, and what `server/main.ts` sets. */
const FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=320'];

export interface Usage {
  /** Processor milliseconds of the whole process since its start. */
  cpu: number;
  /** Megabytes resident now. */
  rss: number;
  /** Longest time that the event loop was held since the last reading, milliseconds. */
  held: number;
}

export interface Child {
  origin: string;
  /** Milliseconds from the start of the process until it listened. */
  ready: number;
  /** What the server said of itself when it was ready. */
  facts: Record<string, string>;
  usage(): Promise<Usage>;
  ask<T>(question: string): Promise<T>;
  stop(): Promise<void>;
}

/** @param args the storage's folder first, where the server has one */
export async function start(script: string, args: string[] = []): Promise<Child> {
  const [storage] = args;
  const began = performance.now();
  const child = fork(new URL(script, import.meta.url), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: FLAGS,
    env: {
      ...process.env,
      GLIBC_TUNABLES: TUNABLES,
      ...(storage && { NODE_COMPILE_CACHE: join(storage, 'compiled') }),
    },
  });
  const [ready] = (await once(child, 'message')) as [{ origin: string; facts?: Record<string, string> }];
  const ask = <T>(question: string): Promise<T> => answerTo<T>(child, question);
  return {
    origin: ready.origin,
    facts: ready.facts ?? {},
    ready: performance.now() - began,
    ask,
    usage: () => ask<Usage>('usage'),
    async stop() {
      child.send('stop');
      await once(child, 'exit');
    },
  };
}

let asked = 0;

function answerTo<T>(child: ChildProcess, question: string): Promise<T> {
  const id = ++asked;
  return new Promise((resolve, reject) => {
    const take = (said: { id?: number; answer?: T; error?: string }): void => {
      if (said.id !== id) return;
      child.off('message', take);
      if (said.error) reject(new Error(said.error));
      else resolve(said.answer as T);
    };
    child.on('message', take);
    child.send({ id, question });
  });
}
