// Moves everything between the embedded store and a MongoDB server, either way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { openServer } from '../server.ts';
import { copyDatabase, type Copied, type Progress } from './collections.ts';
import { copyFiles, type FilesCopied } from './files.ts';

export type { Copied, Progress } from './collections.ts';

export interface TransferOptions {
  /** `export` to the MongoDB server, `import` from it. */
  direction: 'export' | 'import';
  /** Folder of the embedded store. Nothing else may have it open. */
  dataDir: string;
  /** The MongoDB server, with the name of the database. */
  uri: string;
  database: string;
  /** The file folders of both sides; none when the server's application uses the same folder. */
  files?: { from: string; to: string };
  progress: Progress;
}

export interface TransferReport {
  collections: Copied[];
  files: FilesCopied | null;
}

/** The housekeeping that removes expired sessions rests while data moves. */
const NOT_NOW = 2 ** 30;

/**
 * Copies and compares. Interrupted, it goes on where it was when it is run again.
 * @throws InUse when the embedded store is open elsewhere, Error when the target is not empty or a copy differs
 */
export async function transfer(options: TransferOptions): Promise<TransferReport> {
  const { direction, dataDir, uri, database, files, progress } = options;
  const folder = mkdtempSync(join(tmpdir(), 'vigente-'));
  const listen = process.platform === 'win32' ? { port: 0 } : { path: join(folder, 'mongo.sock') };
  const embedded = await openServer({ dataDir, listen, housekeepingMs: NOT_NOW });
  const clients = [new MongoClient(embedded.uri), new MongoClient(uri)] as const;
  try {
    const [box, server] = clients.map((client) => client.db(database)) as [Db, Db];
    const [from, to] = direction === 'export' ? [box, server] : [server, box];
    const collections = await copyDatabase(from, to, progress);
    return { collections, files: files ? await copyFiles(files.from, files.to, progress) : null };
  } finally {
    for (const client of clients) await client.close();
    await embedded.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
