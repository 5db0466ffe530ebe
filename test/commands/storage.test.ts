// verify, backup and restore as they are typed, beside the running application and without it.
import { existsSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { expect } from 'chai';
import { attachOrStart } from '../../server/embedded/index.ts';
import { newStorage, removeStorages, run, startApplication } from './process.ts';

const VERIFY = 'server/commands/verify.ts';
const BACKUP = 'server/commands/backup.ts';
const RESTORE = 'server/commands/restore.ts';

/** Changes the database behind the application's back. */
async function tamper(storage: string, change: (client: MongoClient) => Promise<unknown>): Promise<void> {
  const embedded = await attachOrStart(join(storage, 'database'));
  const client = await MongoClient.connect(embedded.uri);
  await change(client).finally(() => client.close());
  await embedded.stop();
}

describe('npm run verify, backup and restore', () => {
  const STORAGE_DIR = newStorage();
  const archive = join(STORAGE_DIR, 'copy.tar');
  const ADMIN = { ADMIN_EMAIL: 'jefe@valle-alto.example', ADMIN_PASSWORD: 'una clave larga y rara', PROCEDURES: 'all' };
  after(removeStorages);

  it('G2b: verify finds no fault, beside the running application and after it, and exits with 0', async () => {
    const app = await startApplication({ STORAGE_DIR, ...ADMIN });
    const beside = await run(VERIFY, { STORAGE_DIR });
    expect(beside.out).to.contain('No faults.');
    expect(beside.code).to.equal(0);
    await app.end();
    const alone = await run(VERIFY, { STORAGE_DIR });
    expect(alone.out).to.match(/Last seal: \d+:[0-9a-f]{64}/);
    expect([alone.code, alone.out.includes('; 0 entries are not yet sealed')]).to.deep.equal([0, true]);
  });

  it('C38: backup is made beside the running application and proves itself', async () => {
    const app = await startApplication({ STORAGE_DIR });
    const { code, out } = await run(BACKUP, { STORAGE_DIR }, archive);
    expect(out).to.match(/copy\.tar: \d+ records, \d+ files, \d+ bytes\nSeal \d+:[0-9a-f]{64}/);
    expect(code).to.equal(0);
    const refused = await run(RESTORE, { STORAGE_DIR }, archive, '--replace');
    expect([refused.code, refused.out.length > 0]).to.deep.equal([2, true]);
    await app.end();
  });

  it('C39: restore fills an empty storage, proves it, and the application starts on it', async () => {
    const there = newStorage();
    const { code, out } = await run(RESTORE, { STORAGE_DIR: there }, archive);
    expect(out).to.contain('No faults.');
    expect(code).to.equal(0);
    const app = await startApplication({ STORAGE_DIR: there });
    expect((await fetch(`${app.url}/instalacion`)).status).to.equal(404);
    await app.end();
    expect((await run(RESTORE, { STORAGE_DIR: there }, archive)).out).to.contain('not empty');
    expect((await run(RESTORE, { STORAGE_DIR: there }, archive, '--replace')).code).to.equal(0);
  });

  it('C40: restore refuses a damaged archive and makes nothing', async () => {
    const broken = join(STORAGE_DIR, 'broken.tar');
    await run(BACKUP, { STORAGE_DIR }, broken);
    truncateSync(broken, 3_000);
    const there = newStorage();
    const { code, out } = await run(RESTORE, { STORAGE_DIR: there }, broken);
    expect([code, out.includes('cut short')]).to.deep.equal([2, true]);
    const app = await startApplication({ STORAGE_DIR: there });
    expect(app.said()).to.contain('is at');
    await app.end();
  });

  it('C25: verify names what was changed behind the back of the application and exits with 1', async () => {
    const sound = await run(VERIFY, { STORAGE_DIR });
    const anchor = /Last seal: (\S+)/.exec(sound.out)?.[1] ?? '';
    expect((await run(VERIFY, { STORAGE_DIR }, '--anchor', anchor)).code).to.equal(0);
    await tamper(STORAGE_DIR, (client) => client.db('vigente').collection('trail_entries').updateOne({ act: 'people.create_user' }, { $set: { reason: 'nada' } }));
    const { code, out } = await run(VERIFY, { STORAGE_DIR });
    expect(out).to.match(/FAULT {2}chain {2}person:[0-9a-f]{24}: entry 1 was changed/);
    expect([code, out.includes('1 faults.')]).to.deep.equal([1, true]);
    const wrong = await run(VERIFY, { STORAGE_DIR }, '--anchor', `1:${'0'.repeat(64)}`);
    expect(wrong.out).to.contain('FAULT  anchor  1');
    expect((await run(VERIFY, { STORAGE_DIR }, '--anchor', 'x')).code).to.equal(2);
  });

  it('C42: none of them touches a storage that a newer version wrote', async () => {
    await tamper(STORAGE_DIR, (client) => client.db('vigente').collection<{ _id: number }>('migrations').insertOne({ _id: 9_999 }));
    for (const command of ['server/main.ts', VERIFY, BACKUP]) {
      const { code, out } = await run(command, { STORAGE_DIR, PORT: '0' });
      expect(code, command).to.be.greaterThan(0);
      expect(out).to.contain('newer version');
    }
  });

  it('S3: the demonstration keeps to its own storage, is filled once, and proves itself', async () => {
    const own = { STORAGE_DIR: newStorage() };
    const app = await startApplication({ ...own, MONGODB_URI: 'mongodb://127.0.0.1:1/never' }, 'server/commands/demo.ts');
    const page = await (await fetch(`${app.url}/ingreso`)).text();
    expect(page).to.contain('Demostración');
    expect(page).to.contain('@');
    await app.end();
    const again = await startApplication(own, 'server/commands/demo.ts');
    expect(again.said()).not.to.contain('Filling');
    await again.end();
    const { out } = await run(VERIFY, own);
    expect(out).to.contain('No faults.');
    rmSync(own.STORAGE_DIR, { recursive: true });
    expect(existsSync(own.STORAGE_DIR)).to.equal(false);
  }).timeout(120_000);
}).timeout(60_000);
