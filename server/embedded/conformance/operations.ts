// What a test can do: each operation of the unified format, as the driver does it.
import type {
  AnyBulkWriteOperation,
  ClientBulkWriteModel,
  ClientSession,
  Collection,
  Db,
  Document,
  MongoClient,
} from 'mongodb';
import type { Entities } from './entities.ts';
import { Unsuited } from './outcome.ts';
import type { Json } from './matching.ts';

/** Runs an operation on an entity. @throws what the driver throws; Unsuited when this runner does not know the operation */
export async function perform(entities: Entities, operation: Json): Promise<unknown> {
  const { name, object } = operation as { name: string; object: string };
  const { session, ...given } = (operation.arguments ?? {}) as Json;
  const args: Json =
    session === undefined ? given : { ...given, session: entities.entity(session as string) };
  const target = entities.entity(object);
  const kind = target as { collectionName?: unknown; databaseName?: unknown; startTransaction?: unknown };
  if (kind.startTransaction !== undefined) return onSession(target as ClientSession, name, args, entities);
  if (kind.collectionName !== undefined) return onCollection(target as Collection, name, args);
  if (kind.databaseName !== undefined) return onDatabase(target as Db, name, args);
  return onClient(target as MongoClient, name, args);
}

async function onCollection(collection: Collection, name: string, args: Json): Promise<unknown> {
  const {
    filter = {},
    update,
    replacement,
    document,
    documents,
    pipeline,
    ...rest
  } = args as Record<string, Document>;
  const options = rest as object;
  switch (name) {
    case 'insertOne':
      return collection.insertOne(document as Document, options);
    case 'insertMany':
      return collection.insertMany(documents as unknown as Document[], options);
    case 'find':
      return collection.find(filter, options).toArray();
    case 'findOne':
      return collection.findOne(filter, options);
    case 'aggregate':
      return collection.aggregate(pipeline as unknown as Document[], options).toArray();
    case 'countDocuments':
      return collection.countDocuments(filter, options);
    case 'count':
      return collection.count(filter, options);
    case 'estimatedDocumentCount':
      return collection.estimatedDocumentCount(options);
    case 'distinct': {
      const { fieldName, ...others } = rest as unknown as { fieldName: string };
      return collection.distinct(fieldName, filter, others);
    }
    case 'updateOne':
      return collection.updateOne(filter, update as Document, options);
    case 'updateMany':
      return collection.updateMany(filter, update as Document, options);
    case 'replaceOne':
      return collection.replaceOne(filter, replacement as Document, options);
    case 'deleteOne':
      return collection.deleteOne(filter, options);
    case 'deleteMany':
      return collection.deleteMany(filter, options);
    default:
      return onCollectionMore(collection, name, args);
  }
}

async function onCollectionMore(collection: Collection, name: string, args: Json): Promise<unknown> {
  const {
    filter = {},
    update,
    replacement,
    returnDocument,
    requests,
    keys,
    ...rest
  } = args as Record<string, Document>;
  const which = returnDocument === undefined ? {} : { returnDocument: word(returnDocument).toLowerCase() };
  const options = { ...rest, ...which } as object;
  switch (name) {
    case 'findOneAndUpdate':
      return collection.findOneAndUpdate(filter, update as Document, options);
    case 'findOneAndReplace':
      return collection.findOneAndReplace(filter, replacement as Document, options);
    case 'findOneAndDelete':
      return collection.findOneAndDelete(filter, options);
    case 'bulkWrite':
      return collection.bulkWrite(requests as unknown as AnyBulkWriteOperation[], options);
    case 'createIndex':
      return collection.createIndex(keys as never, options);
    case 'dropIndex':
      return collection.dropIndex((rest as Json).name as string);
    case 'listIndexes':
      return collection.listIndexes(options).toArray();
    default:
      throw new Unsuited(`the operation collection.${name}`);
  }
}

async function onDatabase(database: Db, name: string, args: Json): Promise<unknown> {
  const {
    command,
    pipeline,
    collection,
    commandName: _commandName,
    ...rest
  } = args as Record<string, Document>;
  const options = rest as object;
  switch (name) {
    case 'runCommand':
      return database.command(command as Document, options);
    case 'aggregate':
      return database.aggregate(pipeline as unknown as Document[], options).toArray();
    case 'createCollection':
      return void (await database.createCollection(word(collection), options));
    case 'dropCollection':
      return database.dropCollection(word(collection), options);
    case 'listCollections':
      return database.listCollections((rest as Json).filter as Document | undefined, options).toArray();
    case 'modifyCollection':
      return database.command({ collMod: word(collection), ...rest });
    default:
      throw new Unsuited(`the operation database.${name}`);
  }
}

async function onClient(client: MongoClient, name: string, args: Json): Promise<unknown> {
  if (name === 'listDatabases') return (await client.db().admin().listDatabases(args)).databases;
  if (name !== 'clientBulkWrite') throw new Unsuited(`the operation client.${name}`);
  const { models, ...options } = args as unknown as { models: Json[] };
  const flat = models.map((model) => {
    const [kind = ''] = Object.keys(model);
    return { name: kind, ...(model[kind] as Json) } as unknown as ClientBulkWriteModel;
  });
  return client.bulkWrite(flat, options);
}

async function onSession(
  session: ClientSession,
  name: string,
  args: Json,
  entities: Entities,
): Promise<unknown> {
  switch (name) {
    case 'startTransaction':
      return session.startTransaction(args);
    case 'commitTransaction':
      return session.commitTransaction(args);
    case 'abortTransaction':
      return session.abortTransaction(args);
    case 'endSession':
      return session.endSession();
    case 'withTransaction': {
      const { callback, ...options } = args as unknown as { callback: Json[] };
      return session.withTransaction(async () => {
        for (const operation of callback) await perform(entities, operation);
      }, options);
    }
    default:
      throw new Unsuited(`the operation session.${name}`);
  }
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
