// Listens for clients and serves them from one engine; the housekeeping that time asks for runs here too.
import { createServer, type Server, type Socket } from 'node:net';
import { mkdirSync } from 'node:fs';
import { answer } from './commands/dispatch.ts';
import { Engine, type EngineOptions } from './engine.ts';
import { keepHouse } from './housekeeping.ts';
import { takeLock } from './store/lock.ts';
import { serveSocket } from './wire/connection.ts';

export interface ServerOptions extends EngineOptions {
  /** Folder of the data file; made when it is not there. */
  dataDir: string;
  /** A unix socket's path, or a port on 127.0.0.1 (0 for any free one). */
  listen: { path: string } | { port: number };
  /** Milliseconds between two rounds of housekeeping (expired documents and sessions, checkpoint). */
  housekeepingMs?: number;
}

export interface EmbeddedServer {
  readonly engine: Engine;
  /** The address for a driver, with `directConnection`. */
  readonly uri: string;
  close(): Promise<void>;
}

const EVERY_MINUTE = 60_000;

/**
 * Opens the data folder and serves it.
 * @throws InUse when the folder has another owner, Error when the file cannot be read by this version
 */
export async function openServer(options: ServerOptions): Promise<EmbeddedServer> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const lock = takeLock(options.dataDir);
  try {
    const engine = new Engine(options.dataDir, options);
    const sockets = new Set<Socket>();
    const server = await listening(engine, sockets, options.listen);
    const uri = uriOf(server);
    if ('port' in options.listen) engine.address = new URL(uri).host;
    lock.announce(uri);
    const stopHousekeeping = keepHouse(engine, options.housekeepingMs ?? EVERY_MINUTE);
    const close = async (): Promise<void> => {
      await stopHousekeeping();
      await stopListening(server, sockets);
      engine.close();
      lock.release();
    };
    return { engine, uri, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function listening(
  engine: Engine,
  sockets: Set<Socket>,
  where: ServerOptions['listen'],
): Promise<Server> {
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveSocket(socket, ++connections, (request, connection) => answer(engine, request, connection));
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen('path' in where ? { path: where.path } : { port: where.port, host: '127.0.0.1' }, resolve);
  await promise;
  return server;
}

function uriOf(server: Server): string {
  const address = server.address();
  const host =
    typeof address === 'string' ? encodeURIComponent(address) : `127.0.0.1:${address ? address.port : ''}`;
  return `mongodb://${host}/vigente?directConnection=true`;
}

async function stopListening(server: Server, sockets: Set<Socket>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets) socket.destroy();
  await closed;
}
