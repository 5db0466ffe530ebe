// One owner of a data folder, found by others; files of newer versions and of other programs are left alone.
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import {
  attachOrStart,
  InUse,
  openRelay,
  openServer,
  startEmbedded,
  type Embedded,
} from '../../server/embedded/index.ts';
import { failure } from './opened.ts';

describe('embedded: the owner of a folder', () => {
  let folder: string;
  let embedded: Embedded | null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigente-test-'));
    embedded = null;
  });
  afterEach(async () => {
    await embedded?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves from a thread, on a short socket that only this user can reach', async () => {
    embedded = await startEmbedded({ dataDir: folder });
    const path = decodeURIComponent(new URL(embedded.uri).host);
    expect(Buffer.byteLength(path)).to.be.lessThan(107);
    expect(statSync(dirname(path)).mode & 0o777).to.equal(0o700);
    const client = await new MongoClient(embedded.uri).connect();
    await client.db().collection('docs').insertOne({ a: 1 });
    expect(client.db().databaseName).to.equal('vigente');
    for (const name of ['vigente.db', 'vigente.db-wal', 'owner.json'])
      expect(statSync(join(folder, name)).mode & 0o777, name).to.equal(0o600);
    await client.close();
    await embedded.stop();
    embedded = null;
    expect(existsSync(path)).to.equal(false);
  });

  it('refuses a second opener, naming the process that holds it, and lets it attach', async () => {
    embedded = await startEmbedded({ dataDir: folder });
    const error = await failure(startEmbedded({ dataDir: folder }));
    expect(error).to.be.instanceOf(InUse);
    expect(error.message).to.include(`process ${process.pid}`);
    const attached = await attachOrStart(folder);
    expect(attached.uri).to.equal(embedded.uri);
    await attached.stop();
    const client = await new MongoClient(embedded.uri).connect();
    expect(await client.db().command({ ping: 1 })).to.include({ ok: 1 });
    await client.close();
  });

  it('names another process, and takes over when that was killed', async () => {
    const script = new URL('../endure/embedded-child.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, folder, join(folder, 's.sock')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect((await failure(startEmbedded({ dataDir: folder }))).message).to.include(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    embedded = await startEmbedded({ dataDir: folder });
    expect(embedded.uri).to.match(/^mongodb:/);
  });

  it('becomes the owner when there is none', async () => {
    embedded = await attachOrStart(folder);
    expect((await failure(startEmbedded({ dataDir: folder }))).message).to.include('in use');
  });

  it('refuses a file that a newer version wrote, and leaves it as it is', async () => {
    await (await startEmbedded({ dataDir: folder })).stop();
    setPragma(join(folder, 'vigente.db'), 'user_version = 99');
    const { message } = await failure(startEmbedded({ dataDir: folder }));
    expect(message).to.include('was written by a newer version (format 99');
    setPragma(join(folder, 'vigente.db'), 'user_version = 1');
    embedded = await startEmbedded({ dataDir: folder });
  });

  it('refuses the file of another program', async () => {
    const other = new DatabaseSync(join(folder, 'vigente.db'));
    other.exec('CREATE TABLE mine(a)');
    other.close();
    expect((await failure(startEmbedded({ dataDir: folder }))).message).to.include(
      'not a data file of this program',
    );
  });

  it('opens for reading only when asked', async () => {
    const server = await openServer({ dataDir: folder, listen: { port: 0 }, readOnly: true });
    const client = await new MongoClient(server.uri).connect();
    const { message } = await failure(client.db().collection('docs').insertOne({ a: 1 }));
    expect(message).to.include('reading only');
    expect(await client.db().collection('docs').find().toArray()).to.deep.equal([]);
    await client.close();
    await server.close();
  });
});

describe('embedded: the door to another owner', () => {
  it('passes reads on to it, and writes only when told to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigente-test-'));
    const embedded = await startEmbedded({ dataDir: folder });
    const [reading, writing] = [
      await openRelay(embedded.uri, 0, false),
      await openRelay(embedded.uri, 0, true),
    ];
    const clients = [reading, writing].map(
      ({ port }) => new MongoClient(`mongodb://127.0.0.1:${port}/relay-test?directConnection=true`),
    );
    const [reader, writer] = clients.map((client) => client.db().collection('docs'));
    await writer?.insertOne({ a: 1 });
    expect(await reader?.countDocuments()).to.equal(1);
    expect((await failure(reader?.insertOne({ a: 2 }) ?? Promise.resolve())).message).to.include(
      'reading only',
    );
    expect((await failure(reader?.drop() ?? Promise.resolve())).message).to.include('reading only');
    for (const client of clients) await client.close();
    await reading.close();
    await writing.close();
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});

function setPragma(file: string, setting: string): void {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA ${setting}`);
  database.close();
}
