// Every SQLite call fails once: the client gets an error or the effect is stored, never an acknowledgement without it.
import { expect } from 'chai';
import type { Db, MongoClient } from 'mongodb';
import { faults } from '../../server/embedded/store/faults.ts';
import { failure, opened, type Opened } from './opened.ts';

interface Act {
  name: string;
  /** Brings the data to where the act begins. */
  start(db: Db): Promise<unknown>;
  run(db: Db, client: MongoClient): Promise<unknown>;
  /** Whether the whole effect is there; what is neither this nor `start` is a half act. */
  done(db: Db): Promise<boolean>;
  undone(db: Db): Promise<boolean>;
}

const docs = (db: Db) => db.collection<{ _id: number; n: number; tags?: string[] }>('docs');
const others = (db: Db) => db.collection<{ _id: number }>('others');

async function fresh(db: Db): Promise<void> {
  await docs(db).deleteMany({});
  await others(db).deleteMany({});
  await docs(db).insertMany([
    { _id: 1, n: 1, tags: ['a', 'b'] },
    { _id: 2, n: 2 },
  ]);
}

const count = (db: Db, filter: object): Promise<number> => docs(db).countDocuments(filter);

const ACTS: Act[] = [
  {
    name: 'insert',
    start: fresh,
    run: (db) => docs(db).insertOne({ _id: 3, n: 3, tags: ['c', 'd'] }),
    done: async (db) => (await count(db, { _id: 3 })) === 1,
    undone: async (db) => (await count(db, {})) === 2,
  },
  {
    name: 'update',
    start: fresh,
    run: (db) => docs(db).updateOne({ _id: 1 }, { $set: { n: 10, tags: ['x'] } }),
    done: async (db) => (await count(db, { n: 10, tags: 'x' })) === 1,
    undone: async (db) => (await count(db, { n: 1, tags: 'a' })) === 1,
  },
  {
    name: 'delete',
    start: fresh,
    run: (db) => docs(db).deleteOne({ n: 1 }),
    done: async (db) => (await count(db, {})) === 1,
    undone: async (db) => (await count(db, {})) === 2,
  },
  {
    name: 'transaction',
    start: fresh,
    run: (_db, client) =>
      client.withSession(async (session) => {
        session.startTransaction();
        const db = client.db('embedded-test');
        await docs(db).updateOne({ _id: 1 }, { $set: { n: 10 } }, { session });
        await docs(db).insertOne({ _id: 3, n: 3 }, { session });
        await others(db).insertOne({ _id: 1 }, { session });
        await session.commitTransaction();
      }),
    done: async (db) =>
      (await count(db, { n: { $in: [10, 3] } })) === 2 && (await others(db).countDocuments()) === 1,
    undone: async (db) => (await count(db, { n: 1 })) === 1 && (await others(db).countDocuments()) === 0,
  },
  {
    name: 'createIndexes',
    async start(db) {
      await fresh(db);
      if ((await indexNames(db)).includes('fresh')) await docs(db).dropIndex('fresh');
    },
    run: (db) => docs(db).createIndex({ n: 1, tags: 1 }, { name: 'fresh' }),
    done: async (db) => (await indexNames(db)).includes('fresh'),
    undone: async (db) => !(await indexNames(db)).includes('fresh'),
  },
  {
    name: 'drop',
    start: fresh,
    run: (db) =>
      others(db)
        .insertOne({ _id: 9 })
        .then(() => others(db).drop()),
    done: async (db) => !(await db.listCollections().toArray()).some(({ name }) => name === 'others'),
    undone: async () => true,
  },
];

async function indexNames(db: Db): Promise<string[]> {
  return (await docs(db).indexes()).map(({ name }) => name ?? '');
}

/** Makes the n-th call from now fail, once or from then on. Returns what it did. */
function failAt(n: number, forGood: boolean): { calls: number; failed: boolean } {
  const state = { calls: 0, failed: false };
  faults.beforeCall = (call) => {
    state.calls++;
    if (state.calls !== n && !(forGood && state.calls > n)) return;
    state.failed = true;
    throw new Error(`disk I/O error in ${call}`);
  };
  return state;
}

describe('embedded: faults at the n-th SQLite call', () => {
  let store: Opened;

  beforeEach(async () => {
    store = await opened();
    await docs(store.db).createIndexes([{ key: { n: 1 }, unique: true }, { key: { tags: 1 } }]);
    await others(store.db).insertOne({ _id: 0 });
  });
  afterEach(async () => {
    faults.beforeCall = null;
    await store.close();
  });

  for (const act of ACTS)
    for (const forGood of [false, true])
      it(`${act.name}: ${forGood ? 'every call from the n-th on' : 'the n-th call'} fails`, async function () {
        this.timeout(60_000);
        for (let n = 1; ; n++) {
          await act.start(store.db);
          const state = failAt(n, forGood);
          const acknowledged = await act.run(store.db, store.client).then(
            () => true,
            () => false,
          );
          faults.beforeCall = null;
          await consistent(store.db, act, acknowledged, `call ${n}`);
          if (!state.failed) {
            expect(acknowledged, 'without a fault it succeeds').to.equal(true);
            expect(n).to.be.greaterThan(3);
            return;
          }
        }
      });

  it('serves nothing that was not stored: a failed commit is told to all who waited, and forgotten', async () => {
    await fresh(store.db);
    faults.beforeCall = (call) => {
      if (call === 'COMMIT') throw new Error('disk full');
    };
    const tries = await Promise.allSettled([3, 4, 5].map((n) => docs(store.db).insertOne({ _id: n, n })));
    faults.beforeCall = null;
    expect(tries.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
    expect(await count(store.db, {})).to.equal(2);
    expect(await docs(store.db).estimatedDocumentCount()).to.equal(2);
  });

  it('answers with an error while the disk keeps failing, and works again when it has recovered', async () => {
    await fresh(store.db);
    failAt(1, true);
    for (let i = 0; i < 3; i++)
      expect((await failure(docs(store.db).insertOne({ _id: 7, n: 7 }))).message).to.match(/disk I.O error/);
    faults.beforeCall = null;
    await docs(store.db).insertOne({ _id: 7, n: 7 });
    expect(await count(store.db, { n: 7 })).to.equal(1);
  });
});

async function consistent(db: Db, act: Act, acknowledged: boolean, place: string): Promise<void> {
  const done = await act.done(db);
  if (acknowledged) expect(done, `${place}: acknowledged, so it must be stored`).to.equal(true);
  expect(done || (await act.undone(db)), `${place}: whole or not at all`).to.equal(true);
  const { errors } = (await db.command({ validate: 'docs' })) as { errors: string[] };
  expect(errors, place).to.deep.equal([]);
}
