// What is out of scope is refused by its name, and what is malformed with MongoDB's own code; nothing is ignored in silence.
import { expect } from 'chai';
import { runPipeline } from '../../server/embedded/aggregate/index.ts';
import { BSONRegExp, type Doc } from '../../server/embedded/bson/index.ts';
import { requireSimpleCollation } from '../../server/embedded/collation.ts';
import { CommandError } from '../../server/embedded/errors.ts';
import { compileFilter } from '../../server/embedded/match/index.ts';
import { compileProjection } from '../../server/embedded/projection.ts';
import { compileSort } from '../../server/embedded/sort.ts';
import { checkId, compileUpdate, documentForUpsert } from '../../server/embedded/update/index.ts';
import { shown } from './recorded.ts';

describe('refusals by name', () => {
  const named: [string, () => unknown][] = [
    ['$where', () => compileFilter({ $where: 'true' })],
    ['$text', () => compileFilter({ $text: { $search: 'x' } })],
    ['$jsonSchema', () => compileFilter({ $jsonSchema: {} })],
    ['$near', () => compileFilter({ a: { $near: [0, 0] } })],
    ['$geoWithin', () => compileFilter({ a: { $geoWithin: {} } })],
    ['$bitsAllSet', () => compileFilter({ a: { $bitsAllSet: 1 } })],
    ['$meta', () => compileSort({ a: { $meta: 'textScore' } })],
    ['positional projection operator $', () => compileProjection({ 'a.$': 1 })],
    ['$meta', () => compileProjection({ a: { $meta: 'textScore' } })],
    ['positional operator $', () => compileUpdate({ $set: { 'a.$': 1 } })],
    ['positional operator $[]', () => compileUpdate({ $set: { 'a.$[].b': 1 } })],
    ['positional operator $[x]', () => compileUpdate({ $inc: { 'a.$[x]': 1 } })],
    ['arrayFilters', () => compileUpdate({ $set: { a: 1 } }, [{ x: 1 }])],
    ['aggregation pipeline', () => compileUpdate([{ $set: { a: 1 } }])],
    ['$graphLookup', () => aggregate([{ $graphLookup: {} }])],
    ['$merge', () => aggregate([{ $merge: 'x' }])],
    ['$out', () => aggregate([{ $out: 'x' }])],
    ['$bucket', () => aggregate([{ $bucket: {} }])],
    ['$setWindowFields', () => aggregate([{ $setWindowFields: {} }])],
    ['$pow', () => aggregate([{ $project: { a: { $pow: [2, 3] } } }])],
    ['$topN', () => aggregate([{ $group: { _id: 1, a: { $topN: {} } } }])],
    ["collation 'es'", () => requireSimpleCollation({ locale: 'es' })],
    ['possessive', () => compileFilter({ a: new BSONRegExp('a++', '') })],
    ['\\1', () => compileFilter({ a: /(a)\1/ })],
    ['POSIX', () => compileFilter({ a: new BSONRegExp('[[:alpha:]]', '') })],
  ];
  for (const [name, work] of named) {
    it(name, () => {
      const error = errorOf(work);
      expect(error?.code).to.equal(238);
      expect(error?.message)
        .to.match(/^embedded store: .* is not supported; set MONGODB_URI$/)
        .and.include(name);
    });
  }

  it('lets the simple collation pass', () => {
    for (const collation of [undefined, null, {}, { locale: 'simple' }]) requireSimpleCollation(collation);
  });
});

describe('malformed commands', () => {
  const coded: [number, () => unknown][] = [
    [2, () => compileFilter({ $foo: 1 })],
    [2, () => compileFilter({ a: { $foo: 1 } })],
    [2, () => compileFilter({ a: { $gt: 1, b: 2 } })],
    [2, () => compileFilter({ $and: [] })],
    [2, () => compileFilter({ $or: {} })],
    [2, () => compileFilter({ $nor: [1] })],
    [2, () => compileFilter({ a: { $in: 1 } })],
    [2, () => compileFilter({ a: { $in: [{ $gt: 1 }] } })],
    [2, () => compileFilter({ a: { $not: 1 } })],
    [2, () => compileFilter({ a: { $not: {} } })],
    [2, () => compileFilter({ a: { $all: 1 } })],
    [2, () => compileFilter({ a: { $all: [{ $gt: 1 }] } })],
    [2, () => compileFilter({ a: { $elemMatch: 1 } })],
    [2, () => compileFilter({ a: { $size: -1 } })],
    [2, () => compileFilter({ a: { $size: 1.5 } })],
    [2, () => compileFilter({ a: { $type: 'text' } })],
    [2, () => compileFilter({ a: { $ne: /x/ } })],
    [2, () => compileFilter({ a: { $gt: /x/ } })],
    [2, () => compileFilter({ a: { $options: 'i' } })],
    [2, () => compileFilter({ a: { $mod: [0, 1] } })],
    [51108, () => compileFilter({ a: { $regex: 'x', $options: 'g' } })],
    [51091, () => compileFilter({ a: { $regex: '(' } })],
    [15975, () => compileSort({ a: 2 })],
    [15974, () => compileSort({ a: 'x' })],
    [31254, () => compileProjection({ a: 1, b: 0 })],
    [31253, () => compileProjection({ a: 0, b: 1 })],
    [31249, () => compileProjection({ a: 1, 'a.b': 1 })],
    [31250, () => compileProjection({ 'a.b': 1, a: 1 })],
    [31275, () => compileProjection({ 'a.b': { $elemMatch: { c: 1 } } })],
    [9, () => compileUpdate({ $foo: { a: 1 } })],
    [9, () => compileUpdate({ $set: 1 })],
    [9, () => compileUpdate({ $set: { a: 1 }, b: 1 })],
    [52, () => compileUpdate({ b: 1, $set: { a: 1 } })],
    [52, () => compileUpdate({ $set: { 'a.$b': 1 } })],
    [56, () => compileUpdate({ $set: { 'a..b': 1 } })],
    [40, () => compileUpdate({ $set: { a: 1 }, $inc: { 'a.b': 1 } })],
    [40, () => compileUpdate({ $rename: { a: 'b' }, $set: { b: 1 } })],
    [14, () => compileUpdate({ $inc: { a: 'x' } })],
    [9, () => compileUpdate({ $pop: { a: 2 } })],
    [2, () => compileUpdate({ $push: { a: { $each: 1 } } })],
    [2, () => compileUpdate({ $push: { a: { $each: [], $foo: 1 } } })],
    [14, () => compileUpdate({ $addToSet: { a: { $each: 1 } } })],
    [2, () => compileUpdate({ $pullAll: { a: 1 } })],
    [66, () => compileUpdate({ $set: { _id: 2 } }).apply({ _id: 1 })],
    [66, () => compileUpdate({ _id: 2 }).apply({ _id: 1 })],
    [54, () => documentForUpsert({ a: 1, $and: [{ a: 2 }] }, { $set: { b: 1 } })],
    [54, () => documentForUpsert({ a: 1, 'a.b': 2 }, { $set: { c: 1 } })],
    [53, () => checkId([1])],
    [40323, () => aggregate([{ $match: {}, $sort: { a: 1 } }])],
    [40324, () => aggregate([{ $foo: 1 }])],
    [15958, () => aggregate([{ $limit: 0 }])],
    [15952, () => aggregate([{ $group: { _id: 1, a: { $foo: 1 } } }])],
    [15955, () => aggregate([{ $group: { a: { $sum: 1 } } }])],
    [28818, () => aggregate([{ $unwind: 'a' }])],
    [40228, () => aggregate([{ $replaceRoot: { newRoot: '$a' } }])],
    [51272, () => aggregate([{ $project: {} }])],
  ];
  it('are refused with MongoDB’s codes', () => {
    for (const [code, work] of coded) expect(errorOf(work)?.code, work.toString()).to.equal(code);
  });

  it('are refused before any document is read', () => {
    const source = {
      [Symbol.iterator]: (): Iterator<Doc> => {
        throw new Error('a document was read');
      },
    };
    const context = { collection: () => [], now: new Date() };
    expect(errorOf(() => runPipeline([{ $match: {} }, { $foo: 1 }], source, context))?.code).to.equal(40324);
  });
});

describe('where a newer MongoDB differs from the recorded one, the newer is followed', () => {
  const newer: [Doc, Doc, Doc][] = [
    [{ $set: {} }, { _id: 1 }, { _id: 1 }],
    [{ $set: { a: { $x: 1 } } }, { _id: 1 }, { _id: 1, a: { $x: 1 } }],
    [{ $push: { a: { $x: 1 } } }, { _id: 1 }, { _id: 1, a: [{ $x: 1 }] }],
  ];
  for (const [update, before, after] of newer) {
    it(shown(update), () => expect(compileUpdate(update).apply(before)).to.deep.equal(after));
  }
});

function aggregate(stages: Doc[]): Doc[] {
  return [...runPipeline(stages, [{ _id: 1, a: 1 }], { collection: () => [], now: new Date() })];
}

function errorOf(work: () => unknown): CommandError | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return error;
  }
}
