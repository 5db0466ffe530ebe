// Keeps compiled code between starts, in the storage: the next start is quicker. To be called before the rest is loaded.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { setForThreads } from './config.ts';

/** The folder may be deleted at any time; without it a start only takes longer. */
export function keepCompiled(storageDir: string): void {
  // Inside the storage, which only this user may write: what lies there is run.
  const folder = join(storageDir, 'compiled');
  enableCompileCache(folder);
  setForThreads('NODE_COMPILE_CACHE', folder);
}
