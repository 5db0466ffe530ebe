// Field names: few, short and repeated in every document, so each is built once and found again by its bytes.

const SLOTS = 4096;
const LONGEST = 64;
const known: ({ bytes: Uint8Array; text: string } | undefined)[] = new Array<undefined>(SLOTS);

/** The text of a field name that lies between two places of a buffer. */
export function readKey(source: Buffer, start: number, end: number): string {
  const length = end - start;
  if (length === 0) return '';
  if (length > LONGEST) return source.toString('utf8', start, end);
  let slot = length;
  for (let i = start; i < end; i++) slot = (slot * 31 + source[i]!) | 0;
  slot &= SLOTS - 1;
  const entry = known[slot];
  if (entry !== undefined && same(entry.bytes, source, start, length)) return entry.text;
  const text = source.toString('utf8', start, end);
  known[slot] = { bytes: Uint8Array.from(source.subarray(start, end)), text };
  return text;
}

function same(bytes: Uint8Array, source: Buffer, start: number, length: number): boolean {
  if (bytes.length !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[i] !== source[start + i]) return false;
  return true;
}
