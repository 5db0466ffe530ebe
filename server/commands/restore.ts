// npm run restore -- FILE [--replace]: puts a backup into an empty storage, after reading all of it, and then proves the result.
import { parseArgs } from 'node:util';
import { declareSlices } from '../app.ts';
import { readConfig } from '../config.ts';
import { openStorage, prepareStorage } from '../opening.ts';
import { readAnchor } from '../platform/audit/verifying.ts';
import { restoreBackup } from '../platform/backup/restoring.ts';
import { runNow } from '../platform/integrity/runs.ts';
import { sayFault } from '../platform/integrity/saying.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replace: { type: 'boolean', default: false } },
  });
  const path = positionals[0];
  if (!path) throw new Error('Say which archive: npm run restore -- FILE [--replace]');
  declareSlices();
  // Not beside the application: it must be stopped, and the embedded database refuses a second owner.
  const storage = await openStorage(readConfig());
  try {
    const { seal, at, collections } = await restoreBackup(path, { replace: values.replace });
    await prepareStorage();
    const anchor = seal && readAnchor(`${seal.number}:${seal.hash}`);
    const run = await runNow('command', {
      anchor,
      onFault: (fault) => console.log(`FAULT  ${fault.check}  ${fault.subject}: ${sayFault(fault, 'en')}`),
    });
    if (run.failure) throw new Error(run.failure);
    console.log(
      `Restored what was saved at ${at}: ${collections.reduce((sum, one) => sum + one.count, 0)} records, ${run.tally.files} files.`,
    );
    console.log(run.found === 0 ? 'No faults.' : `${run.found} faults.`);
    process.exitCode = run.found === 0 ? 0 : 1;
  } finally {
    await storage.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
