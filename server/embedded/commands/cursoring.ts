// Cursors between batches: read on, given up, and the answer to commands that list everything at once.
import { isDoc, Long, type Doc } from '../bson/index.ts';
import { fail } from '../errors.ts';
import type { Source } from '../cursors.ts';
import { checkTime, type Context, type Family } from './context.ts';
import { listOf, numberOf, textOf } from './values.ts';

/** Documents in a first batch when the client does not say. */
const FIRST_BATCH = 101;

export const cursoring: Family = {
  getMore: {
    fields: ['collection', 'batchSize', 'maxTimeMS', 'term', 'lastKnownCommittedOpTime'],
    transactional: true,
    touchesData: true,
    run(context) {
      const { engine, db, body, session } = context;
      const id = idOf(body.getMore);
      const size = numberOf(body, 'batchSize', 0);
      if (size < 0) fail(2, `BatchSize value must be non-negative, but received: ${size}`);
      checkTime(context);
      return engine.cursors.more(id, `${db}.${textOf(body, 'collection')}`, session, size || Infinity);
    },
  },
  killCursors: {
    fields: ['cursors'],
    transactional: true,
    run({ engine, body }) {
      const wanted = listOf(body, 'cursors');
      const cursorsKilled = wanted.filter((id) => engine.cursors.kill(idOf(id)));
      const cursorsNotFound = wanted.filter((id) => !cursorsKilled.includes(id));
      return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
    },
  },
};

function idOf(value: unknown): bigint {
  if (value instanceof Long) return value.toBigInt();
  return fail(14, 'a cursor id must be a 64-bit integer');
}

/** Size of the first batch: of `find` it is a field of the body, of other commands one of `cursor`. */
export function batchSizeOf(body: Doc): number {
  const holder = isDoc(body.cursor) ? body.cursor : body;
  const size = numberOf(holder, 'batchSize', FIRST_BATCH);
  if (size < 0) fail(51024, `BSON field 'batchSize' value must be >= 0, actual value '${size}'`);
  return size;
}

/** Answers with a cursor over documents that are in memory already. */
export function answerAll(context: Context, ns: string, documents: Iterable<Uint8Array>): Buffer {
  return answerFrom(context, ns, {
    documents: documents[Symbol.iterator](),
    keep: nothing,
    release: nothing,
  });
}

/** Answers with a cursor over a source. */
export function answerFrom(context: Context, ns: string, source: Source, single = false): Buffer {
  const { engine, session, transaction, body } = context;
  const noTimeout = body.noCursorTimeout === true;
  return engine.cursors.first(
    { ns, source, session, transaction, noTimeout },
    { size: batchSizeOf(body), single },
  );
}

function nothing(): void {
  // What is in memory needs neither keeping nor releasing.
}
