// Starts Vigente as the environment says, and ends it in good order when it is told to.
import { restartSparing } from './memory.ts';
import { keepCompiled } from './compiled.ts';
import { readConfig } from './config.ts';

try {
  restartSparing();
  const config = readConfig();
  keepCompiled(config.storageDir);
  const [{ start }, { createLog }, { VERSION }] = await Promise.all([
    import('./start.ts'),
    import('./platform/http/log.ts'),
    import('./platform/version.ts'),
  ]);
  const log = createLog('info');
  const running = await start(config, { log });
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
  // Said last: whoever reads it may end the program at once.
  console.log(`Vigente ${VERSION} is at ${running.url}`);
  if (running.setupCode)
    console.log(`Set it up at ${running.url}/instalacion with the code ${running.setupCode}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
