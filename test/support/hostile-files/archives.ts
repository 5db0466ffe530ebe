// Archives written by hand, so that they can lie: about sizes, names and what is in them.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content?: string | Buffer;
  /** Written instead of the true inflated size, as a liar would. */
  claims?: number;
  /** Unix mode, e.g. 0o120777 for a link. */
  mode?: number;
  /** Already deflated content with its true size. */
  packed?: { bytes: Buffer; size: number; crc: number };
  encrypted?: boolean;
}

/** A ZIP archive written by hand, so that it can lie. */
export function zipOf(parts: ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const content = Buffer.from((part.content ?? '') as string);
    const { bytes, size, crc } = part.packed ?? {
      bytes: deflateRawSync(content),
      size: content.length,
      crc: crc32(content),
    };
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(bytes.length, 14);
    facts.writeUInt32LE(part.claims ?? size, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name, bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), facts, rest, name);
    locals.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

const bombs = new Map<number, Buffer>();

/** Zeros by the million, deflated; declares at most what 32 bits hold. */
export function declaredBomb(name: string, size: number): ZipPart {
  const real = Math.min(size, 50_000_000);
  if (!bombs.has(real)) bombs.set(real, deflateRawSync(Buffer.alloc(real), { level: 9 }));
  return { name, packed: { bytes: bombs.get(real)!, size, crc: crc32(Buffer.alloc(real)) } };
}

/** Archives in archives, so many deep. */
export function nested(depth: number): Buffer {
  return depth === 0
    ? zipOf([{ name: 'a.txt', content: 'a' }])
    : zipOf([{ name: 'inner.zip', content: nested(depth - 1) }]);
}
