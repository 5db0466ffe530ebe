// npm run db:import -- <mongodb-uri> [--files FOLDER]: copies everything from a MongoDB server into the embedded database, and compares both sides.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { transfer } from '../embedded/transfer/index.ts';

const USAGE = `Give the server: npm run db:import -- mongodb://host:27017/vigente [--files FOLDER],
where FOLDER is the files folder of the application that uses that server.`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { files: { type: 'string' } },
  });
  const [uri] = positionals;
  if (!uri) throw new Error(USAGE);
  const { storageDir } = readConfig();
  const own = join(storageDir, 'files');
  const { collections, files } = await transfer({
    direction: 'import',
    dataDir: join(storageDir, 'database'),
    uri,
    database: /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] ?? 'vigente',
    ...(values.files ? { files: { from: values.files, to: own } } : {}),
    progress: console.log,
  });
  const documents = collections.reduce((sum, { count }) => sum + count, 0);
  console.log(`${collections.length} collections, ${documents} documents: the same on both sides`);
  if (files) console.log(`${files.files} files checked, ${files.present} of them were there already`);
  else console.log('The files folder was not copied; give --files FOLDER to copy it.');
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
