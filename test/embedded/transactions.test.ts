// Transactions: what they see, what others see, who gives way, and what is left when they end.
import { expect } from 'chai';
import type { ClientSession, Collection } from 'mongodb';
import { failure, opened, type Opened } from './opened.ts';

type Counter = { _id: number | string; n: number };

describe('embedded: transactions', () => {
  let store: Opened;
  let docs: Collection<Counter>;
  let first: ClientSession;
  let second: ClientSession;

  before(async () => (store = await opened()));
  after(() => store.close());
  beforeEach(async () => {
    await store.db.dropDatabase();
    docs = store.db.collection('docs');
    await docs.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    await docs.createIndex({ n: 1 }, { unique: true });
    first = store.client.startSession();
    second = store.client.startSession();
  });
  afterEach(async () => {
    await first.endSession();
    await second.endSession();
  });

  const read = (session?: ClientSession): Promise<number[]> =>
    docs
      .find({}, { session })
      .sort({ n: 1 })
      .map(({ n }) => n)
      .toArray();

  it('sees its own changes and a snapshot of the rest; others see neither before the commit', async () => {
    first.startTransaction();
    expect(await read(first)).to.deep.equal([1, 2]);
    await docs.insertOne({ _id: 3, n: 3 });
    await docs.updateOne({ _id: 1 }, { $set: { n: 10 } }, { session: first });
    await docs.insertOne({ _id: 4, n: 4 }, { session: first });
    await docs.deleteOne({ _id: 2 }, { session: first });
    expect(await read(first)).to.deep.equal([4, 10]);
    expect(await read()).to.deep.equal([1, 2, 3]);
    expect(await docs.countDocuments({ n: { $gt: 3 } }, { session: first })).to.equal(2);
    expect(await docs.findOne({ n: 1 }, { session: first })).to.equal(null);
    expect(
      await docs
        .find({ n: { $gte: 3 } }, { session: first })
        .sort({ n: -1 })
        .map(({ n }) => n)
        .toArray(),
    ).to.deep.equal([10, 4]);
    await first.commitTransaction();
    expect(await read()).to.deep.equal([3, 4, 10]);
    expect(await docs.estimatedDocumentCount()).to.equal(3);
  });

  it('leaves nothing of an aborted one, not even a collection or an index that it made', async () => {
    first.startTransaction();
    await docs.updateOne({ _id: 1 }, { $set: { n: 99 } }, { session: first });
    await store.db.collection('fresh').insertOne({ a: 1 }, { session: first });
    await store.db.createCollection('made', { session: first });
    await store.db.collection('made').createIndex({ a: 1 }, { session: first });
    await first.abortTransaction();
    expect(await read()).to.deep.equal([1, 2]);
    expect((await store.db.listCollections().toArray()).map(({ name }) => name)).to.deep.equal(['docs']);
  });

  it('makes collections and indexes with its commit, and they are there after a restart', async () => {
    first.startTransaction();
    await store.db.createCollection('made', { session: first });
    await store.db.collection('made').createIndex({ a: 1 }, { session: first, unique: true });
    await store.db.collection('made').insertOne({ a: 1 }, { session: first });
    expect(await store.db.listCollections({ name: 'made' }).toArray()).to.deep.equal([]);
    await first.commitTransaction();
    await store.reopen();
    expect((await failure(store.db.collection('made').insertOne({ a: 1 }))).code).to.equal(11000);
  });

  it('gives way to the first writer: 112 with the label that asks for a repetition', async () => {
    first.startTransaction();
    second.startTransaction();
    await docs.updateOne({ _id: 1 }, { $inc: { n: 100 } }, { session: first });
    const error = await failure(docs.updateOne({ _id: 1 }, { $inc: { n: 200 } }, { session: second }));
    expect(error.code).to.equal(112);
    expect(
      (error as unknown as { hasErrorLabel(label: string): boolean }).hasErrorLabel(
        'TransientTransactionError',
      ),
    ).to.equal(true);
    await first.commitTransaction();
    expect(await read()).to.deep.equal([2, 101]);
  });

  it('does not overwrite what was committed after it began', async () => {
    first.startTransaction();
    await read(first);
    await docs.updateOne({ _id: 1 }, { $set: { n: 50 } });
    expect((await failure(docs.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first }))).code).to.equal(
      112,
    );
  });

  it('does not insert a unique key that was committed after it began', async () => {
    first.startTransaction();
    await read(first);
    await docs.insertOne({ _id: 5, n: 5 });
    expect((await failure(docs.insertOne({ _id: 6, n: 5 }, { session: first }))).code).to.equal(112);
  });

  it('lets a plain write wait for it, without polling, and go on from what it left', async () => {
    first.startTransaction();
    await docs.updateOne({ _id: 1 }, { $set: { n: 100 } }, { session: first });
    let done = false;
    const waiting = docs.updateOne({ _id: 1 }, { $inc: { n: 1 } }).then(() => (done = true));
    await docs.findOne({ _id: 2 });
    expect(done).to.equal(false);
    await first.commitTransaction();
    await waiting;
    expect(await read()).to.deep.equal([2, 101]);
  });

  it('ends a wait at maxTimeMS with code 50', async () => {
    first.startTransaction();
    await docs.updateOne({ _id: 1 }, { $set: { n: 100 } }, { session: first });
    expect((await failure(docs.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { maxTimeMS: 50 }))).code).to.equal(
      50,
    );
  });

  it('keeps ten concurrent read-modify-writes apart', async () => {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        store.client.withSession((session) =>
          session.withTransaction(async () => {
            const doc = await docs.findOne({ _id: 1 }, { session });
            await docs.updateOne({ _id: 1 }, { $set: { n: (doc?.n ?? 0) + 100 } }, { session });
          }),
        ),
      ),
    );
    expect(await read()).to.deep.equal([2, 1001]);
  });

  it('answers a repeated commit the same', async () => {
    first.startTransaction();
    await docs.insertOne({ _id: 7, n: 7 }, { session: first });
    await first.commitTransaction();
    await first.commitTransaction();
    expect(await read()).to.deep.equal([1, 2, 7]);
  });

  it('is ended by an error in it', async () => {
    first.startTransaction();
    expect((await failure(docs.insertOne({ _id: 1, n: 77 }, { session: first }))).code).to.equal(11000);
    expect((await failure(docs.findOne({}, { session: first }))).code).to.equal(251);
  });

  it('refuses what MongoDB refuses in one', async () => {
    first.startTransaction();
    expect((await failure(store.db.command({ count: 'docs' }, { session: first }))).code).to.equal(263);
  });

  it('lets a change of shape wait until nobody uses the collection', async () => {
    first.startTransaction();
    await read(first);
    let done = false;
    const dropping = docs.dropIndex('n_1').then(() => (done = true));
    await docs.findOne({ _id: 2 });
    expect(done).to.equal(false);
    await first.commitTransaction();
    await dropping;
    expect((await docs.indexes()).length).to.equal(1);
  });

  it('does not read a collection that changed its shape after it began', async () => {
    await store.db.collection('other').insertOne({ a: 1 });
    first.startTransaction();
    await read(first);
    await store.db.collection('other').createIndex({ a: 1 });
    const error = await failure(store.db.collection('other').findOne({ a: 1 }, { session: first }));
    expect(error.code).to.equal(246);
  });
});
