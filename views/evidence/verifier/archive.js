// Reads the ZIP of a pack and accounts for each of its bytes: what the frame must look like is known, and anything else is named.

const END = 22;
const DIRECTORY = 46;
const LOCAL = 30;

/**
 * The files of the pack, in order.
 * @returns {Promise<{ entries: object[], faults: { key: string, path?: string }[] }>} a fault `directory` when the list itself was changed
 */
export async function readArchive(blob) {
  const changed = { entries: [], faults: [{ key: 'directory' }] };
  if (blob.size < END) return { entries: [], faults: [{ key: 'no_zip' }] };
  const end = await part(blob, blob.size - END, blob.size);
  if (end.getUint32(0, true) !== 0x06054b50) return { entries: [], faults: [{ key: 'no_zip' }] };
  const [count, length, start] = [end.getUint16(8, true), end.getUint32(12, true), end.getUint32(16, true)];
  if (
    start + length + END !== blob.size ||
    end.getUint16(10, true) !== count ||
    end.getUint32(4, true) !== 0 ||
    end.getUint16(20, true) !== 0
  )
    return changed;
  const rows = await part(blob, start, start + length);
  const [entries, faults] = [[], []];
  let [at, offset] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    if (at + DIRECTORY > length) return changed;
    const entry = rowAt(rows, at);
    if (at + DIRECTORY + entry.nameLength > length) return changed;
    entry.path = nameAt(rows, at + DIRECTORY, entry.nameLength);
    const isOurs =
      entry.isOurs && entry.offset === offset && offset + LOCAL + entry.nameLength + entry.packed <= start;
    if (!isOurs) return changed;
    if (!(await hasItsHeader(blob, entry, rows, at))) faults.push({ key: 'header', path: entry.path });
    entries.push(entry);
    at += DIRECTORY + entry.nameLength;
    offset += LOCAL + entry.nameLength + entry.packed;
  }
  return at === length && offset === start ? { entries, faults } : changed;
}

/** The inflated bytes of a file, piece by piece. @throws when they cannot be inflated */
export async function* contentOf(blob, entry) {
  const from = entry.offset + LOCAL + entry.nameLength;
  const packed = blob.slice(from, from + entry.packed).stream();
  const stream =
    entry.method === 8 ? packed.pipeThrough(new globalThis.DecompressionStream('deflate-raw')) : packed;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** CRC-32 as ZIP uses it, piece by piece. */
export function crc32(bytes, before = 0) {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i += 1) crc = CRC[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let i = 0; i < 8; i += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function rowAt(view, at) {
  const method = view.getUint16(at + 10, true);
  return {
    isOurs:
      view.getUint32(at, true) === 0x02014b50 &&
      view.getUint16(at + 4, true) === 20 &&
      view.getUint16(at + 6, true) === 20 &&
      view.getUint16(at + 8, true) === 0x800 &&
      (method === 0 || method === 8) &&
      view.getUint32(at + 12, true) === 0x210000 &&
      view.getUint16(at + 30, true) === 0 &&
      view.getUint32(at + 32, true) === 0 &&
      view.getUint32(at + 36, true) === 0 &&
      view.getUint16(at + 40, true) === 0,
    method,
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    nameLength: view.getUint16(at + 28, true),
    offset: view.getUint32(at + 42, true),
  };
}

/** What stands before the file must repeat what the directory says, byte by byte. */
async function hasItsHeader(blob, entry, rows, at) {
  const own = await part(blob, entry.offset, entry.offset + LOCAL + entry.nameLength);
  if (own.getUint32(0, true) !== 0x04034b50 || own.getUint16(28, true) !== 0) return false;
  for (let i = 0; i < 24; i += 1) if (own.getUint8(4 + i) !== rows.getUint8(at + 6 + i)) return false;
  for (let i = 0; i < entry.nameLength; i += 1)
    if (own.getUint8(LOCAL + i) !== rows.getUint8(at + DIRECTORY + i)) return false;
  return true;
}

function nameAt(view, from, length) {
  return new globalThis.TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + from, length));
}

async function part(blob, from, to) {
  return new DataView(await blob.slice(from, to).arrayBuffer());
}
