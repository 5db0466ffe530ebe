// Reads ZIP archives with suspicion: the directory is checked before anything is inflated, and inflating is bounded by what it declared.
import { crc32, inflateRawSync } from 'node:zlib';
import { RefusedFile } from './errors.ts';

export interface Zip {
  names: string[];
  has(name: string): boolean;
  /** Inflated bytes as declared; 0 for one that is missing. */
  sizeOf(name: string): number;
  /** The inflated bytes of an entry. @throws RefusedFile when missing or not what the directory declared */
  read(name: string): Buffer;
  text(name: string): string;
}

export interface ZipLimits {
  entries: number;
  /** Inflated bytes of all entries together, nested archives included. */
  bytes: number;
  /** Archives inside of archives. */
  depth: number;
}

/** Where an archive lies: in memory, or in a file that is read piece by piece. */
export interface ZipSource {
  length: number;
  /** The bytes from one place to another; fewer where the archive ends before. */
  part(from: number, to: number): Buffer;
}

interface Entry {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  mode: number;
  offset: number;
}

export const OFFICE_LIMITS: ZipLimits = { entries: 5_000, bytes: 200_000_000, depth: 1 };
/** An archive of documents. */
export const ARCHIVE_LIMITS: ZipLimits = { entries: 20_000, bytes: 1_000_000_000, depth: 0 };
const SUSPICIOUS_RATIO = 250;
const END = 0x06054b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * Opens an archive after checking its directory: number of entries, declared sizes and ratio, paths, links, overlaps, encryption.
 * @throws RefusedFile
 */
export function openZip(archive: Buffer | ZipSource, limits: ZipLimits = OFFICE_LIMITS): Zip {
  const source = 'part' in archive ? archive : inMemory(archive);
  const entries = new Map<string, Entry>();
  for (const entry of directoryOf(source, limits)) {
    if (entries.has(entry.name)) throw new RefusedFile('files.damaged');
    checkEntry(entry);
    entries.set(entry.name, entry);
  }
  checkSizes([...entries.values()], source.length, limits);
  const read = (name: string) => {
    const entry = entries.get(name);
    if (!entry) throw new RefusedFile('files.damaged');
    return inflate(source, entry);
  };
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    sizeOf: (name) => entries.get(name)?.size ?? 0,
    read,
    text: (name) => xmlText(read(name)),
  };
}

/**
 * Inflates every entry once, keeping none, archives inside of it too: what it declared must be what it holds.
 * @throws RefusedFile
 */
export function checkZip(bytes: Buffer, limits: ZipLimits = OFFICE_LIMITS): Zip {
  const zip = openZip(bytes, limits);
  let left = limits.bytes;
  for (const name of zip.names) {
    const content = zip.read(name);
    left -= content.length;
    if (content.length < 22 || content.readUInt32LE(0) !== LOCAL) continue;
    if (limits.depth === 0) throw new RefusedFile('files.zip_nested');
    checkZip(content, { ...limits, bytes: left, depth: limits.depth - 1 });
  }
  return zip;
}

function inMemory(bytes: Buffer): ZipSource {
  return { length: bytes.length, part: (from, to) => bytes.subarray(from, to) };
}

/** Whether an archive directory hides at the end of some other kind of file. */
export function hasZipTail(bytes: Buffer): boolean {
  const at = endOf(bytes);
  if (at < 0) return false;
  const start = bytes.readUInt32LE(at + 16);
  const prefix = at - bytes.readUInt32LE(at + 12) - start;
  return [start, start + prefix].some(
    (from) => from >= 0 && from + 4 <= bytes.length && bytes.readUInt32LE(from) === DIRECTORY,
  );
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1)
    if (bytes[at] === 0x50 && bytes.readUInt32LE(at) === END) return at;
  return -1;
}

const LONGEST_END = 65_557;

function* directoryOf(source: ZipSource, limits: ZipLimits): Generator<Entry> {
  const tail = source.part(Math.max(0, source.length - LONGEST_END), source.length);
  const found = endOf(tail);
  if (found < 0) throw new RefusedFile('files.damaged');
  const count = tail.readUInt16LE(found + 10);
  // 0xffff announces the 64-bit form, which nothing of the permitted size needs.
  if (count > limits.entries || count === 0xffff) throw new RefusedFile('files.zip_bomb');
  const end = source.length - tail.length + found;
  const bytes = source.part(tail.readUInt32LE(found + 16), end);
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY)
      throw new RefusedFile('files.damaged');
    const nameLength = bytes.readUInt16LE(at + 28);
    const flags = bytes.readUInt16LE(at + 8);
    yield {
      name: nameIn(bytes.subarray(at + 46, at + 46 + nameLength), flags),
      flags,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      mode: bytes.readUInt32LE(at + 38) >>> 16,
      offset: bytes.readUInt32LE(at + 42),
    };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

const UTF8_NAME = 0x800;
// What the archives of Windows write for the letters of Spanish when they do not say that a name is UTF-8 (code page 850).
const CP850: Record<number, string> = {
  0x80: 'Ç', 0x81: 'ü', 0x82: 'é', 0x87: 'ç', 0x90: 'É', 0x9a: 'Ü', 0xa0: 'á', 0xa1: 'í', 0xa2: 'ó', 0xa3: 'ú', 0xa4: 'ñ',
  0xa5: 'Ñ', 0xa6: 'ª', 0xa7: 'º', 0xa8: '¿', 0xad: '¡', 0xb5: 'Á', 0xd6: 'Í', 0xe0: 'Ó', 0xe9: 'Ú', 0xf8: '°',
}; // prettier-ignore

function nameIn(bytes: Buffer, flags: number): string {
  const text = bytes.toString('utf8');
  if (flags & UTF8_NAME || !text.includes('\ufffd')) return text;
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (CP850[byte] ?? '_'))).join(
    '',
  );
}

function checkEntry({ name, flags, method, mode }: Entry): void {
  if (flags & 1) throw new RefusedFile('files.encrypted');
  if (method !== 0 && method !== 8) throw new RefusedFile('files.damaged');
  const isLink = (mode & 0xf000) === 0xa000;
  const escapes = /^[/\\]|^[a-z]:|\0/i.test(name) || name.split(/[/\\]/).includes('..');
  if (isLink || escapes) throw new RefusedFile('files.zip_paths', { name: name.slice(0, 100) });
}

function checkSizes(entries: Entry[], length: number, limits: ZipLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > limits.bytes) throw new RefusedFile('files.zip_bomb');
  if (total > 20_000_000 && total / length > SUSPICIOUS_RATIO) throw new RefusedFile('files.zip_bomb');
  const inOrder = entries.toSorted((a, b) => a.offset - b.offset);
  for (const [i, entry] of inOrder.entries()) {
    const next = inOrder[i + 1]?.offset ?? length;
    if (entry.offset + 30 + entry.packed > next) throw new RefusedFile('files.zip_bomb');
  }
}

function inflate(source: ZipSource, entry: Entry): Buffer {
  const { offset, packed, size, method } = entry;
  const head = source.part(offset, offset + 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw new RefusedFile('files.damaged');
  const nameLength = head.readUInt16LE(26);
  const localName = nameIn(source.part(offset + 30, offset + 30 + nameLength), head.readUInt16LE(6));
  const from = offset + 30 + nameLength + head.readUInt16LE(28);
  if (localName !== entry.name || from + packed > source.length) throw new RefusedFile('files.damaged');
  const raw = source.part(from, from + packed);
  const content = method === 0 ? raw : inflated(raw, size);
  if (content.length !== size || crc32(content) !== entry.crc) throw new RefusedFile('files.damaged');
  return content;
}

function inflated(raw: Buffer, size: number): Buffer {
  if (size === 0) return Buffer.alloc(0);
  try {
    return inflateRawSync(raw, { maxOutputLength: size });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw new RefusedFile(code === 'ERR_BUFFER_TOO_LARGE' ? 'files.zip_bomb' : 'files.damaged');
  }
}

/** XML as text; other encodings than UTF-8 and document type declarations are refused: entities are how XML reaches outside. */
function xmlText(bytes: Buffer): string {
  if (bytes.subarray(0, 200).includes(0)) throw new RefusedFile('files.xml_entities');
  const text = bytes.toString('utf8');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new RefusedFile('files.xml_entities');
  return text;
}
