// A process of its own that serves a data folder until it is killed: `embedded-child.ts <folder> <socket>`.
import { openServer } from '../../server/embedded/server.ts';

const [, , dataDir = '', path = ''] = process.argv;
await openServer({ dataDir, listen: { path } });
process.stdout.write('ready\n');
