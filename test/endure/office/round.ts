// One round: an office on a storage of its own, its application killed again and again while twenty people write.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { random, upTo, type Random } from '../../embedded/random.ts';
import { run } from '../../commands/process.ts';
import { killWhileStarting, startApplication, type Application, type Place } from './application.ts';
import { TYPE } from './cast.ts';
import { newLedger, type DeedKind } from './ledger.ts';
import { prove } from './proof.ts';
import { newOffice, work, type Office } from './writers.ts';

export interface Round {
  seed: number;
  kills: number;
  /** Of those, how many hit the application before it was ready. */
  whileStarting: number;
  acknowledged: number;
  /** Acknowledged acts of each kind. */
  kinds: Partial<Record<DeedKind, number>>;
  resent: number;
  refused: number;
  unexpected: string[];
  lost: string[];
  half: string[];
  /** What `verify` named, after each kill and at the end. */
  faults: string[];
  readyMs: { p50: number; max: number };
  seconds: number;
  /** Trail entries and stored files at the end. */
  entries: number;
  files: number;
  /** Kept for a look when anything was wrong; null when it was removed. */
  storage: string | null;
}

/** At most so many acts are awaited between two kills, and no longer than so many milliseconds. */
const ACTS_BETWEEN = 40;
const LONGEST_MS = 5_000;
const STARTING_EVERY = 10;

export async function runRound(options: {
  kills: number;
  seed: number;
  onKill?: (done: number) => void;
}): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'vigente-endure-'));
  const place: Place = { storage: join(folder, 'storage'), temporary: join(folder, 'tmp') };
  for (const path of [place.storage, place.temporary]) mkdirSync(path);
  const began = performance.now();
  const next = random(options.seed);
  const round = newRound(options);
  const ready: number[] = [];

  let application = await startApplication(place);
  const office = newOffice(newLedger(), next, () => application.origin);
  await open(office);
  for (let kill = 1; kill <= options.kills; kill += 1) {
    await worked(office, application, next);
    if (kill % STARTING_EVERY === 0 && kill < options.kills) {
      await killWhileStarting(place, 200 + upTo(next, 2_500));
      [kill, round.whileStarting] = [kill + 1, round.whileStarting + 1];
    }
    application = await startApplication(place);
    ready.push(application.readyMs);
    await judge(round, place, application, office);
    options.onKill?.(kill);
  }
  await application.stop();
  await verified(round, place);
  const { acknowledged, resent, refused, unexpected } = office.ledger;
  const kinds = Object.fromEntries(
    [...Map.groupBy(acknowledged, (deed) => deed.kind)].map(([kind, own]) => [kind, own.length]),
  );
  const sorted = ready.toSorted((a, b) => a - b);
  const readyMs = { p50: Math.round(sorted[sorted.length >> 1] ?? 0), max: Math.round(sorted.at(-1) ?? 0) };
  Object.assign(round, { acknowledged: acknowledged.length, kinds, resent, refused, unexpected, readyMs });
  round.seconds = Math.round((performance.now() - began) / 1000);
  if (isClean(round)) rmSync(folder, { recursive: true, force: true });
  else round.storage = folder;
  return round;
}

/** Whether nothing was lost, halved, faulty or answered as it should never be. */
export function isClean({
  unexpected,
  lost,
  half,
  faults,
}: Pick<Round, 'unexpected' | 'lost' | 'half' | 'faults'>): boolean {
  return [unexpected, lost, half, faults].every((list) => list.length === 0);
}

function newRound({ kills, seed }: { kills: number; seed: number }): Round {
  return {
    ...{ seed, kills, whileStarting: 0, acknowledged: 0, kinds: {}, resent: 0, refused: 0 },
    ...{
      unexpected: [],
      lost: [],
      half: [],
      faults: [],
      readyMs: { p50: 0, max: 0 },
      seconds: 0,
      entries: 0,
      files: 0,
      storage: null,
    },
  };
}

/** Everybody signs in once: sessions must outlive the kills. */
async function open(office: Office): Promise<void> {
  for (const { visitor } of office.writers) await visitor.signIn();
  const page = await office.writers[0]?.visitor.get('/documentos/nuevo');
  office.type =
    new RegExp(`<option value="([0-9a-f]{24})"[^>]*>[^<]*${TYPE.name}`).exec(page?.text ?? '')?.[1] ?? '';
  if (!office.type) throw new Error('The form for a new document does not offer the type of the office');
}

/** Lets everybody work until some number of acts was acknowledged, then kills. */
async function worked(office: Office, application: Application, next: Random): Promise<void> {
  const enough = office.ledger.acknowledged.length + 1 + upTo(next, ACTS_BETWEEN);
  const until = performance.now() + LONGEST_MS;
  office.open = true;
  const working = office.writers.map((writer) => work(office, writer));
  while (office.ledger.acknowledged.length < enough && performance.now() < until) await wait(2);
  await wait(upTo(next, 30));
  office.open = false;
  await application.kill();
  await Promise.all(working);
}

async function judge(
  round: Round,
  { storage }: Place,
  application: Application,
  office: Office,
): Promise<void> {
  const { lost, half, entries, files } = await prove(storage, office.ledger.acknowledged);
  const faults = await application.verify();
  round.lost.push(...lost.filter((one) => !round.lost.includes(one)));
  round.half.push(...half.filter((one) => !round.half.includes(one)));
  round.faults.push(...faults.filter((one) => !round.faults.includes(one)));
  Object.assign(round, { entries, files });
}

/** `npm run verify` on the storage as it lies at the end. */
async function verified(round: Round, { storage }: Place): Promise<void> {
  const { code, out } = await run('server/commands/verify.ts', { STORAGE_DIR: storage });
  if (code !== 0) round.faults.push(`npm run verify ended with ${code}: ${out}`);
}
