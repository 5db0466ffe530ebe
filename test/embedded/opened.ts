// An embedded store of its own for a test, in this process or in a thread, with a driver connected to it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { openServer, type EmbeddedServer, type ServerOptions } from '../../server/embedded/index.ts';

export interface Opened {
  folder: string;
  server: EmbeddedServer;
  client: MongoClient;
  db: Db;
  /** Stops the server and starts it again on the same folder; client and db are new ones then. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a store in a fresh temporary folder; `close` removes it. */
export async function opened(options: Partial<ServerOptions> = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'vigente-test-'));
  const listen = { path: join(folder, 's.sock') };
  const open = (): Promise<EmbeddedServer> => openServer({ dataDir: folder, listen, ...options });
  const server = await open();
  const connect = (): Promise<MongoClient> =>
    new MongoClient(server.uri, { serverSelectionTimeoutMS: 2000 }).connect();
  const client = await connect();
  const store: Opened = {
    ...{ folder, server, client, db: client.db('embedded-test') },
    async reopen() {
      await store.client.close(true);
      await store.server.close();
      store.server = await open();
      store.client = await connect();
      store.db = store.client.db('embedded-test');
    },
    async close() {
      await store.client.close(true);
      await store.server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return store;
}

/** The error that a promise is expected to end in. */
export async function failure(
  promise: Promise<unknown>,
): Promise<{ code?: number; message: string } & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as { code?: number; message: string } & Record<string, unknown>;
  }
  throw new Error('expected a failure, and it succeeded');
}
