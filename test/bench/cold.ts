// The application on an empty storage, as `npm start` begins it: how long until it listens.
import { keepCompiled } from '../../server/compiled.ts';
import { readConfig } from '../../server/config.ts';
import { serveBench } from './answering.ts';

const config = readConfig({ STORAGE_DIR: process.argv[2] ?? '', PORT: '0' });
keepCompiled(config.storageDir);
const { start } = await import('../../server/start.ts');
const { createLog } = await import('../../server/platform/http/log.ts');
const running = await start(config, { log: createLog('silent') });
serveBench(running.url, () => running.stop());
