// Field names: few, short and repeated in every document, so each is built once and found again by its bytes.

const SLOTS = 4096;
const LONGEST = 64;

interface Known {
  bytes: Uint8Array;
  text: string;
}

const known: (Known | undefined)[] = new Array<undefined>(SLOTS);

/** Reads the name that begins at a place of a buffer and ends before the next zero. */
export function readKey(source: Uint8Array, start: number): string {
  let slot = 0;
  let end = start;
  for (let byte = source[end]!; byte !== 0; byte = source[++end]!) {
    if (end >= source.length) break;
    slot = (slot * 31 + byte) | 0;
  }
  keyEnd = end + 1;
  slot &= SLOTS - 1;
  const entry = known[slot];
  if (entry !== undefined && same(entry.bytes, source, start, end)) return entry.text;
  return learn(source, start, end, slot);
}

/** The place after the name that was read last, past its zero. */
export let keyEnd = 0;

function learn(source: Uint8Array, start: number, end: number, slot: number): string {
  const bytes = Buffer.from(source.subarray(start, end));
  const text = bytes.toString('utf8');
  if (bytes.length <= LONGEST) known[slot] = { bytes, text };
  return text;
}

function same(bytes: Uint8Array, source: Uint8Array, start: number, end: number): boolean {
  if (bytes.length !== end - start) return false;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== source[start + i]) return false;
  return true;
}
