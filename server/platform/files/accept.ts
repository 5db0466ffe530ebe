// The gate for every file from outside: extension, first bytes and parser must agree, and nothing in it may act by itself.
import { createHash } from 'node:crypto';
import { inWorker, WorkerOutOfMemory, WorkersBusy, WorkerTimeout } from '../workers/pool.ts';
import { RefusedFile } from './errors.ts';
import { cleanJpeg, cleanPng } from './images.ts';
import type { Inspection } from './inspecting.ts';
import { beginsAs, kindOfName, kinds } from './kinds.ts';
import type { Kind } from './kinds.ts';
import { cleanName } from './names.ts';
import { scan } from './scanner.ts';

export { RefusedFile } from './errors.ts';
export type { Kind } from './kinds.ts';

export interface Accepted {
  kind: Kind;
  mime: string;
  /** Cleaned, for people to see. */
  name: string;
  /** What to keep: of a picture, without the metadata that it came with. `sha256` and `bytes` are of this. */
  content: Buffer;
  sha256: string;
  bytes: number;
  /** Its words, for search and comparison; empty for pictures and archives. */
  text: string;
  pages?: number;
  /** Word keys of what the person should know, e.g. that stamping will break its digital signature. */
  warnings: string[];
}

/**
 * Takes a file or says why not.
 * @param originalName as the browser sent it
 * @throws RefusedFile with the word key of the reason
 */
export async function acceptFile(
  content: Uint8Array,
  originalName: string,
  allowed: readonly Kind[],
): Promise<Accepted> {
  const name = cleanName(originalName);
  const kind = kindOfName(name);
  if (!kind || !allowed.includes(kind)) throw new RefusedFile('files.kind', { allowed: allowed.join(', ') });
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length === 0) throw new RefusedFile('files.empty');
  if (!beginsAs(kind, bytes)) throw new RefusedFile('files.not_what_it_says', { kind });
  await scan(bytes);
  const { content: cleaned = bytes, text, pages, warnings } = await look(kind, bytes);
  const sha256 = createHash('sha256').update(cleaned).digest('hex');
  return {
    kind,
    mime: kinds[kind].mime,
    name,
    content: cleaned,
    sha256,
    bytes: cleaned.length,
    text,
    pages,
    warnings,
  };
}

type Look = Inspection & { content?: Buffer };

async function look(kind: Kind, bytes: Buffer): Promise<Look> {
  if (kind === 'jpg' || kind === 'png') {
    const image = kind === 'jpg' ? cleanJpeg(bytes) : cleanPng(bytes);
    return { content: image.bytes, text: '', warnings: image.hadMetadata ? ['files.warn_metadata'] : [] };
  }
  if (kind === 'txt' || kind === 'md' || kind === 'csv') return { text: decoded(bytes), warnings: [] };
  return inspected(kind, bytes);
}

const inspecting = { module: new URL('./inspecting.ts', import.meta.url), name: 'inspect' };
// 256 MB of heap and as much in buffers: scans of 100 MB pass, bombs do not.
const LIMITS = { fresh: true, memoryMb: 256, timeoutMs: 5_000 };

async function inspected(kind: Kind, bytes: Buffer): Promise<Look> {
  try {
    const found = await inWorker<unknown, Inspection>(inspecting, { kind, bytes }, LIMITS);
    if (found.refused) throw new RefusedFile(found.refused.key, found.refused.params);
    return found;
  } catch (error) {
    if (error instanceof RefusedFile || error instanceof WorkersBusy) throw error;
    if (error instanceof WorkerTimeout || error instanceof WorkerOutOfMemory)
      throw new RefusedFile('files.too_heavy');
    throw new RefusedFile('files.damaged', undefined, error);
  }
}

/** UTF-8, or what Windows programs of the region write instead. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
