// A random collection read twice: through whatever index the planner picks, and by reading everything. Both must agree.
import type { Collection, Db, Document } from 'mongodb';
import { sortOrder } from '../../server/embedded/sort.ts';
import { pick, random, upTo, type Random } from './random.ts';

export interface Agreement {
  seed: number;
  operations: number;
  queries: number;
  /** Queries that an index served. */
  indexed: number;
  /** Each disagreement with what reproduces it. */
  differences: string[];
}

const STATES = ['draft', 'approved', 'in force', 'obsolete'];

const INDEXES: { key: Record<string, 1 | -1>; options?: object }[] = [
  { key: { n: 1 } },
  { key: { state: 1, n: -1 } },
  { key: { tags: 1 } },
  { key: { tags: 1, n: 1 } },
  { key: { 'sub.a': 1, 'sub.b': 1 } },
  { key: { day: -1 } },
  { key: { maybe: 1 }, options: { sparse: true } },
  { key: { n: 1, day: 1 }, options: { partialFilterExpression: { state: 'in force' }, name: 'partial' } },
  { key: { code: 1 } },
  { key: { mixed: 1, state: 1 } },
];

/** Runs `operations` random writes and queries on a collection of the database. */
export async function agree(db: Db, operations: number, seed: number): Promise<Agreement> {
  const next = random(seed);
  const collection = db.collection(`scan-${seed}`);
  const report: Agreement = { seed, operations, queries: 0, indexed: 0, differences: [] };
  const ids = { last: 0 };
  for (let done = 0; done < operations;) {
    done += await writeSome(collection, next, ids);
    if (upTo(next, 12) === 0) await changeIndexes(collection, next);
    for (let i = 0; i < 4; i++, done++) await ask(collection, next, report);
  }
  const { errors } = (await db.command({ validate: collection.collectionName })) as { errors: string[] };
  report.differences.push(...errors);
  return report;
}

async function writeSome(collection: Collection, next: Random, ids: { last: number }): Promise<number> {
  const kind = upTo(next, 6);
  const some = 1 + upTo(next, 8);
  if (kind < 3 || ids.last === 0) {
    const docs = Array.from({ length: some }, () => ({ _id: ++ids.last as never, ...randomDoc(next) }));
    await collection.insertMany(docs);
    return some;
  }
  const id = 1 + upTo(next, ids.last);
  if (kind === 3) await collection.deleteMany({ _id: { $gte: id as never, $lt: (id + some) as never } });
  else if (kind === 4)
    await collection.updateMany(
      { _id: { $gte: id as never, $lt: (id + some) as never } },
      { $set: randomDoc(next) },
    );
  else await collection.replaceOne({ _id: id as never }, randomDoc(next), { upsert: upTo(next, 2) === 0 });
  return 1;
}

async function changeIndexes(collection: Collection, next: Random): Promise<void> {
  const { key, options } = pick(next, INDEXES);
  const name = (options as { name?: string } | undefined)?.name ?? Object.entries(key).flat().join('_');
  const known = await collection.indexes();
  if (known.some((index) => index.name === name)) await collection.dropIndex(name);
  else await collection.createIndex(key, { ...options, name });
}

async function ask(collection: Collection, next: Random, report: Agreement): Promise<void> {
  const filter = randomFilter(next, 2);
  const sort = upTo(next, 2) === 0 ? randomSort(next) : undefined;
  const limit = upTo(next, 3) === 0 ? 1 + upTo(next, 10) : 0;
  const cursor = collection.find(filter, { sort, limit, batchSize: 1 + upTo(next, 200) });
  const scan = collection.find(filter, { sort, hint: { $natural: 1 } });
  const [through, whole] = [await cursor.toArray(), await scan.toArray()];
  const counted = await collection.countDocuments(filter);
  const plan = JSON.stringify(await collection.find(filter, { sort, limit }).explain('queryPlanner'));
  report.queries++;
  if (!plan.includes('COLLSCAN')) report.indexed++;
  const problem = compare(through, whole, sort, limit, counted);
  if (problem)
    report.differences.push(`${problem}: ${JSON.stringify({ seed: report.seed, filter, sort, limit })}`);
}

function compare(
  through: Document[],
  whole: Document[],
  sort: object | undefined,
  limit: number,
  counted: number,
): string | null {
  const expected = limit > 0 ? Math.min(limit, whole.length) : whole.length;
  if (counted !== whole.length) return `count ${counted} instead of ${whole.length}`;
  if (through.length !== expected) return `${through.length} documents instead of ${expected}`;
  if (limit === 0 && idsOf(through) !== idsOf(whole)) return 'other documents';
  const all = new Map(whole.map((doc) => [String(doc._id), JSON.stringify(doc)]));
  if (through.some((doc) => all.get(String(doc._id)) !== JSON.stringify(doc)))
    return 'documents that do not match';
  if (!sort) return null;
  const order = sortOrder(sort as Document);
  const keys = (docs: Document[]): string => JSON.stringify(docs.map((doc) => order.keyOf(doc)));
  return keys(through) === keys(whole.slice(0, expected)) ? null : 'another order';
}

function idsOf(docs: Document[]): string {
  return docs
    .map(({ _id }) => String(_id))
    .sort()
    .join();
}

function randomDoc(next: Random): Document {
  const doc: Document = { n: upTo(next, 20), state: pick(next, STATES), code: `C-${upTo(next, 30)}` };
  if (upTo(next, 3) > 0) doc.tags = randomTags(next);
  if (upTo(next, 2) > 0) doc.day = new Date(Date.UTC(2026, 0, 1 + upTo(next, 40)));
  if (upTo(next, 3) === 0) doc.maybe = pick(next, [null, 1, 2, 'x', false]);
  if (upTo(next, 2) === 0) doc.sub = randomSub(next);
  doc.mixed = pick<unknown>(next, [
    null,
    1,
    2.5,
    -3,
    'text',
    'Texto',
    true,
    new Date(0),
    [1, 'text'],
    [],
    { a: 1 },
    [[1]],
  ]);
  return doc;
}

function randomTags(next: Random): unknown {
  const tags = Array.from({ length: upTo(next, 4) }, () => pick(next, ['a', 'b', 'c', 'd']));
  return upTo(next, 5) === 0 ? pick(next, ['a', 'b', 'c']) : tags;
}

function randomSub(next: Random): unknown {
  const one = (): Document => ({ a: upTo(next, 4), ...(upTo(next, 3) > 0 ? { b: upTo(next, 4) } : {}) });
  return upTo(next, 2) === 0 ? one() : Array.from({ length: upTo(next, 4) }, one);
}

function randomFilter(next: Random, depth: number): Document {
  if (depth > 0 && upTo(next, 6) === 0)
    return {
      [pick(next, ['$or', '$and', '$nor'])]: [randomFilter(next, depth - 1), randomFilter(next, depth - 1)],
    };
  const parts = Array.from({ length: 1 + upTo(next, 2) }, () => randomCondition(next));
  return Object.assign({}, ...parts) as Document;
}

function randomCondition(next: Random): Document {
  const range = (value: () => unknown): Document =>
    upTo(next, 2) === 0
      ? { [pick(next, ['$gt', '$gte'])]: value() }
      : { [pick(next, ['$gt', '$gte'])]: value(), [pick(next, ['$lt', '$lte'])]: value() };
  const day = (): Date => new Date(Date.UTC(2026, 0, 1 + upTo(next, 40)));
  const tag = (): string => pick(next, ['a', 'b', 'c', 'd']);
  switch (upTo(next, 16)) {
    case 0:
      return { n: upTo(next, 20) };
    case 1:
      return { n: range(() => upTo(next, 20)) };
    case 2:
      return { n: { $in: [upTo(next, 20), upTo(next, 20), null] } };
    case 3:
      return { state: pick(next, STATES) };
    case 4:
      return { state: 'in force', n: range(() => upTo(next, 20)) };
    case 5:
      return { tags: tag() };
    case 6:
      return { tags: { $in: [tag(), tag()] } };
    case 7:
      return { tags: range(tag) };
    case 8:
      return { day: range(day) };
    case 9:
      return { maybe: pick<unknown>(next, [null, 1, { $exists: true }, { $exists: false }, { $ne: 1 }]) };
    case 10:
      return { 'sub.a': upTo(next, 4), ...(upTo(next, 2) === 0 ? { 'sub.b': upTo(next, 4) } : {}) };
    case 11:
      return { sub: { $elemMatch: { a: upTo(next, 4), b: range(() => upTo(next, 4)) } } };
    case 12:
      return { code: { $regex: `^C-${upTo(next, 4)}` } };
    case 13:
      return {
        mixed: pick<unknown>(next, [
          null,
          1,
          'text',
          [],
          [1, 'text'],
          { a: 1 },
          { $lt: 2 },
          { $gte: 't' },
          true,
          [1],
        ]),
      };
    case 14:
      return { tags: { $all: [tag(), tag()] }, n: { $not: { $gt: upTo(next, 20) } } };
    default:
      return {
        _id: pick<unknown>(next, [
          upTo(next, 100),
          { $in: [1, 2, 3, upTo(next, 100)] },
          { $gt: upTo(next, 100) },
        ]),
      };
  }
}

function randomSort(next: Random): Record<string, 1 | -1> {
  const fields = ['n', 'state', 'day', 'code', 'tags', '_id', 'sub.a'];
  const first = pick(next, fields);
  const second = pick(next, fields);
  const direction = (): 1 | -1 => (upTo(next, 2) === 0 ? 1 : -1);
  const arrays = ['tags', 'sub.a'];
  if (first === second || upTo(next, 2) === 0 || (arrays.includes(first) && arrays.includes(second)))
    return { [first]: direction() };
  return { [first]: direction(), [second]: direction() };
}
