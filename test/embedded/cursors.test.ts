// Cursors: batches of one moment, memory that stays small, and what ends them.
import { expect } from 'chai';
import type { Collection, Document } from 'mongodb';
import { failure, opened, type Opened } from './opened.ts';

describe('embedded: cursors', () => {
  let store: Opened;
  let docs: Collection<{ _id: number; n: number; text?: string }>;

  before(async () => (store = await opened()));
  after(() => store.close());
  beforeEach(async () => {
    await store.db.dropDatabase();
    docs = store.db.collection('docs');
    await docs.insertMany(Array.from({ length: 1000 }, (_, i) => ({ _id: i, n: i % 10 })));
    await docs.createIndex({ n: 1, _id: 1 });
  });

  for (const [name, sort] of [
    ['scan', undefined],
    ['index', { n: 1, _id: 1 }],
    ['sort in memory', { n: -1, _id: 1 }],
  ] as const)
    it(`streams one moment, whatever is written meanwhile (${name})`, async () => {
      const cursor = docs.find({}, { sort: sort as never, batchSize: 10 });
      const seen = [(await cursor.next())?._id];
      await docs.deleteMany({ _id: { $gte: 500 } });
      await docs.updateMany({}, { $set: { n: 77 } });
      await docs.insertOne({ _id: 5000, n: 1 });
      for await (const doc of cursor) {
        expect(doc.n).to.be.lessThan(10);
        seen.push(doc._id);
      }
      expect(seen.length).to.equal(1000);
      expect(new Set(seen).size).to.equal(1000);
      expect(await docs.countDocuments()).to.equal(501);
      expect(store.server.engine.cursors.size).to.equal(0);
      expect(store.server.engine.store.snapshots.open).to.equal(0);
    });

  it('lets go of its snapshot when it is closed early', async () => {
    const cursor = docs.find({}, { batchSize: 10 });
    await cursor.next();
    expect(store.server.engine.store.snapshots.open).to.equal(1);
    await cursor.close();
    expect(store.server.engine.store.snapshots.open).to.equal(0);
  });

  it('ends with its collection: 43, and likewise when it was idle for too long', async () => {
    const first = docs.find({}, { batchSize: 10 });
    await first.next();
    await docs.drop();
    expect((await failure(first.toArray())).code).to.equal(43);
    await docs.insertMany(Array.from({ length: 100 }, (_, i) => ({ _id: i, n: i })));
    const second = docs.find({}, { batchSize: 10 });
    await second.next();
    store.server.engine.cursors.expire(Date.now() + 11 * 60_000);
    expect((await failure(second.toArray())).code).to.equal(43);
  });

  it('reads on in its transaction, and ends with it', async () => {
    const session = store.client.startSession();
    session.startTransaction();
    await docs.insertOne({ _id: 2000, n: 5 }, { session });
    const cursor = docs.find({}, { session, batchSize: 300 });
    expect((await cursor.toArray()).length).to.equal(1001);
    const open = docs.find({}, { session, batchSize: 10 });
    await open.next();
    await session.commitTransaction();
    expect(store.server.engine.cursors.size).to.equal(0);
    await session.endSession();
  });

  it('cuts batches at 16 MB', async () => {
    const large = store.db.collection('large');
    for (let i = 0; i < 5; i++) await large.insertOne({ text: 'x'.repeat(5_000_000) });
    const { cursor } = (await store.db.command({ find: 'large' })) as {
      cursor: { firstBatch: Document[]; id: unknown };
    };
    expect(cursor.firstBatch.length).to.equal(3);
    expect((await large.find().toArray()).length).to.equal(5);
  });

  it('answers skip, limit, single batches and an empty first batch', async () => {
    expect((await docs.find().sort({ _id: 1 }).skip(990).limit(20).toArray()).length).to.equal(10);
    expect((await docs.find().sort({ _id: -1 }).limit(-5).toArray()).map(({ _id }) => _id)).to.deep.equal([
      999, 998, 997, 996, 995,
    ]);
    const { cursor } = (await store.db.command({ find: 'docs', batchSize: 0 })) as {
      cursor: { firstBatch: Document[]; id: unknown };
    };
    expect(cursor.firstBatch).to.deep.equal([]);
    expect(String(cursor.id)).to.not.equal('0');
  });
});
