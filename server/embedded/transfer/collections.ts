// Copies a database from one server to another, collection by collection, and proves by hash that both hold the same bytes.
import { createHash } from 'node:crypto';
import { deserialize } from 'bson';
import type { Db, Document, IndexDescription, IndexDescriptionInfo } from 'mongodb';

export interface Copied {
  collection: string;
  count: number;
  sha256: string;
}

/** Says how far it is; called about once for every 10,000 documents. */
export type Progress = (line: string) => void;

const BATCH = 500;
const TOLD_EVERY = 10_000;

/** Kept in the target while a transfer is under way, so that an interrupted one can go on and nothing else is overwritten. */
const MARK = 'transfer-under-way';

/**
 * Copies everything: documents in the order of `_id`, then indexes. What an interrupted run copied is kept.
 * @throws Error when the target holds data that is not of such a run, or when a collection differs after the copy
 */
export async function copyDatabase(from: Db, to: Db, progress: Progress): Promise<Copied[]> {
  await takeTarget(to);
  const names = (await collectionNames(from)).filter((name) => name !== MARK);
  const copied: Copied[] = [];
  for (const name of names) copied.push(await copyCollection(from, to, name, progress));
  for (const name of names) await copyIndexes(from, to, name);
  await to.dropCollection(MARK);
  return copied;
}

async function takeTarget(to: Db): Promise<void> {
  const names = await collectionNames(to);
  if (names.includes(MARK)) return;
  for (const name of names)
    if ((await to.collection(name).findOne()) !== null)
      throw new Error(
        `The target database ${to.databaseName} is not empty (collection ${name}); nothing was changed`,
      );
  await to.collection(MARK).insertOne({ begun: new Date() });
}

async function collectionNames(db: Db): Promise<string[]> {
  const list = await db.listCollections({}, { nameOnly: true }).toArray();
  return list
    .filter(({ type, name }) => type !== 'view' && !name.startsWith('system.'))
    .map(({ name }) => name)
    .sort();
}

/** Copies what is missing; when the result differs (the source changed, or ids of mixed types), copies once more from nothing. */
async function copyCollection(from: Db, to: Db, name: string, progress: Progress): Promise<Copied> {
  for (const fresh of [false, true]) {
    if (fresh) await to.dropCollection(name);
    await to.createCollection(name).catch(() => undefined);
    await copyDocuments(from, to, name, progress);
    const [source, target] = [await digest(from, name), await digest(to, name)];
    if (source.sha256 === target.sha256 && source.count === target.count) {
      progress(`${name}: ${source.count} documents, SHA-256 ${source.sha256.slice(0, 16)} on both sides`);
      return { collection: name, ...source };
    }
    progress(
      `${name}: the sides differ (${source.count} and ${target.count} documents)${fresh ? '' : '; copying again'}`,
    );
  }
  throw new Error(`${name} differs between source and target after the copy`);
}

async function copyDocuments(from: Db, to: Db, name: string, progress: Progress): Promise<void> {
  const [last] = await to
    .collection(name)
    .find({}, { projection: { _id: 1 } })
    .sort({ _id: -1 })
    .limit(1)
    .toArray();
  const filter = last ? { _id: { $gt: last._id } } : {};
  let batch: Document[] = [];
  let done = 0;
  const store = async (): Promise<void> => {
    if (batch.length === 0) return;
    await to.collection(name).insertMany(batch, { ordered: true });
    done += batch.length;
    if (Math.floor(done / TOLD_EVERY) > Math.floor((done - batch.length) / TOLD_EVERY))
      progress(`${name}: ${done} documents copied`);
    batch = [];
  };
  for await (const bytes of rawDocuments(from, name, filter)) {
    batch.push(exact(bytes));
    if (batch.length === BATCH) await store();
  }
  await store();
}

/** Reads a document so that the driver writes the same bytes: no number, date or text changes its type on the way. */
function exact(bytes: Buffer): Document {
  return deserialize(bytes, {
    promoteValues: false,
    promoteLongs: false,
    promoteBuffers: false,
    bsonRegExp: true,
  });
}

async function* rawDocuments(db: Db, name: string, filter: Document): AsyncIterable<Buffer> {
  const cursor = db
    .collection(name)
    .find(filter, { raw: true, batchSize: BATCH })
    .sort({ _id: 1 })
    .allowDiskUse();
  for await (const document of cursor) yield document as unknown as Buffer;
}

async function digest(db: Db, name: string): Promise<{ count: number; sha256: string }> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const bytes of rawDocuments(db, name, {})) {
    hash.update(bytes);
    count++;
  }
  return { count, sha256: hash.digest('hex') };
}

async function copyIndexes(from: Db, to: Db, name: string): Promise<void> {
  const wanted = (await from.collection(name).indexes()).filter((index) => index.name !== '_id_');
  if (wanted.length > 0) await to.collection(name).createIndexes(wanted.map(withoutVersion));
  const made = new Set((await to.collection(name).indexes()).map((index) => comparable(index)));
  for (const index of wanted)
    if (!made.has(comparable(index)))
      throw new Error(`${name}: the index ${index.name ?? ''} is not the same on the target`);
}

function withoutVersion(index: IndexDescriptionInfo): IndexDescription {
  const { v: _v, ns: _ns, ...rest } = index as IndexDescriptionInfo & { ns?: string };
  return rest;
}

function comparable(index: IndexDescriptionInfo): string {
  const { key, ...options } = withoutVersion(index);
  return JSON.stringify([Object.entries(key), Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
