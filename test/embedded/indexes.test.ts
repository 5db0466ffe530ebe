// Indexes: what they refuse, how they are built, how they age, and that nothing asked of them is ignored.
import { expect } from 'chai';
import type { Collection, Document, IndexDescription } from 'mongodb';
import { failure, opened, type Opened } from './opened.ts';

describe('embedded: indexes', () => {
  let store: Opened;
  let docs: Collection<Document>;

  before(async () => (store = await opened({ housekeepingMs: 50 })));
  after(() => store.close());
  beforeEach(async () => {
    await store.db.dropDatabase();
    docs = store.db.collection('docs');
  });

  const create = (index: object): Promise<unknown> =>
    store.db.command({ createIndexes: 'docs', indexes: [{ name: 'i', key: { a: 1 }, ...index }] });

  it('names pattern and value of a duplicate', async () => {
    await docs.createIndex({ code: 1, year: -1 }, { unique: true });
    await docs.insertOne({ code: 'PR-01', year: 2026 });
    const error = await failure(docs.insertOne({ code: 'PR-01', year: 2026 }));
    expect(error.code).to.equal(11000);
    expect(error.keyPattern).to.deep.equal({ code: 1, year: -1 });
    expect(error.keyValue).to.deep.equal({ code: 'PR-01', year: 2026 });
    expect(error.message).to.equal(
      'E11000 duplicate key error collection: embedded-test.docs index: code_1_year_-1 dup key: { code: "PR-01", year: 2026 }',
    );
  });

  it('keeps a partial unique index to the documents of its filter', async () => {
    await docs.createIndex({ document: 1 }, { unique: true, partialFilterExpression: { state: 'in force' } });
    await docs.insertMany([
      { document: 1, state: 'obsolete' },
      { document: 1, state: 'obsolete' },
      { document: 1, state: 'in force' },
    ]);
    expect((await failure(docs.insertOne({ document: 1, state: 'in force' }))).code).to.equal(11000);
    expect(
      (await failure(docs.updateOne({ state: 'obsolete' }, { $set: { state: 'in force' } }))).code,
    ).to.equal(11000);
    await docs.updateOne({ state: 'in force' }, { $set: { state: 'obsolete' } });
    await docs.updateOne({ state: 'obsolete' }, { $set: { state: 'in force' } });
  });

  it('lets documents without the field stand side by side in a sparse unique index, but not with null', async () => {
    await docs.createIndex({ mail: 1 }, { unique: true, sparse: true });
    await docs.insertMany([{ a: 1 }, { a: 2 }, { mail: null }]);
    expect((await failure(docs.insertOne({ mail: null }))).code).to.equal(11000);
    expect((await docs.find({ mail: null }).toArray()).length).to.equal(3);
    expect((await docs.find().sort({ mail: 1 }).toArray()).length).to.equal(3);
  });

  it('builds over what is there while others read and write, and refuses what does not fit', async () => {
    await docs.insertMany(Array.from({ length: 5000 }, (_, n) => ({ n, even: n % 2 })));
    const building = docs.createIndex({ n: 1 }, { unique: true });
    const during = await Promise.all([
      docs.insertOne({ n: 7000 }),
      docs.updateOne({ n: 4999 }, { $set: { n: 8000 } }),
      docs.deleteOne({ n: 4998 }),
      docs.findOne({ n: 3 }),
    ]);
    expect(during[3]?.n).to.equal(3);
    await building;
    expect(await store.db.command({ validate: 'docs' })).to.include({ valid: true, nrecords: 5000 });
    expect((await failure(docs.createIndex({ even: 1 }, { unique: true }))).code).to.equal(11000);
    expect((await docs.indexes()).length).to.equal(2);
  });

  it('throws away what was half built, and removes large leftovers by and by', async () => {
    await docs.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n })));
    await docs.createIndex({ n: 1 });
    await docs.drop();
    await docs.insertOne({ n: 1 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(store.server.engine.catalogue.leftovers).to.deep.equal([]);
    await store.reopen();
    docs = store.db.collection('docs');
    expect(await store.db.command({ validate: 'docs' })).to.include({ valid: true, nrecords: 1 });
  });

  it('throws away an index whose building was cut off, and gives its number to no other', async () => {
    await docs.insertMany(Array.from({ length: 100 }, (_, n) => ({ n })));
    await docs.createIndex({ n: 1 });
    const { catalogue } = store.server.engine;
    const collection = catalogue.get('embedded-test', 'docs');
    const cut = collection?.indexes[1];
    if (!collection || !cut) throw new Error('the index is missing');
    cut.building = true;
    catalogue.save(collection);
    await store.reopen();
    docs = store.db.collection('docs');
    expect((await docs.indexes()).map(({ name }) => name)).to.deep.equal(['_id_']);
    await docs.createIndex({ n: -1 });
    const fresh = store.server.engine.catalogue.get('embedded-test', 'docs')?.indexes[1];
    expect(fresh?.id).to.be.greaterThan(cut.id);
    await store.reopen();
    docs = store.db.collection('docs');
    expect(await store.db.command({ validate: 'docs' })).to.include({ valid: true });
  });

  it('removes documents whose time is over, and only those', async () => {
    await docs.createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
    await docs.insertMany([
      { _id: 'past' as never, expires: new Date(Date.now() - 1000) },
      { _id: 'array' as never, expires: [new Date(Date.now() + 60_000), new Date(0)] },
      { _id: 'future' as never, expires: new Date(Date.now() + 60_000) },
      { _id: 'text' as never, expires: 'yesterday' },
      { _id: 'none' as never },
    ]);
    for (let i = 0; i < 50 && (await docs.countDocuments()) > 3; i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await docs.distinct('_id')).sort()).to.deep.equal(['future', 'none', 'text']);
    await store.db.command({ collMod: 'docs', index: { name: 'expires_1', expireAfterSeconds: 3600 } });
    expect((await docs.indexes())[1]?.expireAfterSeconds).to.equal(3600);
  });

  it('knows an index that is there already, and says which one is in the way', async () => {
    await create({});
    expect(await create({})).to.include({
      numIndexesBefore: 2,
      numIndexesAfter: 2,
      note: 'all indexes already exist',
    });
    expect((await failure(create({ name: 'j' }))).code).to.equal(85);
    expect((await failure(create({ unique: true }))).code).to.equal(86);
    expect((await failure(create({ key: { b: 1 } }))).code).to.equal(86);
    expect((await failure(docs.dropIndex('nothing'))).code).to.equal(27);
    expect((await failure(docs.dropIndex('_id_'))).code).to.equal(72);
  });

  const refused: [string, Partial<IndexDescription> & object, number][] = [
    ['text', { key: { a: 'text' } }, 238],
    ['2dsphere', { key: { a: '2dsphere' } }, 238],
    ['hashed', { key: { a: 'hashed' } }, 238],
    ['wildcard', { key: { 'a.$**': 1 } }, 238],
    ['collation', { collation: { locale: 'es' } }, 238],
    ['an unknown option', { fast: true } as object, 197],
    ['an empty key', { key: {} }, 67],
    ['direction 0', { key: { a: 0 as never } }, 67],
    ['a negative time to live', { expireAfterSeconds: -1 }, 67],
    ['a time to live on two fields', { key: { a: 1, b: 1 }, expireAfterSeconds: 1 }, 67],
    ['sparse and partial', { sparse: true, partialFilterExpression: { a: 1 } }, 67],
  ];
  for (const [name, index, code] of refused)
    it(`refuses ${name}`, async () => expect((await failure(create(index))).code).to.equal(code));

  it('refuses parallel arrays and too large documents', async () => {
    await docs.createIndex({ a: 1, b: 1 });
    expect((await failure(docs.insertOne({ a: [1, 2], b: [1, 2] }))).code).to.equal(171);
    await docs.insertOne({ _id: 1 as never, text: 'x' });
    await docs.updateOne({ _id: 1 as never }, { $set: { more: 'y'.repeat(9_000_000) } });
    const error = await failure(
      docs.updateOne({ _id: 1 as never }, { $set: { text: 'z'.repeat(9_000_000) } }),
    );
    expect(error.code).to.equal(10334);
    expect((await docs.findOne({ _id: 1 as never }))?.text).to.equal('x');
  });

  it('keeps counts exact over inserts, upserts, deletes, errors and a restart', async () => {
    await docs.createIndex({ n: 1 }, { unique: true });
    await docs.insertMany(Array.from({ length: 100 }, (_, n) => ({ n })));
    await failure(docs.insertMany([{ n: 100 }, { n: 5 }, { n: 101 }]));
    await docs.updateOne({ n: 500 }, { $set: { x: 1 } }, { upsert: true });
    await docs.deleteMany({ n: { $lt: 10 } });
    expect(await docs.estimatedDocumentCount()).to.equal(92);
    await store.reopen();
    docs = store.db.collection('docs');
    expect(await docs.estimatedDocumentCount()).to.equal(92);
    expect(await docs.countDocuments({ n: { $gte: 50, $lt: 60 } })).to.equal(10);
  });

  it('answers once for a document whose array grew by one value at a time, before and after a restart', async () => {
    await docs.createIndex({ tags: 1, n: 1 });
    await docs.insertOne({ n: 1, tags: ['a'] });
    await docs.updateOne({ n: 1 }, { $push: { tags: 'b' } } as object);
    const either = { tags: { $in: ['a', 'b'] } };
    expect((await docs.find(either).sort({ tags: 1 }).toArray()).length).to.equal(1);
    expect(await docs.countDocuments(either)).to.equal(1);
    expect(await docs.countDocuments({ tags: { $gte: 'a', $lte: 'b' } })).to.equal(1);
    await store.reopen();
    docs = store.db.collection('docs');
    expect(await docs.countDocuments(either)).to.equal(1);
  });
});
