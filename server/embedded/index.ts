// The database that comes in the box: MongoDB's wire protocol over SQLite, in a thread of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { InUse, readOwner } from './store/lock.ts';
import type { ServerOptions } from './server.ts';
import type { Notice } from './worker.ts';

export { InUse } from './store/lock.ts';
export { openRelay, type Door } from './relay.ts';
export { readOwner } from './store/lock.ts';
export { openServer, type EmbeddedServer, type ServerOptions } from './server.ts';

export interface Embedded {
  /** For a MongoDB driver; it holds `directConnection=true`, which must stay. */
  uri: string;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Folder of the data file; made when it is not there. Nothing else may use it. */
  dataDir: string;
  logger?: { info(message: string): void; error(message: string): void };
}

/** A unix socket's path must fit 107 bytes with its closing zero. */
const LONGEST_SOCKET_PATH = 106;

/** Megabytes. What lives shortly keeps its buffers until it is swept: swept often, much reading and writing leaves little behind. */
const LIMITS = { maxYoungGenerationSizeMb: 3, maxOldGenerationSizeMb: 320 };

/**
 * Starts the store in a worker thread.
 * @throws InUse when the folder has another owner; its message names the process
 * @throws Error when the data file was written by a newer version or cannot be opened
 */
export async function startEmbedded({ dataDir, logger }: EmbeddedOptions): Promise<Embedded> {
  const address = freeAddress();
  const options: ServerOptions = { dataDir: resolve(dataDir), listen: address.listen };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: options,
    resourceLimits: LIMITS,
  });
  try {
    const uri = await readiness(worker, options.dataDir);
    logger?.info(`embedded store: ${options.dataDir} is open`);
    worker.on('error', (error) => logger?.error(`embedded store: ${String(error)}`));
    worker.on('message', (notice: Notice) => {
      if (notice.kind === 'report') logger?.error(notice.message);
    });
    return { uri, stop: () => stop(worker, address.clean) };
  } catch (error) {
    await worker.terminate();
    address.clean();
    throw error;
  }
}

/**
 * Uses the folder's owner when there is one (the running application), else becomes it. For commands that may be run
 * beside the application. `stop` ends only what was started here.
 */
export async function attachOrStart(dataDir: string): Promise<Embedded> {
  for (let tries = 0; ; tries++) {
    try {
      return await startEmbedded({ dataDir });
    } catch (error) {
      if (!(error instanceof InUse) || tries === TRIES) throw error;
      const uri = error.owner?.uri ?? readOwner(resolve(dataDir))?.uri;
      if (uri) return { uri, stop: () => Promise.resolve() };
      await wait(PAUSE_MS);
    }
  }
}

/** An owner that is only starting, or only ending, is waited for so often and so long. */
const TRIES = 20;
const PAUSE_MS = 250;

interface Address {
  listen: ServerOptions['listen'];
  clean: () => void;
}

/** A socket in a folder that only this user may enter; a free port on 127.0.0.1 where there are no unix sockets. */
function freeAddress(): Address {
  if (process.platform === 'win32') return { listen: { port: 0 }, clean: () => undefined };
  const preferred = join(tmpdir(), 'vigente-');
  const room = Buffer.byteLength(preferred) + 'XXXXXX/mongo.sock'.length;
  const folder = mkdtempSync(room <= LONGEST_SOCKET_PATH ? preferred : '/tmp/vigente-');
  return {
    listen: { path: join(folder, 'mongo.sock') },
    clean: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function readiness(worker: Worker, dataDir: string): Promise<string> {
  return new Promise((done, refuse) => {
    worker.once('error', refuse);
    worker.once('message', (notice: Notice) => {
      worker.off('error', refuse);
      if (notice.kind === 'ready') done(notice.uri);
      else if (notice.kind === 'inUse')
        refuse(new InUse(dataDir, notice.pid === null ? null : { pid: notice.pid, uri: notice.uri }));
      else
        refuse(
          new Error(notice.kind === 'failed' ? notice.message : 'embedded store: stopped while starting'),
        );
    });
  });
}

async function stop(worker: Worker, clean: () => void): Promise<void> {
  const ended = new Promise<void>((done) => worker.once('exit', () => done()));
  worker.postMessage('stop');
  await ended;
  clean();
}
