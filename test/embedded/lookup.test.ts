// `$lookup` through an index answers what it answers over the whole collection.
import { expect } from 'chai';
import type { Document } from 'mongodb';
import { pick, random, upTo } from './random.ts';
import { opened, type Opened } from './opened.ts';

const VALUES: unknown[] = [
  null,
  1,
  2.5,
  'a',
  'b',
  true,
  [1, 'a'],
  [],
  { k: 1 },
  [{ k: 1 }],
  new Date(0),
  [[1]],
];

describe('embedded: $lookup', () => {
  let store: Opened;
  before(async () => (store = await opened()));
  after(() => store.close());

  it('finds the same partners with an index as without, whatever the values', async () => {
    const next = random(5);
    const doc = (n: number): Document => ({
      _id: n as never,
      ...(upTo(next, 5) > 0 ? { v: pick(next, VALUES) } : {}),
      sub: pick<unknown>(next, [{ v: pick(next, VALUES) }, [{ v: 1 }, { v: pick(next, VALUES) }], 7]),
    });
    for (const name of ['local', 'foreign', 'indexed']) await store.db.createCollection(name);
    const foreign = Array.from({ length: 60 }, (_, n) => doc(n));
    await store.db.collection('local').insertMany(Array.from({ length: 300 }, (_, n) => doc(n)));
    await store.db.collection('foreign').insertMany(foreign);
    await store.db.collection('indexed').insertMany(foreign);
    await store.db.collection('indexed').createIndexes([{ key: { v: 1 } }, { key: { 'sub.v': 1 } }]);
    const join = (from: string, localField: string, foreignField: string): Promise<Document[]> =>
      store.db
        .collection('local')
        .aggregate([
          { $sort: { _id: 1 } },
          { $lookup: { from, localField, foreignField, as: 'found' } },
          { $project: { found: '$found._id' } },
        ])
        .toArray();
    for (const local of ['v', 'sub.v', 'missing'])
      for (const field of ['v', 'sub.v', '_id'])
        expect(await join('indexed', local, field), `${local} = ${field}`).to.deep.equal(
          await join('foreign', local, field),
        );
  });

  it('looks only at the partners', async () => {
    const parents = store.db.collection('parents');
    await parents.insertMany(Array.from({ length: 2000 }, (_, n) => ({ _id: n as never, name: `p${n}` })));
    await store.db.collection('children').insertMany([{ parent: 5 }, { parent: [7, 8] }, {}]);
    const found = await store.db
      .collection('children')
      .aggregate([
        { $lookup: { from: 'parents', localField: 'parent', foreignField: '_id', as: 'p' } },
        { $project: { _id: 0, p: '$p.name' } },
      ])
      .toArray();
    expect(found).to.deep.equal([{ p: ['p5'] }, { p: ['p7', 'p8'] }, { p: [] }]);
  });
});
