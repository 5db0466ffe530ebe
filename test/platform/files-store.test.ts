// The content-addressed store: keeps, finds, verifies, sweeps, and never says yes to half a file.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { DamagedFile, MissingFile, StorageFull } from '../../server/platform/files/errors.ts';
import { createStore } from '../../server/platform/files/store.ts';
import { failingDisk } from '../support/failing-disk.ts';
import type { DiskFault } from '../support/failing-disk.ts';

describe('file store', () => {
  let dir: string;
  beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'vigente-store-'))));
  afterEach(() => rm(dir, { recursive: true, force: true }));

  const pathOf = (sha256: string) => join(dir, 'files', sha256.slice(0, 2), sha256);
  const drafts = () => readdir(join(dir, 'tmp')).catch(() => []);

  it('G2b: keeps bytes under their SHA-256, from a buffer or a stream, once', async () => {
    const store = createStore(dir);
    const bytes = randomBytes(700_000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await store.put(bytes)).to.deep.equal({ sha256, bytes: 700_000 });
    expect(await store.put(Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]))).to.deep.equal({
      sha256,
      bytes: 700_000,
    });
    expect(await readFile(pathOf(sha256))).to.deep.equal(bytes);
    expect(await store.read(sha256)).to.deep.equal(bytes);
    expect(await store.has(sha256)).to.equal(true);
    expect(await drafts()).to.deep.equal([]);
  });

  it('answers for what is not there, and never leaves its folder', async () => {
    const store = createStore(dir);
    for (const name of ['0'.repeat(64), '../../etc/passwd', '', 'A'.repeat(64)]) {
      expect(await store.has(name)).to.equal(false);
      expect(await store.check(name)).to.equal('missing');
      expect(await failure(store.open(name))).to.be.instanceOf(MissingFile);
    }
  });

  it('G2b: a file with one flipped bit fails loudly before its end and is found by verifyAll', async () => {
    const store = createStore(dir);
    const kept = [];
    for (let i = 0; i < 40; i += 1) kept.push(await store.put(randomBytes(i === 0 ? 600_000 : 300)));
    const hurt = kept.filter((_, i) => i % 4 === 0).map((one) => one.sha256);
    for (const sha256 of hurt) {
      const bytes = await readFile(pathOf(sha256));
      bytes[bytes.length >> 1]! ^= 1;
      await writeFile(pathOf(sha256), bytes);
    }
    const found = [];
    for await (const { sha256, state } of store.verifyAll()) if (state === 'damaged') found.push(sha256);
    expect(found.sort()).to.deep.equal([...hurt].sort());

    let received = 0;
    const reading = (async () => {
      for await (const chunk of await store.open(hurt[0]!)) received += (chunk as Buffer).length;
    })();
    expect(await failure(reading)).to.be.instanceOf(DamagedFile);
    expect(received).to.be.lessThan(600_000);
    expect(await failure(store.read(hurt[1]!))).to.be.instanceOf(DamagedFile);
  });

  it('verifyAll of a list names what is missing; putting a damaged file again heals it', async () => {
    const store = createStore(dir);
    const content = randomBytes(500);
    const { sha256 } = await store.put(content);
    await writeFile(pathOf(sha256), content.subarray(1));
    expect(await store.check(sha256)).to.equal('damaged');
    await store.put(content);
    const states = [];
    for await (const { state } of store.verifyAll(Readable.from([sha256, 'f'.repeat(64)])))
      states.push(state);
    expect(states).to.deep.equal(['whole', 'missing']);
  });

  it('sweeps orphans and drafts only after the grace period', async () => {
    const store = createStore(dir);
    const known = await store.put(Buffer.from('known'));
    const orphan = await store.put(Buffer.from('orphan'));
    const young = await store.put(Buffer.from('young orphan'));
    await writeFile(join(dir, 'tmp', 'left.part'), 'x');
    const past = new Date(Date.now() - 7_200_000);
    for (const path of [pathOf(known.sha256), pathOf(orphan.sha256), join(dir, 'tmp', 'left.part')])
      await utimes(path, past, past);
    expect(await store.sweep(Readable.from([known.sha256]), 3_600_000)).to.deep.equal({
      removed: [orphan.sha256],
      temporary: 1,
    });
    expect(await store.sweep(async (sha256) => sha256 === known.sha256, 0)).to.deep.equal({
      removed: [young.sha256],
      temporary: 0,
    });
    expect(await store.has(known.sha256)).to.equal(true);
  });

  for (const code of ['ENOSPC', 'EIO', 'EACCES', 'EMFILE'] satisfies DiskFault[])
    it(`a fault (${code}) at any operation of put gives no false success and leaves no draft`, async () => {
      const content = () => Readable.from([randomBytes(1000), randomBytes(1000)]);
      const { disk, calls } = failingDisk(0, code);
      await createStore(dir, disk).put(content());
      const operations = calls();
      expect(operations).to.be.greaterThan(8);
      for (let n = 1; n <= operations; n += 1) {
        const before = new Set(await readdir(join(dir, 'files')));
        const error = await failure(createStore(dir, failingDisk(n, code).disk).put(content()));
        expect(error).to.satisfy((e: Error) =>
          code === 'ENOSPC' ? e instanceof StorageFull : 'code' in e && e.code === code,
        );
        expect(await drafts(), `after a fault at operation ${n}`).to.deep.equal([]);
        for await (const { state } of createStore(dir).verifyAll()) expect(state).to.equal('whole');
        expect(before.size).to.be.greaterThan(0);
      }
    });

  it('a source that breaks off leaves nothing', async () => {
    const torn = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('the line was cut');
      })(),
    );
    expect((await failure(createStore(dir).put(torn))).message).to.equal('the line was cut');
    expect(await drafts()).to.deep.equal([]);
    expect(await readdir(join(dir, 'files')).catch(() => [])).to.deep.equal([]);
  });
});

async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it should have failed');
}
