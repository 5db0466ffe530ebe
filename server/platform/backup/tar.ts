// A tar file (POSIX ustar) written by streaming, and read back so strictly that no flipped bit passes unseen.
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const BLOCK = 512;
const MOST_BYTES = 8 ** 11 - 1;

/** The archive is not one that we wrote, or it was changed since. */
export class DamagedArchive extends Error {
  override name = 'DamagedArchive';
}

export interface TarWriter {
  /** Adds a file whose size is known. @throws Error when the content has another size */
  add(name: string, bytes: number, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  /** Writes the end and brings everything to the disk. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

export async function writeTar(path: string): Promise<TarWriter> {
  const file: FileHandle = await open(path, 'wx', 0o600);
  return {
    async add(name, bytes, content) {
      await file.write(headerOf(name, bytes));
      let written = 0;
      for await (const chunk of content) {
        await file.writeFile(chunk);
        written += chunk.length;
      }
      if (written !== bytes) throw new Error(`${name} changed while it was copied`);
      await file.write(Buffer.alloc(paddingOf(bytes)));
    },
    async finish() {
      await file.write(Buffer.alloc(2 * BLOCK));
      await file.sync();
    },
    close: () => file.close(),
  };
}

export interface TarEntry {
  name: string;
  bytes: number;
  /** To be read to its end before the next entry is asked for. */
  content: AsyncGenerator<Buffer>;
}

/** @throws DamagedArchive as soon as a byte is not what the writer writes */
export async function* readTar(path: string): AsyncGenerator<TarEntry> {
  const source = byteSource(path);
  try {
    for (;;) {
      const header = await source.take(BLOCK);
      if (header.every((byte) => byte === 0)) break;
      const { name, bytes } = parsed(header);
      yield { name, bytes, content: contentOf(source, bytes) };
      if ((await source.take(paddingOf(bytes))).some((byte) => byte !== 0))
        throw new DamagedArchive(`the padding of ${name} was changed`);
    }
    if ((await source.take(BLOCK)).some((byte) => byte !== 0) || !(await source.isAtEnd()))
      throw new DamagedArchive('something follows its end');
  } finally {
    source.close();
  }
}

async function* contentOf(source: ByteSource, bytes: number): AsyncGenerator<Buffer> {
  for (let left = bytes; left > 0;) {
    const chunk = await source.some(left);
    left -= chunk.length;
    yield chunk;
  }
}

function paddingOf(bytes: number): number {
  return (BLOCK - (bytes % BLOCK)) % BLOCK;
}

/** The one header that a name and a size have: no owner, no time, so that the same storage gives the same archive. */
function headerOf(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > 100 || bytes > MOST_BYTES)
    throw new Error(`${name} does not fit into a tar file`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function parsed(header: Buffer): { name: string; bytes: number } {
  const name = header.subarray(0, 100).toString('utf8').replace(/\0.*$/s, '');
  const bytes = parseInt(header.subarray(124, 135).toString('latin1'), 8);
  const isOurs =
    name !== '' &&
    Number.isSafeInteger(bytes) &&
    bytes >= 0 &&
    headerOf(name, Math.min(bytes, MOST_BYTES)).equals(header);
  if (!isOurs) throw new DamagedArchive('the head of a file in it was changed');
  return { name, bytes };
}

interface ByteSource {
  /** Exactly so many bytes. */
  take(bytes: number): Promise<Buffer>;
  /** At least one byte and at most so many. */
  some(most: number): Promise<Buffer>;
  isAtEnd(): Promise<boolean>;
  close(): void;
}

function byteSource(path: string): ByteSource {
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);
  const fill = async (): Promise<boolean> => {
    if (held.length > 0) return true;
    const next = await chunks.next();
    if (next.done) return false;
    held = next.value;
    return held.length > 0 || fill();
  };
  const some = async (most: number): Promise<Buffer> => {
    if (!(await fill())) throw new DamagedArchive('it was cut short');
    const chunk = held.subarray(0, most);
    held = held.subarray(chunk.length);
    return chunk;
  };
  return {
    some,
    async take(bytes) {
      const parts: Buffer[] = [];
      for (let left = bytes; left > 0;) {
        const part = await some(left);
        parts.push(part);
        left -= part.length;
      }
      return Buffer.concat(parts);
    },
    isAtEnd: async () => !(await fill()),
    close: () => stream.destroy(),
  };
}
