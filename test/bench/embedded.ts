// What the embedded store costs beside bare SQLite: both do the same work in one run, so that the multiples hold on any machine.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deserialize, serialize } from 'bson';
import { MongoClient, type Collection } from 'mongodb';
import { openServer } from '../../server/embedded/index.ts';

interface Sheet {
  _id: number;
  state: string;
  n: number;
  title: string;
  text: string;
}

const STATES = 7;
const GROUPED = 100_000;
const MEMORY_BOUND_MB = 300;
const WRITERS = 32;
/**
 * What a first, thrown-away server of this kind reached, as multiples of raw SQLite: find by id 215,000/3,140, range 9,700/1,846,
 * insert 8,548/1,403 and 8,548/5,256, update 8,548/2,008. For the others no raw figure was taken.
 */
const GOALS: Record<string, number> = {
  'find by id': 68,
  'indexed range of 20': 5.3,
  insert: 6.1,
  [`insert, ${WRITERS} at once`]: 1.6,
  update: 4.3,
};

function sheet(n: number): Sheet {
  return { _id: n, state: `s${n % STATES}`, n, title: `Documento ${n}`, text: 'lorem ipsum '.repeat(25) };
}

/** Prints the figures. `scanned` is how many small documents the memory is watched over. */
export async function run({ scanned = 1_000_000 } = {}): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigente-bench-'));
  const bare = openBare(join(folder, 'bare.db'));
  const served = await serve(folder);
  try {
    console.log('embedded store, beside bare node:sqlite with BSON (WAL, synchronous=FULL) in the same run');
    await compare(bare, served.client.db('bench').collection<Sheet>('sheets'), served.client);
    await opening(join(folder, 'bare.db'), folder, served);
    await scanning(served.client, scanned);
  } finally {
    bare.close();
    await served.client.close(true);
    served.child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function openBare(file: string): DatabaseSync {
  const bare = new DatabaseSync(file);
  bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  bare.exec('CREATE TABLE sheets(id INTEGER PRIMARY KEY, state TEXT, n INTEGER, doc BLOB)');
  bare.exec('CREATE INDEX byState ON sheets(state, n)');
  return bare;
}

interface Served {
  child: ChildProcess;
  client: MongoClient;
}

/** The store as `npm run db` serves it, alone in its process. */
async function serve(folder: string): Promise<Served> {
  const script = new URL('../../server/commands/db.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, '--write', '--port', '0'], {
    env: { ...process.env, STORAGE_DIR: folder, MONGODB_URI: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const client = new MongoClient(/mongodb:\S+/.exec(said)?.[0] ?? '');
  return { child, client: await client.connect() };
}

async function compare(bare: DatabaseSync, sheets: Collection<Sheet>, client: MongoClient): Promise<void> {
  const put = bare.prepare('INSERT OR REPLACE INTO sheets(id, state, n, doc) VALUES(?, ?, ?, ?)');
  const store = (doc: Sheet): unknown => put.run(doc._id, doc.state, doc.n, serialize(doc));
  const whole = bare.prepare('SELECT doc FROM sheets WHERE id = ?');
  const range = bare.prepare('SELECT doc FROM sheets WHERE state = ? AND n > ? ORDER BY n LIMIT 20');
  const read = (row: unknown): unknown => deserialize((row as { doc: Uint8Array }).doc);
  await sheets.createIndex({ state: 1, n: 1 });
  await sheets.deleteMany({});
  bare.exec('BEGIN');
  for (let n = 0; n < GROUPED; n++) store(sheet(n));
  bare.exec('COMMIT');
  for (let n = 0; n < GROUPED; n += 1000)
    await sheets.insertMany(Array.from({ length: 1000 }, (_, i) => sheet(n + i)));

  const id = (i: number): number => (i * 7919) % GROUPED;
  await both(
    'find by id',
    3000,
    (i) => read(whole.get(id(i))),
    (i) => sheets.findOne({ _id: id(i) }),
  );
  await both(
    'indexed range of 20',
    1000,
    (i) => range.all(`s${i % STATES}`, id(i)).map(read),
    (i) =>
      sheets
        .find({ state: `s${i % STATES}`, n: { $gt: id(i) } })
        .sort({ n: 1 })
        .limit(20)
        .toArray(),
  );
  await both(
    'insert',
    500,
    (i) => store(sheet(GROUPED + i)),
    (i) => sheets.insertOne(sheet(GROUPED + i)),
  );
  await concurrently(
    `insert, ${WRITERS} at once`,
    2000,
    (i) => store(sheet(4 * GROUPED + i)),
    (i) => sheets.insertOne(sheet(4 * GROUPED + i)),
  );
  await both(
    'update',
    500,
    (i) => store({ ...(read(whole.get(id(i))) as Sheet), title: 'otro' }),
    (i) => sheets.updateOne({ _id: id(i) }, { $set: { title: 'otro' } }),
  );
  await both(
    'transaction of two writes',
    300,
    (i) => {
      bare.exec('BEGIN');
      store({ ...(read(whole.get(id(i))) as Sheet), title: 'un tercero' });
      store(sheet(2 * GROUPED + i));
      bare.exec('COMMIT');
    },
    (i) =>
      client.withSession((session) =>
        session.withTransaction(async () => {
          await sheets.updateOne({ _id: id(i) }, { $set: { title: 'un tercero' } }, { session });
          await sheets.insertOne(sheet(2 * GROUPED + i), { session });
        }),
      ),
  );
  const grouped = bare.prepare('SELECT doc FROM sheets');
  await both(
    'group over 100,000',
    3,
    () => {
      const sums = new Map<string, number>();
      for (const row of grouped.iterate()) {
        const { state, n } = read(row) as Sheet;
        sums.set(state, (sums.get(state) ?? 0) + n);
      }
    },
    () => sheets.aggregate([{ $group: { _id: '$state', sum: { $sum: '$n' } } }]).toArray(),
  );
}

/** Both sides answer only what is on disk. The embedded store shares one commit between writers that wait at the same time. */
async function concurrently(
  name: string,
  times: number,
  onBare: (i: number) => unknown,
  onStore: (i: number) => Promise<unknown>,
): Promise<void> {
  let began = performance.now();
  for (let i = 1; i <= times; i++) onBare(i);
  const bare = (performance.now() - began) / times;
  let next = 0;
  const writer = async (): Promise<void> => {
    while (next < times) await onStore((next += 1));
  };
  began = performance.now();
  await Promise.all(Array.from({ length: WRITERS }, writer));
  line(name, bare, (performance.now() - began) / times);
}

function line(name: string, bare: number, store: number): void {
  const goal = GOALS[name];
  const beside = goal ? `  goal ${goal}x` : '';
  console.log(
    `  ${name.padEnd(28)} ${ms(bare)} bare ${ms(store)} embedded ${(store / bare).toFixed(1).padStart(7)}x${beside}`,
  );
}

/** Does the work once for warmth and then `times` times, on each side. */
async function both(
  name: string,
  times: number,
  onBare: (i: number) => unknown,
  onStore: (i: number) => Promise<unknown>,
): Promise<void> {
  onBare(0);
  await onStore(0);
  const began = performance.now();
  for (let i = 1; i <= times; i++) onBare(i);
  const middle = performance.now();
  for (let i = 1; i <= times; i++) await onStore(i);
  line(name, (middle - began) / times, (performance.now() - middle) / times);
}

function ms(value: number): string {
  return `${value.toFixed(3).padStart(9)} ms`;
}

/** After kill -9, until the first document is read: what a start has to wait for. */
async function opening(bareFile: string, folder: string, served: Served): Promise<void> {
  await served.client.close(true);
  served.child.kill('SIGKILL');
  await once(served.child, 'exit');
  let began = performance.now();
  const bare = new DatabaseSync(bareFile);
  bare.prepare('SELECT doc FROM sheets WHERE id = 7').get();
  const ofBare = performance.now() - began;
  bare.close();
  began = performance.now();
  const server = await openServer({ dataDir: join(folder, 'database'), listen: { port: 0 } });
  const ofStore = performance.now() - began;
  await server.close();
  line('opening 100,000 documents', ofBare, ofStore);
  Object.assign(served, await serve(folder));
}

async function scanning(client: MongoClient, total: number): Promise<void> {
  const small = client.db('bench').collection<{ _id: number; n: number; state: string }>('small');
  for (let n = 0; n < total; n += 5000)
    await small.insertMany(Array.from({ length: 5000 }, (_, i) => ({ _id: n + i, n: i, state: 'x' })));
  let [read, most] = [0, 0];
  const resident = async (): Promise<number> => {
    const { mem } = await client.db('admin').command({ serverStatus: 1 });
    return (mem as { resident: number }).resident;
  };
  const before = await resident();
  const began = performance.now();
  for await (const _ of small.find({}, { batchSize: 1000 }))
    if (++read % 20_000 === 0) most = Math.max(most, await resident());
  const seconds = (performance.now() - began) / 1000;
  const verdict = most <= MEMORY_BOUND_MB ? 'within' : 'ABOVE';
  console.log(
    `  scan of ${read.toLocaleString('en')} small documents: ${seconds.toFixed(1)} s, resident ${before} MB before, at most ${most} MB (${verdict} ${MEMORY_BOUND_MB} MB)`,
  );
}
