// Records between bytes and objects without loss: each number keeps its type.
import { BSON, type Document } from 'mongodb';

const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

/** For the driver's own reading of answers. */
export const EXACTLY = EXACT;

/**
 * The record as an object that turns into the same bytes again.
 * @throws Error for the few things that JavaScript cannot hold: a field named twice, names such as `0` after others, `undefined`
 */
export function decodeExactly(bytes: Uint8Array, collection: string): Document {
  const record = BSON.deserialize(bytes, EXACT);
  if (Buffer.compare(BSON.serialize(record), bytes) !== 0)
    throw new Error(
      `${collection}: the record with _id ${BSON.EJSON.stringify(record._id)} holds something that cannot be carried over exactly ` +
        '(a field named twice, a name such as 0 after others, or a type that MongoDB gave up)',
    );
  return record;
}
