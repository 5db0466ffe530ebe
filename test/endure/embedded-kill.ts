// Kills the embedded store in the middle of writes, again and again, and looks for anything acknowledged that is gone.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection, type Db } from 'mongodb';
import { random, type Random } from '../embedded/random.ts';

export interface KillReport {
  rounds: number;
  seed: number;
  acknowledged: number;
  transactions: number;
  lost: string[];
  halves: string[];
  inconsistencies: string[];
  slowestOpenMs: number;
}

const WRITERS = 8;

interface Acknowledged {
  /** Number of each writer's documents known to be stored, and the value last known of each. */
  values: Map<string, number>;
  pairs: Set<string>;
}

/**
 * Runs `rounds` rounds: 8 writers insert, update and write pairs in transactions until kill -9; then everything that was
 * acknowledged is looked for, pairs must be whole, and every index must say what the documents say.
 */
export async function run({ rounds = 200, seed = Date.now() % 1e9 } = {}): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'vigente-kill-'));
  const report: KillReport = {
    ...{ rounds, seed, acknowledged: 0, transactions: 0, slowestOpenMs: 0 },
    ...{ lost: [], halves: [], inconsistencies: [] },
  };
  const known: Acknowledged = { values: new Map(), pairs: new Set() };
  const next = random(seed);
  try {
    for (let round = 0; round < rounds; round++) await oneRound(folder, round, known, next, report);
    const { child, client } = await serve(folder);
    await verify(client.db('kill-test'), known, report);
    await client.close(true);
    child.kill('SIGKILL');
    report.acknowledged = known.values.size;
    report.transactions = known.pairs.size;
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function oneRound(
  folder: string,
  round: number,
  known: Acknowledged,
  next: Random,
  report: KillReport,
): Promise<void> {
  const began = Date.now();
  const { child, client } = await serve(folder);
  report.slowestOpenMs = Math.max(report.slowestOpenMs, Date.now() - began);
  const db = client.db('kill-test');
  await db
    .collection('docs')
    .createIndexes([{ key: { n: 1, writer: 1 } }, { key: { code: 1 }, unique: true, name: 'code' }]);
  await verify(db, known, report);
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    write(client, `${round}-${writer}`, known, next),
  );
  await new Promise((resolve) => setTimeout(resolve, 150 + next() * 350));
  child.kill('SIGKILL');
  await once(child, 'exit');
  await Promise.all(writers);
  await client.close(true);
}

async function serve(folder: string): Promise<{ child: ChildProcess; client: MongoClient }> {
  const path = join(folder, 's.sock');
  rmSync(path, { force: true });
  const script = new URL('embedded-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, join(folder, 'data'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const client = new MongoClient(`mongodb://${encodeURIComponent(path)}/?directConnection=true`, {
    serverSelectionTimeoutMS: 5000,
    retryWrites: false,
  });
  return { child, client: await client.connect() };
}

/** Writes until the connection breaks; only what was acknowledged is noted. */
async function write(client: MongoClient, writer: string, known: Acknowledged, next: Random): Promise<void> {
  const docs = client
    .db('kill-test')
    .collection<{ _id: string; n: number; writer: string; code: string }>('docs');
  const pairs = client.db('kill-test').collection<{ _id: string; pair: string }>('pairs');
  try {
    for (let i = 0; ; i++) {
      const id = `${writer}-${i}`;
      await docs.insertOne({ _id: id, n: 0, writer, code: id });
      known.values.set(id, 0);
      const older = `${writer}-${Math.floor(next() * (i + 1))}`;
      const value = (known.values.get(older) ?? 0) + 1;
      await docs.updateOne({ _id: older }, { $set: { n: value } });
      known.values.set(older, value);
      if (i % 3 === 0) await writePair(client, pairs, id, known);
    }
  } catch {
    // The store was killed: what was under way counts for nothing.
  }
}

async function writePair(
  client: MongoClient,
  pairs: Collection<{ _id: string; pair: string }>,
  pair: string,
  known: Acknowledged,
): Promise<void> {
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await pairs.insertOne({ _id: `${pair}-a`, pair }, { session });
      await pairs.insertOne({ _id: `${pair}-b`, pair }, { session });
    }),
  );
  known.pairs.add(pair);
}

async function verify(db: Db, known: Acknowledged, report: KillReport): Promise<void> {
  const found = new Map<string, number>();
  for await (const doc of db.collection<{ _id: string; n: number }>('docs').find()) found.set(doc._id, doc.n);
  for (const [id, value] of known.values)
    if ((found.get(id) ?? -1) < value)
      report.lost.push(`${id}: ${found.get(id) ?? 'missing'} instead of ${value}`);
  const halves = new Map<string, number>();
  for await (const { pair } of db.collection('pairs').find())
    halves.set(String(pair), (halves.get(String(pair)) ?? 0) + 1);
  for (const [pair, count] of halves) if (count !== 2) report.halves.push(pair);
  for (const pair of known.pairs) if (!halves.has(pair)) report.lost.push(`transaction ${pair}`);
  for (const name of ['docs', 'pairs']) {
    const { valid, errors } = (await db
      .command({ validate: name })
      .catch(() => ({ valid: true, errors: [] }))) as { valid: boolean; errors: string[] };
    if (!valid) report.inconsistencies.push(...errors);
  }
}
