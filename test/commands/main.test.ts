// The program as it is started, watched and stopped: on an empty folder, on its own, and when something is wrong.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readOwner } from '../../server/embedded/index.ts';
import { TUNABLES } from '../../server/memory.ts';
import { newStorage, removeStorages, run, startApplication } from './process.ts';

const MAIN = 'server/main.ts';

describe('npm start', () => {
  after(removeStorages);

  it('S3: on an empty folder it is ready, says where, and prints the one-time code of set-up', async () => {
    const STORAGE_DIR = newStorage();
    const app = await startApplication({ STORAGE_DIR });
    expect(await (await fetch(`${app.url}/salud`)).json()).to.include({ status: 'ok', database: 'ok' });
    expect((await fetch(`${app.url}/`, { redirect: 'manual' })).headers.get('location')).to.equal(
      '/instalacion',
    );
    expect(await app.end()).to.equal(0);
    expect(app.said()).to.match(/Set it up at http:\S+\/instalacion with the code [A-Z2-9]{10}\n/);
  });

  it('keeps its session secret for its owner alone, and the same one for ever', async () => {
    const STORAGE_DIR = newStorage();
    const path = join(STORAGE_DIR, 'session-secret');
    for (let turn = 0; turn < 2; turn += 1) await (await startApplication({ STORAGE_DIR })).end('SIGINT');
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    const secret = readFileSync(path, 'utf8');
    expect(secret).to.match(/^[0-9a-f]{64}$/);
    writeFileSync(path, 'corto');
    const { code, out } = await run(MAIN, { STORAGE_DIR, PORT: '0' });
    expect([code, out.includes('is damaged')]).to.deep.equal([1, true]);
  });

  it('row 17: set up by the environment, it asks for no code, and knows no other password', async () => {
    const env = {
      STORAGE_DIR: newStorage(),
      ADMIN_EMAIL: 'jefe@valle-alto.example',
      ADMIN_PASSWORD: 'una clave larga y rara',
    };
    const app = await startApplication(env);
    expect((await fetch(`${app.url}/`, { redirect: 'manual' })).headers.get('location')).to.match(
      /^\/ingreso/,
    );
    expect((await fetch(`${app.url}/instalacion`)).status).to.equal(404);
    expect(await app.end()).to.equal(0);
    expect(app.said()).not.to.contain('with the code');
  });

  it('gives memory back as it is told to at its start, and keeps compiled code for the next start', async function () {
    if (process.platform !== 'linux') this.skip();
    const STORAGE_DIR = newStorage();
    const app = await startApplication({ STORAGE_DIR });
    const pid = readOwner(join(STORAGE_DIR, 'database'))?.pid;
    // glibc puts a zero between one tunable and the next when it reads them.
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').replaceAll('\0', ':');
    expect(environment).to.include(`GLIBC_TUNABLES=${TUNABLES}`);
    expect(await app.end()).to.equal(0);
    const [version = ''] = readdirSync(join(STORAGE_DIR, 'compiled'));
    expect(readdirSync(join(STORAGE_DIR, 'compiled', version))).not.to.be.empty;
  });

  it('refuses a second owner of its database and names the first', async () => {
    const STORAGE_DIR = newStorage();
    const app = await startApplication({ STORAGE_DIR });
    const second = await run(MAIN, { STORAGE_DIR, PORT: '0' });
    expect(second.code).to.equal(1);
    expect(second.out).to.match(/\d+/);
    await app.end();
  });

  it('refuses a port that is taken, in words', async () => {
    const app = await startApplication({ STORAGE_DIR: newStorage() });
    const second = await run(MAIN, { STORAGE_DIR: newStorage(), PORT: new URL(app.url).port });
    expect([second.code, second.out.includes('Something else listens')]).to.deep.equal([1, true]);
    await app.end();
  });

  it('says all that is wrong with the configuration at once, before it touches anything', async () => {
    const STORAGE_DIR = join(newStorage(), 'new');
    const wrong = {
      PORT: 'x',
      BASE_URL: 'calidad',
      MONGODB_URI: 'mysql://x',
      SMTP_URL: 'x',
      SCANNER_URL: 'x',
      ADMIN_EMAIL: 'x',
      MAIL_FROM: 'x',
      SESSION_SECRET: 'short',
    };
    const { code, out } = await run(MAIN, { STORAGE_DIR, ...wrong });
    expect(code).to.equal(1);
    for (const name of [...Object.keys(wrong), 'ADMIN_PASSWORD']) expect(out).to.contain(name);
    expect(existsSync(STORAGE_DIR)).to.equal(false);
  });

  it('C46: told to stop, it lets the requests under way finish', async () => {
    const app = await startApplication({ STORAGE_DIR: newStorage() });
    const answers = Array.from({ length: 30 }, () =>
      fetch(`${app.url}/instalacion`).then(async (answer) => ({
        status: answer.status,
        whole: (await answer.text()).endsWith('</html>'),
      })),
    );
    await Promise.race(answers);
    const code = app.end();
    const settled = await Promise.allSettled(answers);
    expect(await code).to.equal(0);
    for (const one of settled)
      if (one.status === 'fulfilled') expect(one.value).to.deep.equal({ status: 200, whole: true });
    expect(settled.some((one) => one.status === 'fulfilled')).to.equal(true);
  });

  it('after kill -9 it starts again', async () => {
    const STORAGE_DIR = newStorage();
    expect(await (await startApplication({ STORAGE_DIR })).end('SIGKILL')).to.equal(null);
    const app = await startApplication({ STORAGE_DIR });
    expect((await fetch(`${app.url}/salud`)).status).to.equal(200);
    await app.end();
  });
});
