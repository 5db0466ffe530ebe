// npm run demo: the application on a storage of its own, filled once with an invented office; its accounts stand on the sign-in page.
import { restartSparing } from '../memory.ts';
import { readDemoConfig } from '../config.ts';
import { declareDemoAccounts, exampleAccounts, peopleWithRole } from '../people/index.ts';
import { createLog } from '../platform/http/log.ts';
import { VERSION } from '../platform/version.ts';
import { slices } from '../slices.ts';
import { start } from '../start.ts';

/** Each slice adds its part on top of those before it. */
async function fill(): Promise<void> {
  if ((await peopleWithRole('admin')).length > 0) return;
  for (const { name, seed } of slices) {
    if (!seed) continue;
    console.log(`Filling ${name} ...`);
    await seed();
  }
}

try {
  restartSparing();
  declareDemoAccounts(exampleAccounts);
  const config = readDemoConfig();
  const running = await start(config, { log: createLog('warn'), demo: true, fill });
  const end = (): void => void running.stop().finally(() => process.exit(0));
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  console.log(`The demonstration of Vigente ${VERSION} is at ${running.url} (${config.storageDir})`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
