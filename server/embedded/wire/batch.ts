// Builds the answer of a cursor from raw documents, without decoding and encoding them again.

/** A batch stops growing here, so that with one document of 16 MB more the message keeps under its limit. */
export const BATCH_BYTES = 16 * 1024 * 1024;

const OK = Buffer.from('\x01ok\0\0\0\0\0\0\0\xf0\x3f\0', 'latin1');

/** `{ cursor: { <field>: documents, id, ns }, ok: 1 }` as BSON. `id` 0 says that the cursor is exhausted. */
export function encodeBatch(
  field: 'firstBatch' | 'nextBatch',
  documents: Uint8Array[],
  id: bigint,
  ns: string,
): Buffer {
  const parts: Uint8Array[] = [];
  let bytes = 5;
  documents.forEach((document, position) => {
    const key = elementKey(position);
    parts.push(key, document);
    bytes += key.length + document.length;
  });
  const head = Buffer.from(`\x04${field}\0....`, 'latin1');
  head.writeInt32LE(bytes, head.length - 4);
  const tail = batchTail(id, ns);
  const cursorBytes = 4 + head.length + (bytes - 5) + tail.length;
  const start = Buffer.from('....\x03cursor\0....', 'latin1');
  start.writeInt32LE(start.length + (cursorBytes - 4) + OK.length, 0);
  start.writeInt32LE(cursorBytes, start.length - 4);
  return Buffer.concat([start, head, ...parts, tail, OK]);
}

/** What follows the documents: the end of the array, id, namespace, and the end of the cursor. */
function batchTail(id: bigint, ns: string): Buffer {
  const name = Buffer.from(ns);
  const tail = Buffer.concat([
    Buffer.from('\0\x12id\0........\x02ns\0....', 'latin1'),
    name,
    Buffer.from([0, 0]),
  ]);
  tail.writeBigInt64LE(id, 5);
  tail.writeInt32LE(name.length + 1, 17);
  return tail;
}

const KEYS: Buffer[] = [];

/** Type byte and name of the n-th element of an array of documents. */
function elementKey(position: number): Buffer {
  if (position >= 1000) return Buffer.from(`\x03${position}\0`, 'latin1');
  return (KEYS[position] ??= Buffer.from(`\x03${position}\0`, 'latin1'));
}
