// db:export and db:import as they are typed: killed half way and run again, both ways, and refused beside the running application.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { attachOrStart } from '../../server/embedded/index.ts';
import { newStorage, removeStorages, run, startApplication } from './process.ts';

const EXPORT = 'server/commands/db-export.ts';
const IMPORT = 'server/commands/db-import.ts';
const root = join(import.meta.dirname, '../..');
const ADMIN = { ADMIN_EMAIL: 'jefe@valle-alto.example', ADMIN_PASSWORD: 'una clave larga y rara' };

/** `npm run db -- --write` on a storage: stands for a database elsewhere. */
async function serve(storage: string): Promise<{ uri: string; end(): Promise<void> }> {
  const child = program('server/commands/db.ts', storage, '--write', '--port', '0');
  const exit = once(child, 'exit');
  const uri = await saying(child, /(mongodb:\S+)/);
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exit;
  };
  return { uri, end };
}

function program(path: string, storage: string, ...args: string[]): ChildProcess {
  const env = { ...process.env, STORAGE_DIR: storage, MONGODB_URI: '' };
  return spawn(process.execPath, [join(root, path), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits until the program says this. @throws Error with what it said when it ends instead */
async function saying(child: ChildProcess, what: RegExp): Promise<string> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = what.exec(said);
      if (found) resolve(found[1] ?? found[0]);
    });
  child.once('exit', () => reject(new Error(said)));
  return promise;
}

describe('npm run db:export and db:import', () => {
  const STORAGE_DIR = newStorage();
  const there = newStorage();
  let other: { uri: string; end(): Promise<void> } | undefined;
  const uri = (): string => other?.uri ?? '';

  before(async function () {
    this.timeout(120_000);
    const app = await startApplication({ STORAGE_DIR, ...ADMIN, PROCEDURES: 'GC-P01' });
    await app.end();
    const embedded = await attachOrStart(join(STORAGE_DIR, 'database'));
    const client = await MongoClient.connect(embedded.uri);
    const heap = client.db('vigente').collection('heap');
    for (let part = 0; part < 25; part += 1)
      await heap.insertMany(
        Array.from({ length: 1_000 }, (_, index) => ({ part, index, text: 'x'.repeat(100) })),
      );
    await client.close();
    await embedded.stop();
    other = await serve(there);
  });
  after(async () => {
    await other?.end();
    removeStorages();
  });

  it('says how it is typed, and what is wrong', async () => {
    const cases: [string, string[], string][] = [
      [EXPORT, [], 'Say where to'],
      [IMPORT, [], 'Say where from'],
      [EXPORT, ['--to', 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300'], 'ECONNREFUSED'],
      [IMPORT, ['--from', join(newStorage(), 'nothing')], 'nothing to move'],
      [EXPORT, ['--from', 'x'], '--from'],
    ];
    const runs = cases.map(async ([command, args, says]) => {
      const { code, out } = await run(command, { STORAGE_DIR: newStorage() }, ...args);
      expect([code, out.includes(says)], out).to.deep.equal([2, true]);
    });
    await Promise.all(runs);
  });

  it('is refused while the application runs on the database in the box', async () => {
    const app = await startApplication({ STORAGE_DIR });
    const { code, out } = await run(EXPORT, { STORAGE_DIR }, '--to', uri());
    await app.end();
    expect(code).to.equal(2);
    expect(out).to.match(/process \d+|\d+/i);
  });

  it('killed half way, the application refuses to start there; run again, it goes on and the end is right', async () => {
    const child = program(EXPORT, STORAGE_DIR, '--to', uri(), '--files', there);
    await saying(child, /heap: 10000 records/);
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    const config = { STORAGE_DIR: there, MONGODB_URI: uri(), SESSION_SECRET: 'x'.repeat(32) };
    const refused = await run('server/main.ts', { ...config, PORT: '0' });
    expect([refused.code, refused.out.includes('has not reached its end')], refused.out).to.deep.equal([
      1,
      true,
    ]);

    const { code, out } = await run(EXPORT, { STORAGE_DIR }, '--to', uri(), '--files', there);
    expect(out).to.match(
      /Moved: \d+ records in \d+ collections, equal on both sides\.\n\d+ files are whole there/,
    );
    expect(code).to.equal(0);
    const again = await run(EXPORT, { STORAGE_DIR }, '--to', uri(), '--files', there);
    expect([again.code, again.out.includes('Nothing was left to do')]).to.deep.equal([0, true]);
    const verify = await run('server/commands/verify.ts', config);
    expect([verify.code, verify.out.includes('No faults.')], verify.out).to.deep.equal([0, true]);
  });

  it('back again into an empty storage, over a folder too, and the application works there', async () => {
    const [home, folder] = [newStorage(), newStorage()];
    const back = await run(IMPORT, { STORAGE_DIR: home }, '--from', uri(), '--files', there);
    expect(back.code, back.out).to.equal(0);
    const second = await run(IMPORT, { STORAGE_DIR: home }, '--from', `${uri()}&appName=x`, '--files', there);
    expect(second.out).to.contain('Nothing was left to do');

    const out = await run(EXPORT, { STORAGE_DIR: home }, '--to', folder);
    expect(out.code, out.out).to.equal(0);
    const mark = JSON.parse(readFileSync(join(folder, 'move.json'), 'utf8')) as { state: string };
    expect(mark.state).to.equal('done');
    const last = newStorage();
    const into = await run(IMPORT, { STORAGE_DIR: last }, '--from', folder);
    expect(tableOf(into.out)).to.deep.equal(tableOf(out.out));
    const verify = await run('server/commands/verify.ts', { STORAGE_DIR: last });
    expect([verify.code, verify.out.includes('No faults.')], verify.out).to.deep.equal([0, true]);
    const app = await startApplication({ STORAGE_DIR: last });
    expect((await fetch(`${app.url}/instalacion`)).status).to.equal(404);
    await app.end();
  });

  it('refuses a storage that holds something else, unless told to replace it', async () => {
    const own = newStorage();
    const app = await startApplication({ STORAGE_DIR: own, ...ADMIN });
    await app.end();
    const refused = await run(IMPORT, { STORAGE_DIR: own }, '--from', uri(), '--files', there);
    expect([refused.code, refused.out.includes('holds other data')], refused.out).to.deep.equal([2, true]);
    const replaced = await run(IMPORT, { STORAGE_DIR: own }, '--from', uri(), '--files', there, '--replace');
    expect(replaced.code, replaced.out).to.equal(0);
    const verify = await run('server/commands/verify.ts', { STORAGE_DIR: own });
    expect(verify.out).to.contain('No faults.');
  });
}).timeout(120_000);

/** The lines with counts and hashes. */
function tableOf(out: string): string[] {
  return out.split('\n').filter((line) => /^ {2}\S+ +\d+ {2}[0-9a-f]{64}$/.test(line));
}
