// Whether what was approved is still stored, byte for byte.
import { fileStore } from '../platform/files/index.ts';
import type { Content } from './version.ts';

/** False when the stored file is missing or damaged; a text lies in the version itself and is proved by its hash. */
export async function storedIntact(content: Content): Promise<boolean> {
  if (content.kind === 'text') return true;
  try {
    await fileStore().read(content.sha256);
    return true;
  } catch {
    return false;
  }
}
