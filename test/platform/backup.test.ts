// Backups: one instant under load, whole again elsewhere, and refused when one byte is not what it was (C38-C41).
import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { act } from '../../server/platform/audit/act.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { verifyTrail } from '../../server/platform/audit/verifying.ts';
import { checkArchive } from '../../server/platform/backup/checking.ts';
import { restoreBackup } from '../../server/platform/backup/restoring.ts';
import { readTar, writeTar } from '../../server/platform/backup/tar.ts';
import { writeBackup } from '../../server/platform/backup/writing.ts';
import { prepareStorage } from '../../server/opening.ts';
import { markRestore, migrate } from '../../server/platform/db/migrations/index.ts';
import { createStore, fileStore, useFileStore } from '../../server/platform/files/index.ts';
import { queueOf, takeNumber } from '../../server/platform/numbering/numbering.ts';
import { emptyDatabase } from '../support/database.ts';
import { ana, Ledger } from './ledger.ts';

const TEXT = 'Acta del comité, ñ y €';

describe('backups', () => {
  const dir = mkdtempSync(join(tmpdir(), 'vigente-backup-'));
  const archive = join(dir, 'good.tar');
  const here = () => createStore(join(dir, 'here'));
  let usual: ReturnType<typeof fileStore>;

  before(async () => {
    await emptyDatabase();
    usual = fileStore();
    await migrate();
    useFileStore(here());
    const { sha256 } = await fileStore().put(Buffer.from(TEXT));
    await act('ledgers.open', ana, () =>
      new Ledger({
        title: 'Con archivo',
        extra: { sha256, bytes: Buffer.from([0, 255]), at: new Date(0), big: 2 ** 40 },
      }).save(),
    );
    await fileStore().put(Buffer.alloc(70_000, 'x'));
    await writeBackup(archive);
  });
  after(async () => {
    // A restored database comes without indexes, as a start would find it.
    await prepareStorage();
    useFileStore(usual);
    rmSync(dir, { recursive: true });
  });

  const damaged = async (name: string, change: (path: string) => Promise<unknown>) => {
    const path = join(dir, `${name}.tar`);
    await copyFile(archive, path);
    await change(path);
    return checkArchive(path).then(() => 'accepted', (error: Error) => `${error.name}: ${error.message}`); // prettier-ignore
  };

  it('C38: holds records and files, and restores them elsewhere to the last byte', async () => {
    const saved = await Ledger.find().lean();
    const chain = await entries().find().sort({ _id: 1 }).toArray();
    await emptyDatabase();
    useFileStore(createStore(join(dir, 'there')));
    await restoreBackup(archive);
    expect(await Ledger.find().lean()).to.deep.equal(saved);
    expect(await entries().find().sort({ _id: 1 }).toArray()).to.deep.equal(chain);
    const { sha256 } = saved[0]?.extra as { sha256: string };
    expect((await fileStore().read(sha256)).toString()).to.equal(TEXT);
    for await (const fault of verifyTrail()) throw new Error(fault.says);
  });

  it('refuses a storage that holds something, unless it is told to replace it', async () => {
    const error = await restoreBackup(archive).catch((thrown: Error) => thrown.message);
    expect(error).to.contain('not empty');
    await act('ledgers.open', ana, () => new Ledger({ title: 'Sobra' }).save());
    await restoreBackup(archive, { replace: true });
    expect((await Ledger.find().lean()).map((one) => one.title)).to.deep.equal(['Con archivo']);
  });

  it('C40: a cut archive is refused, wherever it was cut', async () => {
    const { size } = await stat(archive);
    for (const at of [0, 1, 100, 512, 600, Math.floor(size / 2), size - 1024, size - 512, size - 1])
      expect(await damaged('cut', (path) => truncate(path, at)), String(at)).to.match(/^DamagedArchive/);
    expect(await damaged('longer', (path) => writeFile(path, 'x', { flag: 'a' }))).to.match(
      /^DamagedArchive/,
    );
  });

  it('C40: one flipped bit is refused, wherever it lies', async () => {
    const { size } = await stat(archive);
    const places = Array.from(
      { length: 150 },
      (_, index) => Math.floor((index * size) / 150) + (index % 7),
    ).filter((at) => at < size);
    for (const at of places) {
      const said = await damaged('flip', async (path) => {
        const bytes = await readFile(path);
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (at % 8)), at);
        await writeFile(path, bytes);
      });
      expect(said, `byte ${at}`).to.match(/^DamagedArchive/);
    }
  }).timeout(60_000);

  it('C40: a file that was taken out, put in, or put in twice is refused', async () => {
    const rewritten = (name: string, keep: (entry: string) => number, extra?: string) => damaged(name, async (path) => {
      rmSync(path);
      const tar = await writeTar(path);
      for await (const { name: entry, bytes, content } of readTar(archive)) {
        const parts: Buffer[] = [];
        for await (const part of content) parts.push(part);
        for (let times = keep(entry); times > 0; times -= 1) await tar.add(entry, bytes, parts);
      }
      if (extra) await tar.add(extra, 1, [Buffer.from('x')]);
      await tar.finish();
      await tar.close();
    }); // prettier-ignore
    expect(await rewritten('same', () => 1)).to.equal('accepted');
    expect(await rewritten('less', (entry) => (entry.startsWith('files/') ? 0 : 1))).to.contain(
      'is missing from it',
    );
    expect(await rewritten('more', () => 1, 'files/aa/extra')).to.contain('does not belong');
    expect(await rewritten('twice', (entry) => (entry.startsWith('files/') ? 2 : 1))).to.contain('twice');
    expect(await rewritten('no-manifest', (entry) => (entry.startsWith('manifest') ? 0 : 1))).to.contain(
      'manifest is missing',
    );
  });

  it('C40: a damaged archive touches nothing', async () => {
    const count = await entries().countDocuments();
    const path = join(dir, 'bad.tar');
    await copyFile(archive, path);
    await truncate(path, 5_000);
    const error = await restoreBackup(path, { replace: true }).catch((thrown: Error) => thrown.name);
    expect([error, await entries().countDocuments()]).to.deep.equal(['DamagedArchive', count]);
    const text = join(dir, 'text.tar');
    await writeFile(text, 'this is no archive');
    expect(await restoreBackup(text).catch((thrown: Error) => thrown.name)).to.equal('DamagedArchive');
  });

  it('names a stored file that is damaged already, and leaves it out', async () => {
    const store = useFileStore(createStore(join(dir, 'worn')));
    const { sha256 } = await store.put(Buffer.from('sano'));
    await writeFile(join(dir, 'worn', 'files', sha256.slice(0, 2), sha256), 'roto');
    const manifest = await writeBackup(join(dir, 'worn.tar'));
    expect(manifest.damaged).to.deep.equal([sha256]);
    await checkArchive(join(dir, 'worn.tar'));
  });

  it('overwrites no file, and leaves no half one behind', async () => {
    const error = await writeBackup(archive).catch((thrown: Error) => thrown.message);
    expect(error).to.contain('exists already');
    const nowhere = await writeBackup(join(dir, 'no', 'such', 'folder.tar')).catch(
      (thrown: NodeJS.ErrnoException) => thrown.code,
    );
    expect(nowhere).to.equal('ENOENT');
  });

  it('C38: made while people write, it is one instant: every number has its record, every chain its head', async () => {
    let writing = true;
    const writers = Array.from({ length: 4 }, async () => {
      while (writing) await act('ledgers.file', ana, async () => {
        const { number } = await takeNumber('BAJO-CARGA');
        await new Ledger({ title: `N${number}`, amount: number }).save();
      }, queueOf('BAJO-CARGA')); // prettier-ignore
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const path = join(dir, 'load.tar');
    await writeBackup(path);
    writing = false;
    await Promise.all(writers);
    await emptyDatabase();
    await restoreBackup(path);
    for await (const fault of verifyTrail()) throw new Error(`${fault.subject} ${fault.says}`);
    const numbers = (
      await Ledger.find({ amount: { $gt: 0 } })
        .sort({ amount: 1 })
        .lean()
    ).map((one) => one.amount);
    expect(numbers.length).to.be.greaterThan(0);
    expect(numbers).to.deep.equal(numbers.map((_, index) => index + 1));
    const [counter] = await mongoose.connection.collection('counters').find().toArray();
    expect(counter?.value).to.equal(numbers.length);
  });

  it('C42: a restore that stopped in its middle is named at the next start', async () => {
    await markRestore(true);
    expect(await migrate().catch((error: Error) => error.message)).to.contain(
      'A restore into this storage stopped',
    );
    await markRestore(false);
    await migrate();
  });
});
