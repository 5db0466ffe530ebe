// 10,000 complaints by 4 application processes on one database, with acts that fail and kill -9 in between: their numbers are 1 to n (G13).
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';
import { random, upTo, type Random } from '../embedded/random.ts';
import { startApplication, type Application, type Place } from './office/application.ts';
import { Broken, visitor, type Answer, type Visitor } from './office/visitor.ts';

export interface NumberingReport {
  complaints: number;
  processes: number;
  kills: number;
  /** Forms sent again because their answer never came. */
  resent: number;
  /** Acts that failed after they had taken a number. */
  failed: number;
  first: number;
  last: number;
  seconds: number;
  /** Gaps, duplicates, lost or doubled complaints, and what `verify` names. Empty when nothing went wrong. */
  faults: string[];
}

interface Run {
  wanted: number;
  begun: number;
  acknowledged: number;
  resent: number;
  failed: number;
  unexpected: string[];
  applications: Application[];
  next: Random;
}

/** One act in so many fails after it took its number. */
const FAILS_EVERY = 6;
const PER_PROCESS = 6;

export async function run({
  complaints = 10_000,
  processes = 4,
  kills = 40,
  seed = 20_261_121,
} = {}): Promise<NumberingReport> {
  const folder = mkdtempSync(join(tmpdir(), 'vigente-numbering-'));
  const began = performance.now();
  const database = await openDatabase(folder);
  const places = Array.from({ length: processes }, (_, index) => placeOf(folder, index, database.uri));
  const first = await startApplication(places[0] as Place);
  const rest = await Promise.all(places.slice(1).map((place) => startApplication(place)));
  const state: Run = { wanted: complaints, begun: 0, acknowledged: 0, resent: 0, failed: 0, unexpected: [], applications: [first, ...rest], next: random(seed) }; // prettier-ignore
  try {
    const citizens = Array.from({ length: processes * PER_PROCESS }, (_, index) => file(state, index));
    const killed = killing(state, places, kills);
    await Promise.all(citizens);
    const faults = [...state.unexpected, ...(await state.applications[0]!.verify())];
    const numbers = await numbersIn(database.uri);
    faults.push(...wrongIn(numbers, state.acknowledged));
    return {
      complaints: numbers.length, processes, kills: await killed, resent: state.resent, failed: state.failed,
      first: numbers[0] ?? 0, last: numbers.at(-1) ?? 0, seconds: Math.round((performance.now() - began) / 1000), faults,
    }; // prettier-ignore
  } finally {
    await Promise.all(state.applications.map((one) => one.kill()));
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong with the numbers of one year, in ascending order. */
export function wrongIn(numbers: readonly number[], acknowledged: number): string[] {
  const faults = numbers.flatMap((number, index) => (number === index + 1 ? [] : [`place ${index + 1} has number ${number}`])); // prettier-ignore
  if (numbers.length !== acknowledged)
    faults.push(`${acknowledged} were acknowledged and ${numbers.length} are in the register`);
  return faults.slice(0, 20);
}

/** A citizen who files one after the other, the same form again when no answer came. */
async function file(state: Run, index: number): Promise<void> {
  const address = process.platform === 'darwin' ? '127.0.0.1' : `127.0.2.${index + 1}`;
  const origin = (): string => state.applications[upTo(state.next, state.applications.length)]?.origin ?? '';
  const citizen = visitor(`citizen ${index}`, address, origin);
  const csrf = await tokenOf(citizen);
  while (state.begun < state.wanted) {
    state.begun += 1;
    if (upTo(state.next, FAILS_EVERY) === 0) await fail(state, citizen, csrf);
    const answer = await untilAnswered(state, citizen, formOf(csrf, '1'));
    if (answer.status === 303) state.acknowledged += 1;
    else state.unexpected.push(`${answer.status} ${answer.location} ${answer.text.slice(0, 200)}`);
  }
}

/** The notice that is accepted does not exist: the act takes a number, and then throws. */
async function fail(state: Run, citizen: Visitor, csrf: string): Promise<void> {
  const answer = await untilAnswered(state, citizen, formOf(csrf, '999'));
  if (answer.status === 422) state.failed += 1;
  else state.unexpected.push(`An act that must fail answered ${answer.status}`);
}

function formOf(csrf: string, notice: string): Record<string, string> {
  return {
    _csrf: csrf, _once: randomUUID(), kind: 'petition', subject: 'Una petición', body: 'Pido un cupo.', identity: 'named',
    name: 'Ana Luna', document: '', email: '', phone: '', address: 'Calle 1', notice, consent: 'si',
  }; // prettier-ignore
}

async function untilAnswered(state: Run, citizen: Visitor, fields: Record<string, string>): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await citizen.post('/solicitudes', fields);
      if (answer.status !== 503 || tries > 50) return answer;
    } catch (error) {
      if (!(error instanceof Broken) || tries > 500) throw error;
      state.resent += 1;
    }
    await wait(20);
  }
}

async function tokenOf(citizen: Visitor): Promise<string> {
  for (;;) {
    try {
      return String((await citizen.formAt('/solicitudes/nueva', '/solicitudes'))?._csrf);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      await wait(50);
    }
  }
}

/** Kills one process after the other while the others go on; each comes back. Returns how many were killed. */
async function killing(state: Run, places: readonly Place[], kills: number): Promise<number> {
  const every = Math.max(1, Math.floor(state.wanted / (kills + 1)));
  for (let done = 0; done < kills; done += 1) {
    while (state.acknowledged < every * (done + 1) && state.acknowledged < state.wanted) await wait(5);
    if (state.begun >= state.wanted) return done;
    const index = upTo(state.next, places.length);
    await state.applications[index]?.kill();
    state.applications[index] = await startApplication(places[index] as Place);
  }
  return kills;
}

async function numbersIn(uri: string): Promise<number[]> {
  const connection = await mongoose.createConnection(uri).asPromise();
  try {
    const found = await connection.collection('complaints').find({}, { projection: { number: 1 } }).sort({ number: 1 }).toArray(); // prettier-ignore
    return found.map((one) => Number(one.number));
  } finally {
    await connection.close();
  }
}

function placeOf(folder: string, index: number, mongodbUri: string): Place {
  const place = { storage: join(folder, `storage-${index}`), temporary: join(folder, `tmp-${index}`), mongodbUri }; // prettier-ignore
  for (const path of [place.storage, place.temporary]) mkdirSync(path);
  return place;
}

/** The database in the box, alone in a process of its own. */
async function openDatabase(folder: string): Promise<{ uri: string; close: () => Promise<void> }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../server/commands/db.ts'), '--write', '--port', '0'],
    { env: { ...process.env, STORAGE_DIR: join(folder, 'database') }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  while (!/mongodb:\/\/\S+/.test(said)) said += String((await once(child.stdout!, 'data'))[0]);
  const uri = /mongodb:\/\/\S+/.exec(said)?.[0] ?? '';
  return {
    uri,
    async close() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
