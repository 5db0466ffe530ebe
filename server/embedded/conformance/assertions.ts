// The operations of a test that look at the driver and the server, and those that set a fail point.
import { MongoClient, type ClientSession } from 'mongodb';
import type { Entities } from './entities.ts';
import { mismatch, type Json } from './matching.ts';
import { Unexpected, Unsuited } from './outcome.ts';

/** Runs an operation on `testRunner`. @throws Unexpected when an assertion does not hold */
export async function assertion(entities: Entities, operation: Json): Promise<void> {
  const args = (operation.arguments ?? {}) as Json;
  const session = (): ClientSession & { serverSession?: { isDirty: boolean }; isPinned: boolean } =>
    entities.entity(args.session as string) as never;
  switch (operation.name) {
    case 'createEntities':
      return entities.create(args.entities as Json[]);
    case 'failPoint':
      return void (await (entities.entity(args.client as string) as MongoClient)
        .db('admin')
        .command(args.failPoint as Json));
    case 'targetedFailPoint':
      throw new Unsuited('a fail point on one of several servers');
    case 'assertSessionPinned':
      throw new Unsuited('a session pinned to one of several servers');
    case 'assertSessionUnpinned':
      return hold(!session().isPinned, 'the session is pinned');
    case 'assertSessionDirty':
      return hold(session().serverSession?.isDirty === true, 'the session is not dirty');
    case 'assertSessionNotDirty':
      return hold(session().serverSession?.isDirty !== true, 'the session is dirty');
    case 'assertSessionTransactionState':
      return state(session(), args.state as string);
    case 'assertSameLsidOnLastTwoCommands':
    case 'assertDifferentLsidOnLastTwoCommands':
      return lsids(entities, args.client as string, operation.name === 'assertSameLsidOnLastTwoCommands');
    default:
      return shapes(entities, operation.name as string, args);
  }
}

function hold(condition: boolean, otherwise: string): void {
  if (!condition) throw new Unexpected(otherwise);
}

const STATES: Record<string, string> = {
  none: 'NO_TRANSACTION',
  starting: 'STARTING_TRANSACTION',
  in_progress: 'TRANSACTION_IN_PROGRESS',
  committed: 'TRANSACTION_COMMITTED',
  aborted: 'TRANSACTION_ABORTED',
};

function state(session: ClientSession, wanted: string): void {
  const { state: actual } = (session as unknown as { transaction: { state: string } }).transaction;
  hold(actual === STATES[wanted], `the transaction is ${actual}, expected ${wanted}`);
}

function lsids(entities: Entities, client: string, wantSame: boolean): void {
  const [before, last] = (entities.events.get(client) ?? [])
    .filter(({ kind }) => kind === 'commandStartedEvent')
    .slice(-2);
  const same = mismatch(before?.command?.lsid, last?.command?.lsid, entities) === null;
  hold(same === wantSame, `the last two commands have ${same ? 'the same' : 'different'} sessions`);
}

async function shapes(entities: Entities, name: string, args: Json): Promise<void> {
  const { databaseName, collectionName, indexName } = args as Record<string, string>;
  const client = await new MongoClient(entities.uri).connect();
  const database = client.db(databaseName);
  const exists = (await database.listCollections({ name: collectionName }).toArray()).length > 0;
  const indexes = exists && indexName ? await database.collection(collectionName ?? '').indexes() : [];
  await client.close(true);
  const indexed = indexes.some((index) => index.name === indexName);
  switch (name) {
    case 'assertCollectionExists':
      return hold(exists, `${collectionName} does not exist`);
    case 'assertCollectionNotExists':
      return hold(!exists, `${collectionName} exists`);
    case 'assertIndexExists':
      return hold(indexed, `${indexName} does not exist`);
    case 'assertIndexNotExists':
      return hold(!indexed, `${indexName} exists`);
    default:
      throw new Unsuited(`the operation ${name}`);
  }
}
