// A database as one end of a move: a MongoDB replica set, or the embedded one, over the same protocol.
import { MongoClient, MongoServerError, type Collection, type Db, type Document } from 'mongodb';
import { refuseStandalone } from '../db/connection.ts';
import { Differs, NOTES, type Filling, type Mark, type Shape, type Source, type Target } from './ends.ts';
import { decodeExactly, EXACTLY } from './exact.ts';
import { ownIndexes } from './indexes.ts';

export interface DatabaseEnd extends Target {
  close(): Promise<void>;
}

/**
 * @param label how messages call it; passwords left out
 * @throws Error when nothing answers there, or a standalone server does
 */
export async function openDatabase(uri: string, name: string, label: string): Promise<DatabaseEnd> {
  const client = new MongoClient(uri, {
    serverSelectionTimeoutMS: 5_000,
    readConcernLevel: 'majority',
    writeConcern: { w: 'majority', journal: true },
  });
  await client.connect();
  const db = client.db(name);
  const close = (): Promise<void> => client.close();
  try {
    refuseStandalone(await db.command({ hello: 1 }));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...reading(db, label),
    async setMark({ from, state, at }) {
      await notes(db).updateOne({ _id: MOVE }, { $set: { from, state, at } }, { upsert: true });
    },
    fill: (shape) => fill(db, shape),
    async finish({ name: collection, indexes }) {
      if (indexes.length > 0) await db.command({ createIndexes: collection, indexes });
    },
    async drop(collection) {
      await db.dropCollection(collection).catch((error: unknown) => {
        if (!(error instanceof MongoServerError && error.code === NOT_FOUND)) throw error;
      });
    },
    close,
  };
}

const MOVE = 'move';
/** What older servers say when there is no such collection. */
const NOT_FOUND = 26;

interface Note extends Document {
  _id: string;
}

function notes(db: Db): Collection<Note> {
  return db.collection<Note>(NOTES);
}

function reading(db: Db, label: string): Source {
  return {
    label,
    async mark() {
      const note = await notes(db).findOne({ _id: { $in: [MOVE, 'restore'] } }, { sort: { _id: -1 } });
      if (!note) return null;
      // A restore that stopped in its middle has neither.
      return { from: 'a backup', state: 'running', ...note } as unknown as Mark;
    },
    async shapes() {
      const found = await db.listCollections({}, { nameOnly: false }).toArray();
      const own = found.filter((one) => !one.name.startsWith('system.') && one.name !== NOTES);
      for (const { name, type } of own)
        if (type !== 'collection') throw new Error(`${name} is a ${type}, which cannot be moved`);
      const named = own.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      return Promise.all(
        named.map(async ({ name, options }) => ({
          name,
          options: options ?? {},
          indexes: await indexesOf(db, name),
        })),
      );
    },
    records(name) {
      const found = db.collection(name).find({}, { raw: true, sort: { _id: 1 } });
      return found as unknown as AsyncIterable<Uint8Array>;
    },
  };
}

async function indexesOf(db: Db, collection: string): Promise<Document[]> {
  return ownIndexes((await db.collection(collection).listIndexes(EXACTLY).toArray()) as Document[]);
}

async function fill(db: Db, { name, options }: Shape): Promise<Filling> {
  const there = await db.listCollections({ name }, { nameOnly: true }).toArray();
  if (there.length === 0) await db.createCollection(name, options);
  else await db.command({ dropIndexes: name, index: '*' });
  const isNew = (await db.collection(name).findOne({}, { projection: { _id: 1 } })) === null;
  return {
    async put(batch) {
      const missing = isNew ? batch : await missingOf(db, name, batch);
      if (missing.length > 0) await insert(db, name, missing);
    },
    end: async () => undefined,
  };
}

/** Those of the batch that are not there. @throws Differs when another record has the `_id` of one */
async function missingOf(db: Db, name: string, batch: Uint8Array[]): Promise<Uint8Array[]> {
  const ids = batch.map((bytes) => decodeExactly(bytes, name)._id as never);
  const there = new Set<string>();
  const found = db.collection(name).find({ _id: { $in: ids } }, { raw: true });
  for await (const bytes of found as unknown as AsyncIterable<Uint8Array>) there.add(keyOf(bytes));
  const missing = batch.filter((bytes) => !there.has(keyOf(bytes)));
  if (missing.length + there.size > batch.length) throw new Differs(name);
  return missing;
}

function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** The plain command: the driver's own inserting would give records without an `_id` of their own a new one. */
async function insert(db: Db, name: string, batch: Uint8Array[]): Promise<void> {
  const documents = batch.map((bytes) => decodeExactly(bytes, name));
  const answer = await db.command({
    insert: name,
    documents,
    ordered: true,
    writeConcern: { w: 'majority', j: true },
  });
  const [wrong] = (answer.writeErrors ?? []) as { errmsg: string }[];
  if (wrong) throw new Error(`${name}: ${wrong.errmsg}`);
}
