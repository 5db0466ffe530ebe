// Starts the application on an opened storage, in an order that a crash at any point allows to repeat, and stops it again.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { beginSetup, declareCopy, setUpUnattended } from './admin/index.ts';
import { createApp, declareSlices } from './app.ts';
import type { Config } from './config.ts';
import { declareDelivery } from './people/index.ts';
import { makeSeal } from './platform/audit/seals.ts';
import { usePublicOrigin } from './platform/settings/address.ts';
import { currentSession } from './platform/db/connection.ts';
import { clamav, setScanner } from './platform/files/index.ts';
import { catchUp, schedule } from './platform/jobs/jobs.ts';
import { useMailer } from './platform/mail/current.ts';
import { createMailer } from './platform/mail/mailer.ts';
import { mailSettled } from './platform/mail/soon.ts';
import { outbox } from './platform/mail/outbox.ts';
import { unbindThreads } from './memory.ts';
import { openStorage, prepareStorage } from './opening.ts';
import { sessionSecret } from './secret.ts';
import { slices } from './slices.ts';

export interface Running {
  /** Where people find it. */
  url: string;
  /** The one-time code of set-up; null when this copy is set up. */
  setupCode: string | null;
  /** Stops listening, lets requests finish, seals the trail, closes. Safe to call twice. */
  stop(): Promise<void>;
}

export interface StartOptions {
  log: Logger;
  demo?: boolean;
  /** Runs on the prepared storage, before the application listens. */
  fill?: () => Promise<void>;
}

const DRAIN_MS = 10_000;

export async function start(config: Config, { log, demo = false, fill }: StartOptions): Promise<Running> {
  unbindThreads();
  const storage = await openStorage(config);
  try {
    declareSlices();
    for (const name of await prepareStorage()) log.info({ migration: name }, 'storage migrated');
    const server = createServer(
      createApp({
        log,
        sessionSecret: sessionSecret(config),
        https: config.baseUrl?.startsWith('https:') ?? false,
        demo,
      }),
    );
    const mailer = useMailer(
      createMailer({
        smtpUrl: config.smtpUrl,
        outbox,
        isInTransaction: () => currentSession() !== undefined,
        ...(config.mailFrom ? { from: config.mailFrom } : {}),
      }),
    );
    if (config.scannerUrl) setScanner(clamav(config.scannerUrl));
    await fill?.();
    await setUpUnattended(config);
    const setupCode = await beginSetup();
    const jobs = slices.flatMap((slice) => slice.jobs ?? []);
    await catchUp(jobs);
    await listen(server, config);

    const url = config.baseUrl ?? addressOf(server, config);
    declareCopy({
      database: storage.database,
      storageDir: config.storageDir,
      url,
      mail: config.smtpUrl !== undefined,
    });
    usePublicOrigin(url);
    declareDelivery({
      origin: url,
      post: config.smtpUrl ? async (mail) => void (await mailer.send(mail)) : null,
    });
    const stopJobs = schedule(jobs, (job, error) => log.error({ job, err: error }, 'job failed'));
    const close = async (): Promise<void> => {
      await drain(server);
      await stopJobs();
      await mailSettled();
      mailer.close();
      await makeSeal('shutdown');
      await storage.close();
    };
    let closing: Promise<void> | undefined;
    return { url, setupCode, stop: () => (closing ??= close()) };
  } catch (error) {
    await storage.close().catch(() => undefined);
    throw error;
  }
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Something else listens at ${host}:${port}: set PORT to another number`)
          : error,
      ),
    );
    server.listen(port, host, () => resolve());
  });
}

/** Where a browser on this machine finds it. */
function addressOf(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Takes no new request and lets those under way finish; what hangs longer than ten seconds is cut. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(cut);
}
