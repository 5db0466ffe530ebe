// The bulk door: the one way to insert many audited records at once (imports, the demo, benches), each with its entry.
import type { HydratedDocument, Model } from 'mongoose';
import { currentSession, type Session } from '../db/connection.ts';
import { currentAct, currentOrigin } from './act.ts';
import { auditOf, touchedRecord } from './audited.ts';
import {
  draftEntry,
  entries,
  heads,
  placeBehind,
  type Touched,
  type TrailEntry,
  type TrailHead,
} from './trail.ts';

export interface BulkOptions {
  /** Records held in memory and sent together. */
  batch?: number;
}

/**
 * Inserts new records inside the open act, validated by their schema, with one entry per subject and batch.
 * Pre-save hooks of the schema do not run. The act is one transaction: split what is larger than some ten thousand
 * records into several acts.
 * @returns how many records were inserted
 * @throws mongoose's ValidationError for the first record that is not valid; then nothing of the act remains
 */
export async function bulkInsert<T>(
  model: Model<T>,
  records:
    Iterable<Partial<T> | Record<string, unknown>> | AsyncIterable<Partial<T> | Record<string, unknown>>,
  options: BulkOptions = {},
): Promise<number> {
  const session = currentSession();
  const { changed } = currentAct();
  if (!session) throw new Error('The bulk door opens inside an act');
  changed.add(model.modelName);
  let count = 0;
  for await (const batch of batches(records, options.batch ?? 1_000)) {
    const documents = await Promise.all(batch.map((record) => prepared(model, record)));
    await model.collection.insertMany(documents.map(asStored), { session, ignoreUndefined: true });
    await writeEntries(documents.map((document) => touchedRecord(document, auditOf(model.schema), null)), session); // prettier-ignore
    count += documents.length;
  }
  return count;
}

async function prepared<T>(
  model: Model<T>,
  record: Partial<T> | Record<string, unknown>,
): Promise<HydratedDocument<unknown>> {
  const document = new model(record) as unknown as HydratedDocument<unknown> & {
    initializeTimestamps?(): unknown;
  };
  // What save() would do by itself: the dates of `timestamps`, and the version that compare-and-set looks at.
  document.initializeTimestamps?.();
  const versionKey = model.schema.get('versionKey');
  if (typeof versionKey === 'string') document.set(versionKey, 0);
  await document.validate();
  return document;
}

function asStored(document: HydratedDocument<unknown>): Record<string, unknown> {
  return document.toObject({ depopulate: true, virtuals: false, getters: false, transform: false });
}

async function writeEntries(touched: Touched[], session: Session): Promise<void> {
  const drafts = [...Map.groupBy(touched, (one) => one.subject)].flatMap(
    ([subject, records]) => draftEntry(currentAct(), currentOrigin(), subject, records) ?? [],
  );
  const known = await heads().find({ _id: { $in: drafts.map((draft) => draft.subject) } }, { session }).toArray(); // prettier-ignore
  const bySubject = new Map(known.map((head) => [head._id, head]));
  const placed = drafts.map((draft) => placeBehind(bySubject.get(draft.subject), draft));
  await entries().insertMany(placed, { session, ignoreUndefined: true });
  await moveHeads(placed, bySubject, session);
}

async function moveHeads(
  placed: TrailEntry[],
  known: ReadonlyMap<string, TrailHead>,
  session: Session,
): Promise<void> {
  const fresh = placed.filter((entry) => !known.has(entry.subject));
  const grown = placed.filter((entry) => known.has(entry.subject));
  const made = fresh.map(({ subject, seq, hash }) => ({ _id: subject, seq, hash, sealed: 0, open: true }));
  if (made.length > 0) await heads().insertMany(made, { session });
  const moves = grown.map(({ subject, seq, hash }) => ({
    updateOne: { filter: { _id: subject, seq: seq - 1 }, update: { $set: { seq, hash, open: true } } },
  }));
  if (moves.length > 0) await heads().bulkWrite(moves, { session });
}

async function* batches<R>(records: Iterable<R> | AsyncIterable<R>, size: number): AsyncGenerator<R[]> {
  let batch: R[] = [];
  for await (const record of records) {
    if (batch.push(record) < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
