// Writes ZIP archives as a stream, entry by entry, every byte of the frame fixed: the same content always gives the same archive.
import { createHash } from 'node:crypto';
import { crc32, deflateRawSync } from 'node:zlib';
import { Refusal } from '../errors.ts';

/** A file of an archive, measured before it is written so that its header can say everything. */
export interface ZipEntry {
  path: string;
  /** Inflated bytes, and their SHA-256. */
  bytes: number;
  sha256: string;
  crc: number;
  /** 0 stored, 8 deflated. */
  method: 0 | 8;
  packed: number;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Without the 64-bit form of the format, which older readers do not know. */
const MOST_BYTES = 0xf000_0000;
const MOST_ENTRIES = 65_000;

/** An entry of bytes at hand; text shrinks. */
export function entryOf(path: string, content: Uint8Array | string): ZipEntry {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const packed = deflateRawSync(bytes);
  const shrinks = packed.length < bytes.length * 0.9;
  const kept = shrinks ? packed : bytes;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const facts = { bytes: bytes.length, sha256, crc: crc32(bytes), packed: kept.length };
  return { path, ...facts, method: shrinks ? 8 : 0, open: () => [kept] };
}

/**
 * An entry that is read from where it lies, once now to be measured and once more when it is written.
 * @throws what the source throws, e.g. DamagedFile, before a byte of the archive is written
 */
export async function measured(
  path: string,
  open: () => Promise<AsyncIterable<Uint8Array>>,
): Promise<ZipEntry> {
  const hash = createHash('sha256');
  let [bytes, crc] = [0, 0];
  for await (const chunk of await open()) {
    hash.update(chunk);
    crc = crc32(chunk, crc);
    bytes += chunk.length;
  }
  const again = async function* (): AsyncGenerator<Uint8Array> {
    yield* await open();
  };
  return { path, bytes, sha256: hash.digest('hex'), crc, method: 0, packed: bytes, open: again };
}

/** The archive. @throws Refusal when it would be larger than every reader can read, Error when a source changed meanwhile */
export async function* zipOf(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array> {
  const size = entries.reduce((sum, entry) => sum + entry.packed + 2 * entry.path.length + 100, 0);
  if (entries.length > MOST_ENTRIES || size > MOST_BYTES) throw new Refusal('files.archive_too_large');
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    directory.push(header(entry, at));
    const local = header(entry, null);
    yield local;
    let packed = 0;
    for await (const chunk of entry.open()) {
      packed += chunk.length;
      yield chunk;
    }
    if (packed !== entry.packed) throw new Error(`${entry.path} changed while it was packed`);
    at += local.length + packed;
  }
  yield* directory;
  const length = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  yield end;
}

/** 1 January 1980, the first day that the format knows: when a file was packed proves nothing. */
const DATE = 0x21;
const UTF8 = 0x800;
const VERSION = 20;

/** Before the content (`at` null), or in the directory at the end. */
function header({ path, bytes, crc, method, packed }: ZipEntry, at: number | null): Buffer {
  const name = Buffer.from(path, 'utf8');
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(UTF8, 2);
  facts.writeUInt16LE(method, 4);
  facts.writeUInt16LE(DATE, 8);
  facts.writeUInt32LE(crc, 10);
  facts.writeUInt32LE(packed, 14);
  facts.writeUInt32LE(bytes, 18);
  facts.writeUInt16LE(name.length, 22);
  if (at === null) return Buffer.concat([Buffer.from('504b0304', 'hex'), facts, name]);
  const place = Buffer.alloc(14);
  place.writeUInt32LE(at, 10);
  return Buffer.concat([Buffer.from('504b01021400', 'hex'), facts, place, name]);
}
