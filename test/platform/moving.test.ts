// Moving between two databases and folders: exact to the byte, resumable, and never over what is not ours.
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { BSON, MongoClient, type Document } from 'mongodb';
import { openServer, type EmbeddedServer } from '../../server/embedded/index.ts';
import { createStore } from '../../server/platform/files/index.ts';
import { move, openDatabase, openFolder, type DatabaseEnd } from '../../server/platform/moving/index.ts';
import { batches } from '../../server/platform/moving/batches.ts';

const { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } =
  BSON;

const EVERY_TYPE: Document[] = [
  { _id: 1, double: new Double(2), int: new Int32(2), long: Long.fromString('9007199254740993') },
  { _id: 'text', decimal: Decimal128.fromString('10.00'), minusZero: new Double(-0), nan: new Double(NaN) },
  { _id: new ObjectId('64b000000000000000000001'), date: new Date(-1), none: null, yes: true, list: [1, [2, { a: [] }]] },
  { _id: new Date(0), binary: new Binary(Buffer.from([0, 255]), 4), vector: new Binary(Buffer.from([1]), 0), pattern: new BSONRegExp('^a.b$', 'im') },
  { _id: { b: 1, a: 2 }, code: new Code('1', { x: 1 }), at: new Timestamp({ t: 5, i: 6 }), least: new MinKey(), most: new MaxKey() },
  { _id: null, empty: {}, text: 'ñ € 𝄞', 'with space': '', deep: { a: { b: { c: [null] } } } },
]; // prettier-ignore

const INDEXES: Document[] = [
  {
    name: 'one',
    key: { code: 1, at: -1 },
    unique: true,
    partialFilterExpression: { code: { $type: 'string' } },
  },
  { name: 'some', key: { state: 1 }, partialFilterExpression: { amount: { $gt: new Double(2) } } },
  { name: 'sparse', key: { 'list.a': 1 }, sparse: true },
  { name: 'gone', key: { expires: 1 }, expireAfterSeconds: 3600 },
];

interface Place {
  server: EmbeddedServer;
  client: MongoClient;
  end: DatabaseEnd;
}

describe('moving', () => {
  const dir = mkdtempSync(join(tmpdir(), 'vigente-moving-'));
  const places: Place[] = [];
  let count = 0;
  let [source, target]: Place[] = [];

  const openPlace = async (): Promise<Place> => {
    const server = await openServer({ dataDir: join(dir, `place-${(count += 1)}`), listen: { port: 0 } });
    const client = await MongoClient.connect(server.uri);
    const place = { server, client, end: await openDatabase(server.uri, 'move-test', `place ${count}`) };
    places.push(place);
    return place;
  };
  const collectionOf = (place: Place | undefined, name: string) =>
    place!.client.db('move-test').collection<Document>(name);
  /** The bytes of all records, as they lie there. */
  const bytesOf = async (place: Place, name: string): Promise<string> => {
    const parts: Uint8Array[] = [];
    for await (const bytes of place.end.records(name)) parts.push(bytes);
    return Buffer.concat(parts).toString('hex');
  };
  const moved = (options: { replace?: boolean } = {}) =>
    move(source!.end, target!.end, { files: null, ...options });
  const refusal = async (work: Promise<unknown>): Promise<string> => work.then(() => 'accepted', (error: Error) => error.message); // prettier-ignore

  beforeEach(async () => {
    [source, target] = [await openPlace(), await openPlace()];
    const db = source.client.db('move-test');
    await db.command({ insert: 'types', documents: EVERY_TYPE });
    await db.command({ createIndexes: 'types', indexes: INDEXES });
    await db.createCollection('empty');
    await collectionOf(source, 'many').insertMany(
      Array.from({ length: 2_500 }, (_, index) => ({ _id: index, text: 'x'.repeat(index % 50) })) as never,
    );
  });
  afterEach(async () => {
    for (const place of places.splice(0)) {
      await place.end.close();
      await place.client.close();
      await place.server.close();
    }
  });
  after(() => rmSync(dir, { recursive: true }));

  it('carries every type, every index and every empty collection over, byte for byte', async () => {
    const { collections, wasThere } = await moved();
    expect(collections.map(({ name, count: records }) => [name, records])).to.deep.equal([['empty', 0], ['many', 2_500], ['types', 6]]); // prettier-ignore
    expect(wasThere).to.equal(false);
    for (const name of ['types', 'many'])
      expect(await bytesOf(target!, name)).to.equal(await bytesOf(source!, name));
    expect(await target!.end.shapes()).to.deep.equal(await source!.end.shapes());
    const [shape] = (await target!.end.shapes()).filter(({ name }) => name === 'types');
    expect(shape?.indexes).to.have.length(INDEXES.length);
  });

  it('done twice it finds nothing to do; changed since, it touches nothing', async () => {
    await moved();
    expect((await moved()).wasThere).to.equal(true);
    await collectionOf(target, 'many').updateOne({ _id: 7 as never }, { $set: { text: 'work' } });
    expect(await refusal(moved())).to.contain('since then many changed');
    expect(await collectionOf(target, 'many').countDocuments({ text: 'work' })).to.equal(1);
    await moved({ replace: true });
    expect(await bytesOf(target!, 'many')).to.equal(await bytesOf(source!, 'many'));
  });

  it('goes on after an interruption, keeps what is right, and follows what the source changed meanwhile', async () => {
    const stop = new Error('pulled the plug');
    const interrupted = move(source!.end, target!.end, { files: null, say: (line) => { if (line.startsWith('many')) throw stop; } }); // prettier-ignore
    expect(await refusal(interrupted)).to.equal(stop.message);
    expect(await collectionOf(target, 'many').countDocuments({})).to.equal(2_500);
    await collectionOf(target, 'many').deleteMany({ _id: { $gte: 1_200 as never } });
    const lines: string[] = [];
    await move(source!.end, target!.end, { files: null, say: (line) => lines.push(line) });
    expect(lines.some((line) => line.includes('once more'))).to.equal(false);
    expect(await bytesOf(target!, 'many')).to.equal(await bytesOf(source!, 'many'));
  });

  it('a record that changed or went at the source between two tries is right in the end', async () => {
    const interrupted = move(source!.end, target!.end, { files: null, say: (line) => { if (line.startsWith('types')) throw new Error('stop'); } }); // prettier-ignore
    await refusal(interrupted);
    await collectionOf(source, 'many').updateOne({ _id: 3 as never }, { $set: { text: 'new' } });
    await collectionOf(source, 'types').deleteOne({ _id: 'text' as never });
    await collectionOf(source, 'empty').drop();
    const { collections } = await moved();
    expect(collections.map(({ name, count: records }) => [name, records])).to.deep.equal([['many', 2_500], ['types', 5]]); // prettier-ignore
    expect(await bytesOf(target!, 'many')).to.equal(await bytesOf(source!, 'many'));
  });

  it('refuses a target with other data, one with the unfinished move of somebody else, an unfinished source, and an empty one', async () => {
    const other = await openPlace();
    await collectionOf(target, 'theirs').insertOne({ mine: false });
    expect(await refusal(moved())).to.contain('holds other data');
    expect(await collectionOf(target, 'many').countDocuments({})).to.equal(0);
    await other.end.setMark({ from: 'elsewhere', state: 'running', at: new Date() });
    expect(await refusal(move(source!.end, other.end, { files: null }))).to.contain('a move from elsewhere');
    expect(await refusal(move(other.end, target!.end, { files: null }))).to.contain('nothing to move');
    await collectionOf(other, 'half').insertOne({ half: true });
    expect(await refusal(move(other.end, source!.end, { files: null, replace: true }))).to.contain(
      'unfinished',
    );
    expect(await collectionOf(source, 'many').countDocuments({})).to.equal(2_500);
  });

  it('a source that never stands still is not called moved', async () => {
    let extra = 0;
    // Each reading finds one more record than the one before.
    async function* growing(name: string): AsyncGenerator<Uint8Array> {
      if (name === 'many')
        await collectionOf(source, name).insertOne({ _id: `late ${(extra += 1)}` as never });
      yield* source!.end.records(name);
    }
    const busy = move({ ...source!.end, records: growing }, target!.end, { files: null });
    expect(await refusal(busy)).to.match(/many kept changing/);
    expect((await target!.end.mark())?.state).to.equal('running');
  });

  it('through a folder and out of it again, with the files', async () => {
    const folder = join(dir, 'folder');
    const stores = ['a', 'b', 'c'].map((name) => createStore(join(dir, name)));
    const [a, b, c] = stores as [typeof stores[0] & object, typeof stores[0] & object, typeof stores[0] & object]; // prettier-ignore
    const kept = await a.put(Buffer.from('Acta'));
    const worn = await a.put(Buffer.from('sano'));
    writeFileSync(join(dir, 'a', 'files', worn.sha256.slice(0, 2), worn.sha256), 'roto');
    const out = await move(source!.end, openFolder(folder), { files: { from: a, to: b } });
    expect(out.files).to.deep.equal({ count: 1, copied: 1, damaged: [worn.sha256] });
    expect(readdirSync(join(folder, 'vigente')).sort()).to.deep.equal(
      ['empty', 'many', 'types'].flatMap((name) => [`${name}.bson`, `${name}.metadata.json`]),
    );
    const again = await move(source!.end, openFolder(folder), { files: { from: a, to: b } });
    expect([again.wasThere, again.files?.copied]).to.deep.equal([true, 0]);

    const back = await move(openFolder(folder), target!.end, { files: { from: b, to: c } });
    expect(back.collections).to.deep.equal(out.collections);
    expect((await c.read(kept.sha256)).toString()).to.equal('Acta');
    for (const name of ['types', 'many'])
      expect(await bytesOf(target!, name)).to.equal(await bytesOf(source!, name));
    expect(await target!.end.shapes()).to.deep.equal(await source!.end.shapes());
  });

  it('a folder is resumed at the byte where it stopped, and a torn one is refused', async () => {
    const folder = join(dir, 'torn');
    await move(source!.end, openFolder(folder), { files: null });
    const records = join(folder, 'vigente', 'many.bson');
    truncateSync(records, 40_001);
    expect(await refusal(move(openFolder(folder), target!.end, { files: null }))).to.contain('cut short');
    await openFolder(folder).setMark({ from: source!.end.label, state: 'running', at: new Date() });
    await move(source!.end, openFolder(folder), { files: null });
    await move(openFolder(folder), target!.end, { files: null, replace: true });
    expect(await bytesOf(target!, 'many')).to.equal(await bytesOf(source!, 'many'));
  });

  it('refuses a folder of files that holds those of others', async () => {
    const [from, to] = [createStore(join(dir, 'from')), createStore(join(dir, 'to'))];
    await to.put(Buffer.from('ajeno'));
    expect(await refusal(move(source!.end, target!.end, { files: { from, to } }))).to.contain(
      'files of other records',
    );
    expect(await target!.end.mark()).to.equal(null);
  });

  it('names a record that it could not carry over exactly', async () => {
    const bytes = Buffer.from(BSON.serialize({ _id: 1, b: 1, c: 2 }));
    bytes.write('b', bytes.indexOf('c'));
    const twice = {
      ...source!.end,
      records: (name: string) => (name === 'many' ? only(bytes) : source!.end.records(name)),
    };
    expect(await refusal(move(twice, target!.end, { files: null }))).to.match(
      /many: the record with _id 1 .*exactly/,
    );
  });

  it('reads in portions of bounded size, whatever the size of a record', async () => {
    const sizes = [5_000_000, 10, 10, 3_000_000, 3_000_000];
    const lengths: number[] = [];
    for await (const batch of batches(only(...sizes.map((size) => Buffer.alloc(size)))))
      lengths.push(batch.length);
    expect(lengths).to.deep.equal([1, 3, 1]);
    lengths.length = 0;
    for await (const batch of batches(only(...Array.from({ length: 2_001 }, () => Buffer.alloc(1)))))
      lengths.push(batch.length);
    expect(lengths).to.deep.equal([1_000, 1_000, 1]);
  });
}).timeout(60_000);

async function* only(...all: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}
