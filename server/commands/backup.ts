// npm run backup [-- FILE]: one archive of database and files, made while the application runs or not, sealed and checked.
import { mkdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openStorage } from '../opening.ts';
import { checkArchive } from '../platform/backup/checking.ts';
import { writeBackup } from '../platform/backup/writing.ts';
import { refuseNewer } from '../platform/db/migrations/index.ts';
import { now } from '../platform/clock.ts';

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const config = readConfig();
  const stamp = now().toISOString().slice(0, 19).replaceAll(':', '-');
  const path = resolve(positionals[0] ?? join(config.storageDir, 'backups', `vigente-${stamp}.tar`));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const storage = await openStorage(config, { beside: true });
  try {
    await refuseNewer();
    const manifest = await writeBackup(path);
    await checkArchive(path);
    const records = manifest.collections.reduce((sum, one) => sum + one.count, 0);
    const files = manifest.entries.filter((entry) => entry.name.startsWith('files/')).length;
    console.log(`${path}: ${records} records, ${files} files, ${(await stat(path)).size} bytes`);
    if (manifest.seal) console.log(`Seal ${manifest.seal.number}:${manifest.seal.hash}`);
    for (const sha256 of manifest.damaged)
      console.error(`The stored file ${sha256} is damaged and is not in the backup.`);
    process.exitCode = manifest.damaged.length > 0 ? 1 : 0;
  } finally {
    await storage.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
