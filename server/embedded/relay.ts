// A TCP door to a store that another process owns: passes messages on to its socket, and lets no write through unless told to.
import { connect, createServer, type Socket } from 'node:net';
import { encode } from './bson/index.ts';
import { COMMANDS } from './commands/index.ts';
import { nameOf } from './errors.ts';
import { Framing } from './wire/framing.ts';
import { readRequest, replyHeader } from './wire/message.ts';

export interface Door {
  port: number;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 * @param uri the address that the owner announced
 * @param write whether commands that change something are passed on
 */
export async function openRelay(uri: string, port: number, write: boolean): Promise<Door> {
  const target = targetOf(uri);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const owner = connect(target);
    for (const socket of [client, owner]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        owner.destroy();
      });
    }
    owner.pipe(client);
    const framing = new Framing();
    client.on('data', (bytes: Buffer) => {
      try {
        for (const message of framing.add(bytes)) pass(message, client, owner, write);
      } catch {
        client.destroy();
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function targetOf(uri: string): { path: string } | { host: string; port: number } {
  const host = /^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '';
  const [name = '', port] = decodeURIComponent(host).split(':');
  return port === undefined ? { path: name } : { host: name, port: Number(port) };
}

function pass(message: Buffer, client: Socket, owner: Socket, write: boolean): void {
  const request = readRequest(message);
  const name = Object.keys(request.body)[0] ?? '';
  if (write || !COMMANDS.get(name)?.writes) {
    owner.write(message);
    return;
  }
  const errmsg = 'embedded store: opened for reading only';
  const body = encode({ ok: 0, errmsg, code: 13, codeName: nameOf(13) });
  client.write(Buffer.concat([replyHeader(request, body.length), body]));
}
