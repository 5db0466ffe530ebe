// The two ends of db:export and db:import: the storage that the configuration names, and the place that the command names.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { startEmbedded } from '../embedded/index.ts';
import { DATABASE, databaseIn } from '../opening.ts';
import { createStore, type Store } from '../platform/files/index.ts';
import { move, openDatabase, openFolder, type Moved, type Target } from '../platform/moving/index.ts';

interface Place {
  end: Target;
  /** Null: the files stay where they are. */
  store: Store | null;
  close(): Promise<void>;
}

/**
 * Runs `db:export -- --to PLACE` or `db:import -- --from PLACE`, where a place is a MongoDB URI or a folder, with `--files FOLDER`
 * for the files beside a URI and `--replace`. Returns the exit code: 1 when a stored file was damaged already.
 * @throws Error in words for people
 */
export async function runMove(direction: 'to' | 'from', config: Config): Promise<number> {
  const { values } = parseArgs({
    options: {
      [direction]: { type: 'string' },
      files: { type: 'string' },
      replace: { type: 'boolean', default: false },
    },
  });
  const address = values[direction];
  if (typeof address !== 'string' || !address) throw new Error(USAGE[direction]);
  const files = typeof values.files === 'string' ? resolve(values.files) : null;
  const own = await openOwn(config);
  try {
    const other = await openOther(address, files === config.storageDir ? null : files);
    try {
      const [source, target] = direction === 'to' ? [own, other] : [other, own];
      const stores = source.store && target.store ? { from: source.store, to: target.store } : null;
      const replace = values.replace === true;
      const moved = await move(source.end, target.end, {
        files: stores,
        replace,
        say: (line) => console.log(line),
      });
      report(moved, config.storageDir);
      return moved.files?.damaged.length ? 1 : 0;
    } finally {
      await other.close();
    }
  } finally {
    await own.close();
  }
}

const USAGE = {
  to: 'Say where to: npm run db:export -- --to mongodb://HOST/NAME [--files FOLDER] [--replace], or --to FOLDER',
  from: 'Say where from: npm run db:import -- --from mongodb://HOST/NAME [--files FOLDER] [--replace], or --from FOLDER',
};

/** Not beside the application, which must be stopped: the embedded database refuses a second owner. */
async function openOwn(config: Config): Promise<Place> {
  mkdirSync(config.storageDir, { recursive: true, mode: 0o700 });
  const store = createStore(config.storageDir);
  if (config.mongodbUri) return { ...(await openUri(config.mongodbUri)), store };
  const embedded = await startEmbedded({ dataDir: join(config.storageDir, 'database') });
  try {
    const end = await openDatabase(embedded.uri, DATABASE, config.storageDir);
    const close = (): Promise<void> => end.close().finally(() => embedded.stop());
    return { end, store, close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function openOther(address: string, files: string | null): Promise<Place> {
  if (isUri(address)) return { ...(await openUri(address)), store: files ? createStore(files) : null };
  const folder = resolve(address);
  return { end: openFolder(folder), store: createStore(files ?? folder), close: () => Promise.resolve() };
}

async function openUri(uri: string): Promise<{ end: Target; close: () => Promise<void> }> {
  const name = databaseIn(uri);
  const hosts = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? '';
  const end = await openDatabase(uri, name, `${hosts}/${name}`);
  return { end, close: () => end.close() };
}

function isUri(address: string): boolean {
  return /^mongodb(?:\+srv)?:\/\//.test(address);
}

function report({ wasThere, collections, files }: Moved, storageDir: string): void {
  for (const { name, count, sha256 } of collections)
    console.log(`  ${name.padEnd(24)} ${String(count).padStart(9)}  ${sha256}`);
  const records = collections.reduce((sum, { count }) => sum + count, 0);
  console.log(
    `${wasThere ? 'Nothing was left to do' : 'Moved'}: ${records} records in ${collections.length} collections, equal on both sides.`,
  );
  if (files) console.log(`${files.count} files are whole there, ${files.copied} of them copied now.`);
  else console.log(`The files stay in ${storageDir}: every application process must see that folder.`);
  for (const sha256 of files?.damaged ?? [])
    console.error(`The stored file ${sha256} is damaged and was not moved.`);
}
