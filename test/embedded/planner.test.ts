// Which index serves a query, and how much is looked at to answer it.
import { expect } from 'chai';
import type { Collection, Document } from 'mongodb';
import { failure, opened, type Opened } from './opened.ts';

interface Expected {
  index: string | null;
  keys: number;
  docs: number;
  sorts?: boolean;
}

describe('embedded: planner', () => {
  let store: Opened;
  let docs: Collection<Document>;

  before(async () => {
    store = await opened();
    docs = store.db.collection('docs');
    await docs.insertMany(
      Array.from({ length: 1000 }, (_, n) => ({
        _id: n as never,
        state: ['draft', 'in force'][n % 2],
        area: n % 10,
        date: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000),
        tags: [`t${n % 5}`, `u${n % 7}`],
        code: `PR-${String(n).padStart(4, '0')}`,
        ...(n % 100 === 0 ? { rare: n } : {}),
      })),
    );
    await docs.createIndexes([
      { key: { state: 1, area: 1, date: -1 }, name: 'state' },
      { key: { code: 1 }, name: 'code', unique: true },
      { key: { tags: 1, date: 1 }, name: 'tags' },
      { key: { rare: 1 }, name: 'rare', sparse: true },
      { key: { date: 1 }, name: 'force', partialFilterExpression: { state: 'in force' } },
    ]);
  });
  after(() => store.close());

  const cases: [string, Document, Document | undefined, number, Expected][] = [
    ['by id', { _id: 7 }, undefined, 0, { index: '_id_', keys: 1, docs: 1 }],
    ['by ids', { _id: { $in: [7, 8, 9, 5000] } }, undefined, 0, { index: '_id_', keys: 3, docs: 3 }],
    ['by a unique code', { code: 'PR-0010' }, undefined, 0, { index: 'code', keys: 1, docs: 1 }],
    [
      'a page of a sorted list',
      { state: 'draft', area: 2 },
      { date: -1 },
      25,
      { index: 'state', keys: 25, docs: 25 },
    ],
    [
      'the same backwards',
      { state: 'draft', area: 2 },
      { date: 1 },
      25,
      { index: 'state', keys: 25, docs: 25 },
    ],
    ['a prefix', { state: 'draft' }, { area: 1, date: -1 }, 10, { index: 'state', keys: 10, docs: 10 }],
    [
      'a range after equalities',
      { state: 'draft', area: 2, date: { $lt: new Date(Date.UTC(2026, 0, 3)) } },
      undefined,
      0,
      { index: 'state', keys: 5, docs: 5 },
    ],
    [
      'a list',
      { state: { $in: ['draft', 'gone'] }, area: { $in: [0, 2] } },
      undefined,
      0,
      { index: 'state', keys: 200, docs: 200 },
    ],
    ['an element of an array, in order', { tags: 'u3' }, { date: 1 }, 5, { index: 'tags', keys: 5, docs: 5 }],
    ['the beginning of a text', { code: /^PR-00/ }, undefined, 0, { index: 'code', keys: 100, docs: 100 }],
    ['a sparse field', { rare: { $gte: 500 } }, undefined, 0, { index: 'rare', keys: 5, docs: 5 }],
    [
      'the documents of a partial index, in order',
      { state: 'in force' },
      { date: 1 },
      3,
      { index: 'force', keys: 3, docs: 3 },
    ],
    ['no index: everything is read', { nothing: 1 }, undefined, 0, { index: null, keys: 0, docs: 1000 }],
    ['missing is not in a sparse index', { rare: null }, undefined, 0, { index: null, keys: 0, docs: 1000 }],
    [
      'order that no index gives',
      { state: 'draft', area: 2 },
      { code: -1 },
      3,
      { index: 'state', keys: 100, docs: 100, sorts: true },
    ],
    ['an order for everything', {}, { code: 1 }, 4, { index: 'code', keys: 4, docs: 4 }],
    ['an empty list', { area: { $in: [] } }, undefined, 0, { index: null, keys: 0, docs: 0 }],
  ];
  for (const [name, filter, sort, limit, expected] of cases)
    it(`${name}: ${expected.index ?? 'none'}`, async () => {
      const explained = await docs.find(filter, { sort: sort as never, limit }).explain('executionStats');
      const plan = JSON.stringify(explained);
      const { executionStats: stats } = explained as { executionStats: Record<string, number> };
      expect(/"indexName":"(\w+)"/.exec(plan)?.[1] ?? null).to.equal(expected.index);
      expect({ keys: stats.totalKeysExamined, docs: stats.totalDocsExamined }).to.deep.equal({
        keys: expected.keys,
        docs: expected.docs,
      });
      expect(plan.includes('"SORT"')).to.equal(expected.sorts === true);
    });

  it('reads each branch of an $or through its own index, and each document once', async () => {
    const filter = {
      $or: [{ code: 'PR-0001' }, { tags: 't1', date: { $lt: new Date(Date.UTC(2026, 0, 1, 10)) } }],
    };
    const explained = JSON.stringify(await docs.find(filter).explain());
    expect(explained).to.include('"OR"').and.not.include('COLLSCAN');
    expect((await docs.find(filter).toArray()).map(({ _id }) => Number(_id)).sort()).to.deep.equal([1, 6]);
  });

  it('counts from the index alone', async () => {
    const explained = (await store.db.command({
      explain: { count: 'docs', query: { state: 'draft', area: 2 } },
    })) as { executionStats: Document };
    expect(JSON.stringify(explained)).to.include('COUNT_SCAN');
    expect(explained.executionStats).to.include({
      totalKeysExamined: 100,
      totalDocsExamined: 0,
      nReturned: 100,
    });
    expect(await docs.countDocuments({ state: 'draft', area: { $gte: 3, $lte: 4 } })).to.equal(100);
    expect(await docs.countDocuments({ tags: { $in: ['t1', 'u1'] } })).to.equal(docsWith(['t1', 'u1']));
  });

  it('obeys a hint, and refuses one that fits no index', async () => {
    const explained = JSON.stringify(await docs.find({ code: 'PR-0001' }).hint({ $natural: 1 }).explain());
    expect(explained).to.include('COLLSCAN');
    expect(JSON.stringify(await docs.find({ area: 3 }).hint('state').explain())).to.include(
      '"indexName":"state"',
    );
    expect((await failure(docs.find({}).hint('nothing').toArray())).code).to.equal(2);
  });

  it('does not use a hidden index', async () => {
    await store.db.command({ collMod: 'docs', index: { name: 'code', hidden: true } });
    expect(JSON.stringify(await docs.find({ code: 'PR-0001' }).explain())).to.include('COLLSCAN');
    await store.db.command({ collMod: 'docs', index: { name: 'code', hidden: false } });
    expect(JSON.stringify(await docs.find({ code: 'PR-0001' }).explain())).to.include('IXSCAN');
  });

  it('explains aggregate, update and delete', async () => {
    for (const command of [
      {
        aggregate: 'docs',
        pipeline: [{ $match: { code: 'PR-0001' } }, { $group: { _id: null } }],
        cursor: {},
      },
      { update: 'docs', updates: [{ q: { code: 'PR-0001' }, u: { $set: { a: 1 } } }] },
      { delete: 'docs', deletes: [{ q: { code: 'PR-0001' }, limit: 1 }] },
      { findAndModify: 'docs', query: { code: 'PR-0001' }, remove: true },
      { distinct: 'docs', key: 'area', query: { code: 'PR-0001' } },
    ])
      expect(JSON.stringify(await store.db.command({ explain: command }))).to.include('"indexName":"code"');
    expect(await docs.countDocuments({ code: 'PR-0001' })).to.equal(1);
  });
});

function docsWith(tags: string[]): number {
  return Array.from({ length: 1000 }, (_, n) => [`t${n % 5}`, `u${n % 7}`]).filter((own) =>
    own.some((tag) => tags.includes(tag)),
  ).length;
}
