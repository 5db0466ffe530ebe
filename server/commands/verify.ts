// npm run verify [-- --anchor NUMBER:HASH]: proves trail, seals, links, files and records, and names each fault. Exit code 1 for faults.
import { parseArgs } from 'node:util';
import { declareSlices } from '../app.ts';
import { readConfig } from '../config.ts';
import { openStorage } from '../opening.ts';
import { readAnchor } from '../platform/audit/verifying.ts';
import { refuseNewer } from '../platform/db/migrations/index.ts';
import { runNow } from '../platform/integrity/runs.ts';
import { sayFault } from '../platform/integrity/saying.ts';

try {
  const { values } = parseArgs({ options: { anchor: { type: 'string' } } });
  const anchor = values.anchor === undefined ? null : readAnchor(values.anchor);
  declareSlices();
  const storage = await openStorage(readConfig(), { beside: true });
  try {
    await refuseNewer();
    const run = await runNow('command', {
      anchor,
      onFault: (fault) => console.log(`FAULT  ${fault.check}  ${fault.subject}: ${sayFault(fault, 'en')}`),
    });
    if (run.failure) throw new Error(run.failure);
    const { entries, subjects, seals, unsealed, files } = run.tally;
    console.log(
      `${entries} entries in ${subjects} chains, ${seals} seals, ${files} files; ${unsealed} entries are not yet sealed.`,
    );
    if (run.seal) console.log(`Last seal: ${run.seal.number}:${run.seal.hash}`);
    console.log(run.found === 0 ? 'No faults.' : `${run.found} faults.`);
    process.exitCode = run.found === 0 ? 0 : 1;
  } finally {
    await storage.close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
