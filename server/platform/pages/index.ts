// The door of pages: installs the template engine and the assets, and draws error pages.
import { join } from 'node:path';
import type { Express } from 'express';
import { loadWords } from '../words/index.ts';
import { createAssets } from './assets.ts';
import { createEngine } from './engine.ts';

export { renderError, type ErrorStatus, errorStatuses } from './errors.ts';
export {
  emptyPage,
  type Flash,
  type FormState,
  type Layout,
  type MenuItem,
  type PageData,
} from './layout.ts';
export { type ListPage, type Pager, pagerOf, withQuery } from './pager.ts';

export interface Pages {
  /** Sets the engine and the views folder, and serves `/assets/`. Call it before sessions: assets need none. */
  install(app: Express): void;
}

/**
 * Reads words and assets below `viewsDir` and makes the engine.
 * @param cache true keeps compiled templates and assets (production and tests)
 */
export function createPages({ viewsDir, cache }: { viewsDir: string; cache: boolean }): Pages {
  loadWords(viewsDir);
  const assets = createAssets(join(viewsDir, 'assets'), cache);
  return {
    install(app) {
      app.engine('.hbs', createEngine(viewsDir, cache, assets));
      app.set('view engine', 'hbs');
      app.set('views', viewsDir);
      app.set('view cache', cache);
      app.get('/assets/*path', assets.serve);
    },
  };
}
