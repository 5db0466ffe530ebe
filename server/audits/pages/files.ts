// Files that forms of this slice bring, as its records keep them.
import type { Attachment } from '../../platform/http/attachments.ts';
import type { StoredFile } from '../stored.ts';

export function storedFiles(attachments: readonly Attachment[]): StoredFile[] {
  return attachments.map(({ sha256, name, mime, bytes }) => ({ sha256, name, type: mime, size: bytes }));
}
