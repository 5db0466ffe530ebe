// The database dies under the application: people are told, health turns red, and all is well again once it is back, without a restart.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startApplication, type Application } from '../endure/office/application.ts';
import { visitor, type Visitor } from '../endure/office/visitor.ts';
import { textOf } from '../support/pages.ts';

/** What a person may have to wait for the page that says so: the selection of a server gives up after five seconds. */
const LONGEST_MS = 9_000;

describe('a lost database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigente-lost-'));
  const storage = join(folder, 'storage');
  let port: number;
  let database: ChildProcess;
  let application: Application;
  let person: Visitor;

  before(async () => {
    for (const name of ['storage', 'app', 'tmp']) mkdirSync(join(folder, name));
    port = await freePort();
    database = await startDatabase();
    application = await startApplication({
      storage: join(folder, 'app'),
      temporary: join(folder, 'tmp'),
      mongodbUri: `mongodb://127.0.0.1:${port}/vigente?directConnection=true`,
    });
    person = visitor('emite1', '127.0.0.1', () => application.origin);
    await person.signIn();
  });
  after(async () => {
    await application.kill();
    database.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** `npm run db -- --write` on a port of its own. */
  async function startDatabase(): Promise<ChildProcess> {
    const script = join(import.meta.dirname, '../../server/commands/db.ts');
    const child = spawn(process.execPath, [script, '--port', String(port), '--write'], {
      env: { ...process.env, STORAGE_DIR: storage },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  /** As a watcher asks: without a session. */
  async function health(): Promise<{ status: number; said: unknown }> {
    const answer = await fetch(`${application.origin}/salud`);
    return { status: answer.status, said: await answer.json() };
  }

  async function healthy(until: number): Promise<boolean> {
    while (performance.now() < until) {
      if ((await health()).status === 200) return true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return false;
  }

  for (const round of [1, 2])
    it(`C20: says 503 while it is away, and works again when it is back (time ${round})`, async () => {
      expect((await health()).said).to.include({ status: 'ok', database: 'ok' });
      expect((await person.get('/documentos')).status).to.equal(200);
      database.kill('SIGKILL');
      await once(database, 'exit');

      const began = performance.now();
      const pages = await Promise.all([
        person.get('/documentos'),
        person.get('/ingreso'),
        person.post('/documentos', { _csrf: person.csrf() }),
      ]);
      expect(performance.now() - began).to.be.lessThan(LONGEST_MS);
      expect(pages.map((page) => page.status)).to.deep.equal([503, 503, 503]);
      expect(textOf(pages[0].text)).to.match(/base de datos|no está disponible|en unos minutos/i);
      const red = await health();
      expect(red.status).to.equal(503);
      expect(red.said).to.include({ status: 'down', database: 'unreachable' });

      database = await startDatabase();
      expect(await healthy(performance.now() + 20_000)).to.equal(true);
      // The session outlived it.
      expect((await person.get('/documentos')).status).to.equal(200);
      expect((await person.get('/mi-cuenta')).status).to.equal(200);
    }).timeout(90_000);
}).timeout(90_000);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
