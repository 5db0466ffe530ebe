// The connection to MongoDB (or to the embedded database, which speaks the same protocol) and what every transaction shares.
import mongoose, { type ClientSession, type Collection, type Document as _MongooseDocument } from 'mongoose';
import type { Document as BsonDocument } from 'mongodb';

export type Session = ClientSession;

/**
 * Connects mongoose with the settings that the rest relies on.
 * @throws Error when the server cannot hold transactions (a standalone server), saying how to mend it.
 */
export async function connect(uri: string, options: { dbName?: string } = {}): Promise<void> {
  // 'throw': with `true` a misspelt filter becomes {} and matches everything.
  mongoose.set('strictQuery', 'throw');
  mongoose.set('autoIndex', false);
  mongoose.set('autoCreate', false);
  mongoose.set('transactionAsyncLocalStorage', true);
  await mongoose.connect(uri, {
    ...options,
    writeConcern: { w: 'majority', j: true },
    readConcernLevel: 'majority',
    serverSelectionTimeoutMS: 5_000,
    maxPoolSize: 20,
  });
  refuseStandalone(await mongoose.connection.db?.command({ hello: 1 }));
}

/** @param hello what the server answered to that command. @throws Error when it cannot hold transactions, saying how to mend it */
export function refuseStandalone(hello: { setName?: string; msg?: string } | undefined): void {
  if (hello?.setName || hello?.msg === 'isdbgrid') return;
  throw new Error(
    'MONGODB_URI points at a standalone server, which has no transactions. Start it as a replica set (one member is enough): ' +
      'mongod --replSet rs0, then once in mongosh: rs.initiate()',
  );
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
}

/** Creates the collections and indexes of every model that was defined. Safe to repeat. */
export async function ensureIndexes(): Promise<void> {
  for (const name of mongoose.modelNames()) {
    const model = mongoose.model(name);
    await model.createCollection();
    await model.ensureIndexes();
  }
}

/** The transaction that is open around the caller, if any. */
export function currentSession(): Session | undefined {
  return (mongoose.transactionAsyncLocalStorage?.getStore() as { session?: Session } | undefined)?.session;
}

/**
 * Runs `work` in one transaction, from its beginning again when the database asks for it (write conflict).
 * Mongoose operations inside join it by themselves; native ones pass `currentSession()`.
 */
export async function inTransaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
  let result: T | undefined;
  await mongoose.connection.transaction(async (session) => {
    result = await work(session);
  });
  return result as T;
}

/** A collection without a model: for the few things that carry no trail (see platform/audit/untrailed.ts). */
export function nativeCollection<T extends BsonDocument>(name: string): Collection<T> {
  return mongoose.connection.collection<T>(name);
}

export async function ping(): Promise<boolean> {
  try {
    await mongoose.connection.db?.command({ ping: 1 });
    return mongoose.connection.readyState === mongoose.ConnectionStates.connected;
  } catch {
    return false;
  }
}

declare module 'mongoose' {
  // Present at run time when the option of the same name is set; missing from the published types.
  const transactionAsyncLocalStorage: { getStore(): unknown } | undefined;
}
