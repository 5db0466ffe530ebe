// The application as a child process: started, asked for its faults, stopped in good order, or killed.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Application {
  origin: string;
  /** Milliseconds from the start of the process until it listened. */
  readyMs: number;
  pid: number;
  /** What the function behind `npm run verify` names. */
  verify(): Promise<string[]>;
  /** kill -9. */
  kill(): Promise<void>;
  /** In good order. */
  stop(): Promise<void>;
}

export interface Place {
  storage: string;
  /** Folder for what the process leaves behind when it is killed. */
  temporary: string;
  /** Another process's database instead of the one in the storage. */
  mongodbUri?: string;
}

/** Starts it and waits until it listens. @throws Error when it ends instead */
export async function startApplication(place: Place): Promise<Application> {
  const began = performance.now();
  const child = launch(place);
  const ready = (await Promise.race([answer(child), once(child, 'exit')])) as { origin?: string };
  if (!ready.origin) throw new Error('The application ended while it started');
  return {
    origin: ready.origin,
    readyMs: performance.now() - began,
    pid: child.pid ?? 0,
    async verify() {
      child.send('verify');
      return ((await answer(child)) as { faults: string[] }).faults;
    },
    kill: () => end(child, () => child.kill('SIGKILL')),
    stop: () => end(child, () => child.send('stop')),
  };
}

/** Starts it and kills it after so many milliseconds, ready or not. */
export async function killWhileStarting(place: Place, afterMs: number): Promise<void> {
  const child = launch(place);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await end(child, () => child.kill('SIGKILL'));
}

function launch({ storage, temporary, mongodbUri }: Place): ChildProcess {
  const args = [storage, ...(mongodbUri ? [mongodbUri] : [])];
  return fork(new URL('./child.ts', import.meta.url), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A machine that is only restarted has its programs compiled before; so has this one from its second start on.
    env: { ...process.env, TMPDIR: temporary, NODE_COMPILE_CACHE: join(temporary, 'compiled') },
  });
}

async function answer(child: ChildProcess): Promise<unknown> {
  const [said] = (await once(child, 'message')) as [unknown];
  return said;
}

async function end(child: ChildProcess, how: () => unknown): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  how();
  await gone;
}
