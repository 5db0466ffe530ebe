// The application as one column of middleware, read from top to bottom, then every slice.
import { join } from 'node:path';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { declarePolicy } from './platform/access/policy.ts';
import { installSessions } from './platform/access/sessions.ts';
import { menuHeadings } from './menu.ts';
import { declareKind } from './platform/links/kinds.ts';
import { declareDesk } from './platform/http/desk.ts';
import { showFailure } from './platform/http/failures.ts';
import { frame } from './platform/http/frame.ts';
import { requestLog } from './platform/http/log.ts';
import { mount, notFound } from './platform/http/mount.ts';
import { noStore, securityHeaders } from './platform/http/security.ts';
import { declareChecks } from './platform/integrity/checks.ts';
import { createPages } from './platform/pages/index.ts';
import { entity } from './platform/settings/settings.ts';
import { slices } from './slices.ts';

export interface AppOptions {
  log: Logger;
  sessionSecret: string;
  /** True behind an https BASE_URL: strict cookies and HSTS. */
  https: boolean;
  demo?: boolean;
  /** Keeps compiled templates; off while developing. */
  cacheViews?: boolean;
}

/** Builds the application. The database must be connected. */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  // Pages are never stored: a digest of each would be of no use to anybody.
  app.disable('etag');
  app.set('trust proxy', options.https ? 1 : false);

  app.use(securityHeaders(options));
  createPages({ viewsDir: join(import.meta.dirname, '../views'), cache: options.cacheViews ?? true }).install(
    app,
  );
  app.use(requestLog(options.log));
  app.use(noStore);
  installSessions(app, { secret: options.sessionSecret, https: options.https });
  app.use(
    frame({
      menu: slices.flatMap((slice) => slice.menu ?? []),
      headings: menuHeadings,
      entity: () => entity.get().name,
      demo: options.demo ?? false,
    }),
  );
  for (const slice of slices) if (slice.gate) app.use(slice.gate);
  for (const slice of slices) mount(app, slice.routes);
  app.use(notFound);
  app.use(showFailure);
  return app;
}

let declared = false;

/** Hands what the slices bring to the platform: policies, kinds, registrations. Once per process. */
export function declareSlices(): void {
  if (declared) return;
  declared = true;
  for (const slice of slices) {
    declarePolicy(slice.policy);
    for (const kind of slice.kinds ?? []) declareKind(kind);
    declareChecks(slice);
    declareDesk(slice);
    slice.register?.();
  }
}
