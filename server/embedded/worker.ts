// The thread in which the embedded store runs, so that its disk writes never keep the application waiting.
import { parentPort, workerData } from 'node:worker_threads';
import { openServer, type EmbeddedServer, type ServerOptions } from './server.ts';
import { InUse } from './store/lock.ts';

/** What the thread tells the one that started it. */
export type Notice =
  | { kind: 'ready'; uri: string }
  | { kind: 'inUse'; message: string; pid: number | null; uri: string | null }
  | { kind: 'failed'; message: string }
  | { kind: 'report'; message: string }
  | { kind: 'stopped' };

function tell(notice: Notice): void {
  parentPort?.postMessage(notice);
}

async function open(): Promise<EmbeddedServer | null> {
  try {
    const report = (message: string): void => tell({ kind: 'report', message });
    const server = await openServer({ ...(workerData as ServerOptions), report });
    tell({ kind: 'ready', uri: server.uri });
    return server;
  } catch (error) {
    if (error instanceof InUse)
      tell({
        kind: 'inUse',
        message: error.message,
        pid: error.owner?.pid ?? null,
        uri: error.owner?.uri ?? null,
      });
    else tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    return null;
  }
}

const server = await open();
if (server)
  parentPort?.once('message', () => {
    void server.close().then(() => {
      tell({ kind: 'stopped' });
      parentPort?.close();
    });
  });
