// One client's socket: its requests are answered one after another, in the order in which they came.
import type { Socket } from 'node:net';
import { encode, type Doc } from '../bson/index.ts';
import { Framing } from './framing.ts';
import { readRequest, replyHeader, type Request } from './message.ts';

/** Answers a request; `hangUp` closes the connection without an answer. */
export type Answerer = (request: Request, connection: number) => Promise<Doc | Buffer | 'hangUp'>;

/** Serves a socket until it closes. Bytes that are no message close it. */
export function serveSocket(socket: Socket, connection: number, answer: Answerer): void {
  const framing = new Framing();
  let queue: Promise<void> = Promise.resolve();
  const serve = async (bytes: Buffer): Promise<void> => {
    const request = readRequest(bytes);
    const result = await answer(request, connection);
    if (result === 'hangUp') socket.destroy();
    else if (request.answered) send(socket, request, result);
  };
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const bytes of framing.add(chunk))
        queue = queue.then(() => serve(bytes)).catch(() => void socket.destroy());
    } catch {
      socket.destroy();
    }
  });
}

const SMALL = 64 * 1024;

function send(socket: Socket, request: Request, result: Doc | Buffer): void {
  const body = Buffer.isBuffer(result) ? result : encode(result);
  const header = replyHeader(request, body.length);
  if (body.length < SMALL) {
    socket.write(Buffer.concat([header, body]));
    return;
  }
  socket.cork();
  socket.write(header);
  socket.write(body);
  socket.uncork();
}
