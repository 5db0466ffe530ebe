// Export and import: the same bytes on both sides, an interrupted run goes on, a full target is left alone.
import { expect } from 'chai';
import { Decimal128, Double, Int32, Long } from 'bson';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { openServer } from '../../server/embedded/index.ts';
import { transfer, type TransferReport } from '../../server/embedded/transfer/index.ts';
import { failure, opened, type Opened } from './opened.ts';

const DATABASE = 'transfer-test';

describe('embedded: transfer', () => {
  let folder: string;
  let server: Opened;
  const lines: string[] = [];

  const run = (
    direction: 'export' | 'import',
    box: string,
    files?: { from: string; to: string },
  ): Promise<TransferReport> =>
    transfer({
      ...{ direction, dataDir: join(folder, box), uri: server.server.uri, database: DATABASE, files },
      progress: (line) => lines.push(line),
    });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vigente-test-'));
    server = await opened();
    lines.length = 0;
    const source = await openServer({ dataDir: join(folder, 'box'), listen: { port: 0 } });
    const client = await new MongoClient(source.uri).connect();
    const db = client.db(DATABASE);
    await db.collection('values').insertMany([
      {
        i: new Int32(1),
        l: Long.fromNumber(1),
        d: new Double(1),
        x: Decimal128.fromString('1.50'),
        t: 'ñ',
        n: null,
        a: [1, []],
      },
      { _id: 'text' as never, when: new Date(0), re: /a/i, bin: Buffer.from([1]) },
    ]);
    await db
      .collection<{ _id: number; n: number }>('many')
      .insertMany(Array.from({ length: 2500 }, (_, n) => ({ _id: n, n: n % 7 })));
    await db.collection('many').createIndex({ n: 1, _id: -1 });
    await db.collection('sessions').createIndex({ expires: 1 }, { expireAfterSeconds: 0 });
    await db
      .collection('many')
      .createIndex({ n: 1 }, { partialFilterExpression: { n: { $gt: 3 } }, name: 'some' });
    await client.close();
    await source.close();
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings everything there and back, the same to the last bit', async () => {
    const there = await run('export', 'box');
    expect(there.collections.map(({ collection, count }) => [collection, count])).to.deep.equal([
      ['many', 2500],
      ['sessions', 0],
      ['values', 2],
    ]);
    expect(await server.client.db(DATABASE).collection('many').indexes()).to.have.length(3);
    const back = await run('import', 'second');
    expect(back.collections).to.deep.equal(there.collections);
    expect(lines.join('\n')).to.include('many: 2500 documents, SHA-256');
  });

  it('goes on with an interrupted run', async () => {
    const target = server.client.db(DATABASE);
    await target.collection('transfer-under-way').insertOne({ begun: new Date() });
    await target
      .collection<{ _id: number; n: number }>('many')
      .insertMany(Array.from({ length: 1000 }, (_, n) => ({ _id: n, n: n % 7 })));
    expect((await run('export', 'box')).collections[0]?.count).to.equal(2500);
    expect((await target.listCollections().toArray()).map(({ name }) => name).sort()).to.deep.equal([
      'many',
      'sessions',
      'values',
    ]);
  });

  it('copies again what an interrupted run left otherwise than it is now', async () => {
    const target = server.client.db(DATABASE);
    await target.collection('transfer-under-way').insertOne({ begun: new Date() });
    await target.collection<{ _id: number; n: number }>('many').insertOne({ _id: 0, n: 99 });
    await run('export', 'box');
    expect(await target.collection('many').countDocuments({ n: 99 })).to.equal(0);
    expect(lines.join('\n')).to.include('copying again');
  });

  it('leaves a target alone that holds something', async () => {
    await server.client.db(DATABASE).collection('mine').insertOne({ a: 1 });
    expect((await failure(run('export', 'box'))).message).to.include('is not empty');
    expect(
      (await server.client.db(DATABASE).listCollections().toArray()).map(({ name }) => name),
    ).to.deep.equal(['mine']);
  });

  it('copies stored files under their hash, keeps those that are there, and refuses a damaged one', async () => {
    const [from, to] = [join(folder, 'files'), join(folder, 'there')];
    const sha256 = createHash('sha256').update('content').digest('hex');
    mkdirSync(join(from, sha256.slice(0, 2)), { recursive: true });
    writeFileSync(join(from, sha256.slice(0, 2), sha256), 'content');
    expect((await run('export', 'box', { from, to })).files).to.deep.equal({ files: 1, present: 0 });
    expect(readFileSync(join(to, sha256.slice(0, 2), sha256), 'utf8')).to.equal('content');
    expect((await run('import', 'third', { from: to, to })).files).to.deep.equal({ files: 1, present: 1 });
    writeFileSync(join(from, sha256.slice(0, 2), sha256), 'other');
    expect(
      (await failure(run('import', 'fourth', { from, to: join(folder, 'elsewhere') }))).message,
    ).to.include('is damaged');
    expect(existsSync(join(folder, 'elsewhere', sha256.slice(0, 2), sha256))).to.equal(false);
  });
});
