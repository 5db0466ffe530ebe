// What the application stands on: mongoose models, population, transactions, and the session store of Express.
import { expect } from 'chai';
import MongoStore from 'connect-mongo';
import type { SessionData } from 'express-session';
import mongoose, { type Connection } from 'mongoose';
import { failure, opened, type Opened } from './opened.ts';

interface Author {
  name: string;
}

interface Book {
  title: string;
  tags: string[];
  author: mongoose.Types.ObjectId;
  price: { toString(): string };
}

describe('embedded: mongoose', () => {
  let store: Opened;
  let connection: Connection;

  before(async () => {
    store = await opened();
    // An instance of its own: the application sets mongoose's global options, and these models want the defaults.
    connection = await new mongoose.Mongoose()
      .createConnection(store.server.uri, { dbName: 'mongoose-test' })
      .asPromise();
  });
  after(async () => {
    await connection.close();
    await store.close();
  });

  it('saves, finds, populates, counts and keeps unique', async () => {
    const authors = connection.model<Author>(
      'Author',
      new mongoose.Schema<Author>({ name: { type: String, unique: true } }),
    );
    const books = connection.model<Book>(
      'Book',
      new mongoose.Schema<Book>(
        {
          ...{ title: String, tags: [String], price: mongoose.Schema.Types.Decimal128 },
          author: { type: mongoose.Schema.Types.ObjectId, ref: 'Author' },
        },
        { timestamps: true, optimisticConcurrency: true },
      ),
    );
    await Promise.all([authors.init(), books.init()]);
    const author = await authors.create({ name: 'Ana' });
    const book = await books.create({ title: 'Uno', tags: ['a'], author: author._id, price: '12.50' });
    expect((await failure(authors.create({ name: 'Ana' }))).code).to.equal(11000);
    const found = await books
      .findOne({ tags: 'a' })
      .populate<{ author: { name: string } }>('author')
      .orFail();
    expect(found.author.name).to.equal('Ana');
    expect(found.price.toString()).to.equal('12.50');
    const stale = await books.findById(book.id).orFail();
    book.tags.push('b');
    await book.save();
    stale.title = 'Otro';
    expect((await failure(stale.save())).name).to.equal('VersionError');
    expect(await books.countDocuments({ tags: { $all: ['a', 'b'] } })).to.equal(1);
    expect(await books.estimatedDocumentCount()).to.equal(1);
    const [summary] = await books.aggregate<{ _id: string; n: number }>([
      { $unwind: '$tags' },
      { $group: { _id: '$tags', n: { $sum: 1 } } },
      { $sort: { _id: -1 } },
      { $limit: 1 },
    ]);
    expect(summary).to.deep.equal({ _id: 'b', n: 1 });
  });

  it('runs a transaction whole or not at all', async () => {
    const entries = connection.model('Entry', new mongoose.Schema({ n: Number }));
    await entries.createCollection();
    await connection.transaction(async (session) => {
      await entries.create([{ n: 1 }, { n: 2 }], { session, ordered: true });
    });
    await failure(
      connection.transaction(async (session) => {
        await entries.create([{ n: 3 }], { session });
        throw new Error('no');
      }),
    );
    expect(await entries.distinct('n')).to.deep.equal([1, 2]);
  });

  it('keeps web sessions: set, get, touch, destroy, and a time to live', async () => {
    const sessions = MongoStore.create({
      client: connection.getClient(),
      dbName: 'mongoose-test',
      ttl: 3600,
    });
    const call = <T>(act: (done: (error: unknown, value?: T) => void) => void): Promise<T | undefined> =>
      new Promise((resolve, reject) =>
        act((error, value) => (error instanceof Error ? reject(error) : resolve(value))),
      );
    const data = { cookie: { originalMaxAge: 1000 }, user: 'ana' } as unknown as SessionData;
    await call((done) => sessions.set('s1', data, done));
    expect(await call((done) => sessions.get('s1', done))).to.include({ user: 'ana' });
    await call((done) => sessions.touch('s1', data, done));
    expect(await call<number>((done) => sessions.length(done))).to.equal(1);
    await call((done) => sessions.destroy('s1', done));
    expect(await call((done) => sessions.get('s1', done))).to.equal(null);
    const indexes = await connection.db?.collection('sessions').indexes();
    expect(indexes?.some(({ expireAfterSeconds }) => expireAfterSeconds === 0)).to.equal(true);
    await sessions.close().catch(() => undefined);
  });
});
