// Stages of pipelines, each by what it makes of a few documents.
import { expect } from 'chai';
import { fieldsNeeded, type PipelineContext, runPipeline } from '../../server/embedded/aggregate/index.ts';
import {
  Decimal128,
  decodeFields,
  type Doc,
  Double,
  encode,
  Long,
} from '../../server/embedded/bson/index.ts';
import { identical, shown } from './recorded.ts';

const ORDERS: Doc[] = [
  { _id: 1, item: 'a', count: 2, tags: ['x', 'y'] },
  { _id: 2, item: 'b', count: 1.5, tags: [] },
  { _id: 3, item: 'a', count: new Long(5, 0), tags: null },
  { _id: 4, item: null, count: 'many' },
  { _id: 5, count: 1, tags: 'z' },
];

const ITEMS: Doc[] = [
  { _id: 'a', price: 10 },
  { _id: 'b', price: 20, of: ['x', 'z'] },
  { _id: 'c', of: null },
  { _id: 'd' },
];

const CONTEXT: PipelineContext = {
  collection: (name) => (name === 'items' ? ITEMS : []),
  now: new Date('2026-01-01T00:00:00Z'),
  let: { limit: 2 },
};

describe('aggregation stages', () => {
  const cases: [title: string, stages: Doc[], answer: Doc[]][] = [
    [
      '$group by a missing field and by null alike',
      [{ $group: { _id: '$item', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      [
        { _id: null, n: 2 },
        { _id: 'a', n: 2 },
        { _id: 'b', n: 1 },
      ],
    ],
    [
      '$group with sums of mixed types',
      [
        {
          $group: {
            _id: null,
            total: { $sum: '$count' },
            mean: { $avg: '$count' },
            least: { $min: '$count' },
            most: { $max: '$count' },
          },
        },
      ],
      [{ _id: null, total: 9.5, mean: 2.375, least: 1, most: 'many' }],
    ],
    [
      '$group by a document',
      [
        { $group: { _id: { i: '$item', big: { $gt: ['$count', 1] } }, ids: { $push: '$_id' } } },
        { $sort: { ids: 1 } },
      ],
      [
        { _id: { i: 'a', big: true }, ids: [1, 3] },
        { _id: { i: 'b', big: true }, ids: [2] },
        { _id: { i: null, big: true }, ids: [4] },
        { _id: { big: false }, ids: [5] },
      ],
    ],
    [
      '$count and the accumulator $count',
      [{ $group: { _id: null, n: { $count: {} } } }],
      [{ _id: null, n: 5 }],
    ],
    ['$count of nothing', [{ $match: { _id: 99 } }, { $count: 'n' }], []],
    ['$sortByCount', [{ $sortByCount: '$item' }, { $limit: 1 }], [{ _id: 'a', count: 2 }]],
    [
      '$unwind',
      [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
      [
        { _id: 1, tags: 'x' },
        { _id: 1, tags: 'y' },
        { _id: 5, tags: 'z' },
      ],
    ],
    [
      '$unwind keeping what is empty',
      [
        { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
        { $project: { tags: 1, i: 1 } },
      ],
      [
        { _id: 1, tags: 'x', i: new Long(0, 0) },
        { _id: 1, tags: 'y', i: new Long(1, 0) },
        { _id: 2, i: null },
        { _id: 3, tags: null, i: null },
        { _id: 4, i: null },
        { _id: 5, tags: 'z', i: null },
      ],
    ],
    [
      '$lookup by equal fields',
      [
        { $lookup: { from: 'items', localField: 'item', foreignField: '_id', as: 'found' } },
        { $project: { found: '$found.price' } },
      ],
      [
        { _id: 1, found: [10] },
        { _id: 2, found: [20] },
        { _id: 3, found: [10] },
        { _id: 4, found: [] },
        { _id: 5, found: [] },
      ],
    ],
    [
      '$lookup with arrays, null and nothing',
      [
        { $lookup: { from: 'items', localField: 'tags', foreignField: 'of', as: 'f' } },
        { $project: { f: '$f._id' } },
      ],
      [
        { _id: 1, f: ['b'] },
        { _id: 2, f: ['a', 'c', 'd'] },
        { _id: 3, f: ['a', 'c', 'd'] },
        { _id: 4, f: ['a', 'c', 'd'] },
        { _id: 5, f: ['b'] },
      ],
    ],
    [
      '$lookup with a pipeline and variables',
      [
        { $match: { _id: { $lte: 2 } } },
        {
          $lookup: {
            from: 'items',
            let: { item: '$item' },
            pipeline: [
              { $match: { $expr: { $gt: ['$_id', '$$item'] } } },
              { $project: { _id: 1 } },
              { $limit: 2 },
            ],
            as: 'later',
          },
        },
        { $project: { later: '$later._id' } },
      ],
      [
        { _id: 1, later: ['b', 'c'] },
        { _id: 2, later: ['c', 'd'] },
      ],
    ],
    [
      '$lookup with fields and a pipeline',
      [
        { $match: { _id: 1 } },
        {
          $lookup: {
            from: 'items',
            localField: 'item',
            foreignField: '_id',
            pipeline: [{ $project: { _id: 0, price: 1 } }],
            as: 'p',
          },
        },
        { $project: { p: 1 } },
      ],
      [{ _id: 1, p: [{ price: 10 }] }],
    ],
    [
      '$facet',
      [{ $facet: { all: [{ $count: 'n' }], none: [{ $match: { _id: 9 } }] } }],
      [{ all: [{ n: 5 }], none: [] }],
    ],
    [
      '$unionWith',
      [
        { $match: { _id: 1 } },
        { $project: { _id: 1 } },
        { $unionWith: { coll: 'items', pipeline: [{ $match: { price: 20 } }, { $project: { _id: 1 } }] } },
      ],
      [{ _id: 1 }, { _id: 'b' }],
    ],
    [
      '$unionWith a collection that is not there',
      [{ $limit: 1 }, { $project: { _id: 1 } }, { $unionWith: 'none' }],
      [{ _id: 1 }],
    ],
    [
      '$addFields in documents, arrays and plain values',
      [
        { $match: { _id: 1 } },
        { $project: { a: { $literal: [{ b: 1 }, 2] }, o: { $literal: { x: 1 } }, p: '$item' } },
        { $addFields: { 'a.c': 7, 'o.y': '$_id', 'p.q': 1, gone: '$missing' } },
      ],
      [{ _id: 1, a: [{ b: 1, c: 7 }, { c: 7 }], o: { x: 1, y: 1 }, p: { q: 1 } }],
    ],
    [
      '$set keeps a field in its place',
      [{ $match: { _id: 1 } }, { $set: { item: 'new', z: '$$REMOVE' } }, { $unset: ['tags', 'count'] }],
      [{ _id: 1, item: 'new' }],
    ],
    [
      '$replaceWith',
      [{ $match: { _id: 1 } }, { $replaceWith: { was: '$_id', now: '$$NOW', l: '$$limit' } }],
      [{ was: 1, now: new Date('2026-01-01T00:00:00Z'), l: 2 }],
    ],
    [
      '$match with $expr and variables',
      [{ $match: { $expr: { $eq: ['$_id', '$$limit'] } } }, { $project: { _id: 1 } }],
      [{ _id: 2 }],
    ],
    [
      '$project that drops',
      [{ $match: { _id: 1 } }, { $project: { tags: 0, _id: 0 } }],
      [{ item: 'a', count: 2 }],
    ],
    [
      '$sort by several fields, $skip and $limit',
      [{ $sort: { item: -1, _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { _id: 1 } }],
      [{ _id: 3 }, { _id: 1 }],
    ],
  ];
  for (const [title, stages, answer] of cases) {
    it(title, () => {
      const given = [...runPipeline(stages, ORDERS, CONTEXT)];
      expect(identical(given, answer), shown(given)).to.equal(true);
    });
  }

  it('$sample gives as many documents as asked, each once', () => {
    const ids = [...runPipeline([{ $sample: { size: 3 } }], ORDERS, CONTEXT)].map((doc) => doc._id);
    expect(new Set(ids).size).to.equal(3);
    expect([...runPipeline([{ $sample: { size: 30 } }], ORDERS, CONTEXT)]).to.have.lengthOf(5);
  });

  it('read no more documents than are needed', () => {
    let read = 0;
    const source = function* () {
      for (const doc of ORDERS) {
        read++;
        yield doc;
      }
    };
    expect([...runPipeline([{ $match: {} }, { $limit: 2 }], source(), CONTEXT)]).to.have.lengthOf(2);
    expect(read).to.equal(2);
  });

  it('tell which fields they need, when they do not need them all', () => {
    const needs = (stages: Doc[]) => [...(fieldsNeeded(stages) ?? ['all'])].sort();
    expect(
      needs([{ $match: { a: 1, 'b.c': { $gt: 2 } } }, { $group: { _id: '$d.e', n: { $sum: '$f' } } }]),
    ).to.deep.equal(['a', 'b', 'd', 'f']);
    expect(needs([{ $unwind: '$tags' }, { $sortByCount: '$tags' }])).to.deep.equal(['tags']);
    expect(needs([{ $count: 'n' }, { $project: { n: 1 } }])).to.deep.equal([]);
    expect(
      needs([{ $group: { _id: { $literal: '$x' }, n: { $push: { a: '$a', b: ['$b'] } } } }]),
    ).to.deep.equal(['a', 'b']);
    expect(needs([{ $match: { a: 1 } }])).to.deep.equal(['all']);
    expect(needs([{ $group: { _id: null, all: { $push: '$$ROOT' } } }])).to.deep.equal(['all']);
    expect(needs([{ $match: { $expr: { $gt: ['$a', 1] } } }, { $count: 'n' }])).to.deep.equal(['all']);
    expect(
      needs([{ $unwind: { path: '$a', includeArrayIndex: 'i' } }, { $group: { _id: '$i' } }]),
    ).to.deep.equal(['all']);
  });

  it('answer the same from the needed fields alone', () => {
    for (const [title, stages] of cases) {
      const needed = fieldsNeeded(stages);
      if (needed === null) continue;
      const some = ORDERS.map((doc) => decodeFields(encode(doc), needed));
      const [whole, part] = [ORDERS, some].map((docs) => [...runPipeline(stages, docs, CONTEXT)]);
      expect(identical(whole, part), title).to.equal(true);
    }
  });

  it('sum without losing what doubles drop, and widen as far as needed', () => {
    const sums: [values: unknown[], total: unknown][] = [
      [[0.1, 0.2, 0.3, -0.3, -0.2, -0.1], new Double(0)],
      [Array.from({ length: 10 }, () => 0.1), new Double(1)],
      [[2147483647, 1], Long.fromNumber(2147483648)],
      [[2147483647, 1, -1], 2147483647],
      [[Long.MAX_VALUE, 1], 9223372036854775808],
      [[1, Decimal128.fromString('0.10')], Decimal128.fromString('1.10')],
      [[Infinity, -Infinity], NaN],
      [[], 0],
    ];
    for (const [values, total] of sums) {
      const docs = values.map((v) => ({ v }));
      const [given] = runPipeline(
        [{ $group: { _id: null, t: { $sum: '$v' } } }],
        docs.length > 0 ? docs : [{}],
        CONTEXT,
      );
      expect(identical(given!.t, total), `${shown(values)} gave ${shown(given)}`).to.equal(true);
    }
  });
});
