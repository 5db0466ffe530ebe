// npm run db [-- --port 27018] [--write]: opens the embedded database to mongosh, Compass and mongodump on this machine.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { InUse, openRelay, openServer } from '../embedded/index.ts';

const PORT = 27018;

interface Serving {
  port: number;
  close(): Promise<void>;
}

/** Opens the file, or a door to the application that has it open. Any person on this machine can then read all data. */
async function serve(dataDir: string, port: number, write: boolean): Promise<Serving> {
  try {
    const server = await openServer({ dataDir, listen: { port }, readOnly: !write, keepRetries: write });
    return { port: Number(new URL(server.uri).port), close: () => server.close() };
  } catch (error) {
    if (!(error instanceof InUse) || !error.owner?.uri) throw error;
    console.log(`Process ${error.owner.pid} has the database open; serving through it.`);
    return openRelay(error.owner.uri, port, write);
  }
}

try {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, write: { type: 'boolean', default: false } },
  });
  const config = readConfig();
  const dataDir = join(config.storageDir, 'database');
  const serving = await serve(dataDir, Number(values.port ?? PORT), values.write);
  console.log(`mongodb://127.0.0.1:${serving.port}/vigente?directConnection=true`);
  console.log(values.write ? 'Writing is allowed.' : 'For reading only; --write allows changes.');
  console.log(
    'There is no password: whoever works on this machine can connect while this runs. Ctrl+C ends it.',
  );
  const end = (): void => void serving.close().finally(() => process.exit(0));
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
