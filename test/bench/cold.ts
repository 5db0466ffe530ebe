// The application on an empty storage, as `npm start` begins it: how long until it listens.
import { readConfig } from '../../server/config.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { start } from '../../server/start.ts';
import { serveBench } from './answering.ts';

const running = await start(readConfig({ STORAGE_DIR: process.argv[2] ?? '', PORT: '0' }), {
  log: createLog('silent'),
});
serveBench(running.url, () => running.stop());
