// A folder as one end of a move: each collection as the BSON of its records one after another, with a description beside it.
import { constants, createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { BSON } from 'mongodb';
import type { Filling, Mark, Shape, Target } from './ends.ts';
import { ownIndexes } from './indexes.ts';

const DATABASE = 'vigente';
const MARK = 'move.json';

/** The layout of `mongodump`: `vigente/<collection>.bson` and `.metadata.json`; `move.json` is ours. */
export function openFolder(path: string): Target {
  const room = join(path, DATABASE);
  const recordsIn = (name: string): string => join(room, `${name}.bson`);
  const shapeIn = (name: string): string => join(room, `${name}.metadata.json`);
  return {
    label: path,
    async mark() {
      const text = await readFile(join(path, MARK), 'utf8').catch(whenAbsent(null));
      if (text === null) return null;
      const { from, state, at } = JSON.parse(text) as Mark;
      return { from, state, at: new Date(at) };
    },
    async setMark(mark) {
      await mkdir(room, { recursive: true, mode: 0o700 });
      await store(join(path, MARK), JSON.stringify(mark));
    },
    async shapes() {
      const names = await readdir(room).catch(whenAbsent([]));
      const collections = names
        .filter((name) => name.endsWith('.bson'))
        .map((name) => name.slice(0, -'.bson'.length));
      return Promise.all(collections.sort().map(async (name) => readShape(name, shapeIn(name))));
    },
    records: (name) => recordsOf(recordsIn(name)),
    async fill(shape) {
      const file = await open(recordsIn(shape.name), constants.O_RDWR | constants.O_CREAT, 0o600);
      return filling(file);
    },
    async finish({ name, options, indexes }) {
      const text = BSON.EJSON.stringify({ options, indexes, collectionName: name }, { relaxed: false });
      await store(shapeIn(name), text);
    },
    async drop(name) {
      await rm(recordsIn(name), { force: true });
      await rm(shapeIn(name), { force: true });
    },
  };
}

/** Leaves alone what is right already, so that a second try only reads what the first wrote. */
function filling(file: FileHandle): Filling {
  let offset = 0;
  return {
    async put(batch) {
      const wanted = Buffer.concat(batch);
      const there = Buffer.alloc(wanted.length);
      const { bytesRead } = await file.read(there, 0, there.length, offset);
      if (bytesRead < wanted.length || !there.equals(wanted))
        await file.write(wanted, 0, wanted.length, offset);
      offset += wanted.length;
    },
    async end() {
      await file.truncate(offset);
      await file.sync();
      await file.close();
    },
  };
}

async function readShape(name: string, path: string): Promise<Shape> {
  const text = await readFile(path, 'utf8').catch(whenAbsent(null));
  if (text === null) return { name, options: {}, indexes: [] };
  const { options, indexes } = BSON.EJSON.parse(text, { relaxed: false }) as unknown as Shape;
  return { name, options, indexes: ownIndexes(indexes) };
}

const SMALLEST_RECORD = 5;

async function* recordsOf(path: string): AsyncGenerator<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    let at = 0;
    for (let size = sizeAt(held, at, path); at + size <= held.length; size = sizeAt(held, at, path)) {
      yield held.subarray(at, at + size);
      at += size;
    }
    held = held.subarray(at);
  }
  if (held.length > 0) throw new Error(`${path} is cut short`);
}

/** Bytes of the record that begins there; more than there are when its beginning has not come yet. */
function sizeAt(bytes: Buffer, at: number, path: string): number {
  if (at + 4 > bytes.length) return Infinity;
  const size = bytes.readInt32LE(at);
  if (size < SMALLEST_RECORD) throw new Error(`${path} is damaged`);
  return size;
}

/** Whole or not at all. */
async function store(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text, { mode: 0o600, flush: true });
  await rename(`${path}.part`, path);
}

function whenAbsent<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
