// The application in a process of its own, to be killed: `child.ts <storage> [<uri>]`. Answers `verify` over IPC.
import { flushCompileCache } from 'node:module';
import { readConfig } from '../../../server/config.ts';
import { peopleWithRole } from '../../../server/people/index.ts';
import { createLog } from '../../../server/platform/http/log.ts';
import { scaleLimits } from '../../../server/platform/http/limits.ts';
import { verifyAll } from '../../../server/platform/integrity/verifying.ts';
import { start } from '../../../server/start.ts';
import { fillOffice } from './cast.ts';

const [, , storage = '', mongodbUri] = process.argv;
const config = readConfig({
  STORAGE_DIR: storage,
  PORT: '0',
  ...(mongodbUri ? { MONGODB_URI: mongodbUri, SESSION_SECRET: 'a secret that only tests know, 32+' } : {}),
});

async function fill(): Promise<void> {
  if ((await peopleWithRole('admin')).length === 0) await fillOffice();
}

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for await (const { check, subject, says } of verifyAll()) found.push(`${check} ${subject}: ${says}`);
  return found;
}

const running = await start(config, { log: createLog('silent'), fill });
// All knock from one machine.
scaleLimits(1_000);
process.on('message', (said: 'stop' | 'verify') => {
  if (said === 'stop') return void running.stop().then(() => process.exit(0));
  faults().then(
    (found) => process.send?.({ faults: found }),
    (error: unknown) => process.send?.({ faults: [`verify failed: ${String(error)}`] }),
  );
});
// Whoever started it is gone: nobody would stop it.
process.on('disconnect', () => process.exit(1));
process.send?.({ origin: running.url });
// Kept now: a killed process keeps nothing.
flushCompileCache();
