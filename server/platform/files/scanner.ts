// The malware scanner, when one is configured: then nothing is taken without its word; when none is, pages say so.
import { connect } from 'node:net';
import { once } from 'node:events';
import { RefusedFile } from './errors.ts';

/** Says whether the bytes are clean. Throwing means that it could not tell. */
export type Scanner = (bytes: Uint8Array) => Promise<boolean>;

let scanner: Scanner | null = null;

/** Sets the scanner; null: none. */
export function setScanner(replacement: Scanner | null): void {
  scanner = replacement;
}

export function hasScanner(): boolean {
  return scanner !== null;
}

/** @throws RefusedFile when the scanner finds something, or when it is configured and does not answer */
export async function scan(bytes: Uint8Array): Promise<void> {
  if (!scanner) return;
  const clean = await scanner(bytes).catch(() => null);
  if (clean === null) throw new RefusedFile('files.scanner_down');
  if (!clean) throw new RefusedFile('files.malware');
}

const ANSWER_MS = 30_000;

/**
 * A ClamAV daemon, spoken to over TCP with its INSTREAM command.
 * @param url e.g. `tcp://127.0.0.1:3310`
 */
export function clamav(url: string): Scanner {
  const { hostname, port } = new URL(url);
  return async (bytes) => {
    const socket = connect({ host: hostname, port: Number(port || 3310), timeout: ANSWER_MS });
    socket.on('timeout', () => socket.destroy(new Error('the scanner does not answer')));
    try {
      await once(socket, 'connect');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      socket.write('zINSTREAM\0');
      socket.write(length);
      socket.write(bytes);
      socket.write(Buffer.alloc(4));
      const answer = (await socket.toArray()).join('');
      if (!/^stream: (?:OK|.+ FOUND)\0?\s*$/.test(answer))
        throw new Error(`the scanner answered: ${answer.slice(0, 200)}`);
      return answer.startsWith('stream: OK');
    } finally {
      socket.destroy();
    }
  };
}
