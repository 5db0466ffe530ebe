// Real processes of the real program, each on a storage of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface Finished {
  code: number | null;
  out: string;
}

/** A new storage folder; removed by `removeStorages`. */
export function newStorage(): string {
  const dir = mkdtempSync(join(tmpdir(), 'vigente-command-'));
  storages.push(dir);
  return dir;
}

export function removeStorages(): void {
  for (const dir of storages.splice(0)) rmSync(dir, { recursive: true, force: true });
}

/** Runs a program of the repository to its end. `out` holds what it said, on both streams. */
export async function run(
  program: string,
  env: Record<string, string>,
  ...args: string[]
): Promise<Finished> {
  const { child, said } = begin(program, env, args);
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, out: said() };
}

export interface Application {
  url: string;
  /** What it said so far. */
  said(): string;
  /** Sends the signal and waits for the end. Returns the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the application on a free port and waits until it says where it is. @throws Error with what it said when it ends instead */
export async function startApplication(
  env: Record<string, string>,
  program = 'server/main.ts',
): Promise<Application> {
  const { child, said } = begin(program, { PORT: '0', ...env }, []);
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const found = /is at (http:\S+)/.exec(said())?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', look);
    void exit.then(() => reject(new Error(said())));
  });
  return {
    url,
    said,
    async end(signal = 'SIGTERM') {
      child.kill(signal);
      return (await exit)[0];
    },
  };
}

const storages: string[] = [];

function begin(
  program: string,
  env: Record<string, string>,
  args: string[],
): { child: ChildProcess; said: () => string } {
  const inherited = { ...process.env };
  for (const name of [
    'MONGODB_URI',
    'ADMIN_EMAIL',
    'ADMIN_PASSWORD',
    'BASE_URL',
    'STORAGE_DIR',
    'SESSION_SECRET',
    'PORT',
  ])
    delete inherited[name];
  const child = spawn(process.execPath, [join(root, program), ...args], {
    cwd: root,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return { child, said: () => text };
}
