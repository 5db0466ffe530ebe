// Starts Vigente as the environment says, and ends it in good order when it is told to.
import { readConfig } from './config.ts';
import { createLog } from './platform/http/log.ts';
import { VERSION } from './platform/version.ts';
import { start } from './start.ts';

try {
  const log = createLog('info');
  const running = await start(readConfig(), { log });
  console.log(`Vigente ${VERSION} is at ${running.url}`);
  if (running.setupCode)
    console.log(`Set it up at ${running.url}/instalacion with the code ${running.setupCode}`);

  const end = (): void => {
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
