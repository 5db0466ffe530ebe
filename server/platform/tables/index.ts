// The door of the table room: CSV and XLSX, out and in.
import { RefusedFile } from '../files/errors.ts';
import { inWorker, WorkersBusy } from '../workers/pool.ts';
import type { ReadOptions, Sheet } from './reading.ts';
import type { Params } from '../errors.ts';

export { numberOf } from './cells.ts';
export type { Cell, Column, Rows } from './cells.ts';
export type { Problem, ReadOptions, Sheet } from './reading.ts';
export { sheetOf, toCsv, toWorkbook, toXlsx } from './writing.ts';

const task = { module: new URL('./reading.ts', import.meta.url), name: 'read' };
const LIMITS = { fresh: true, memoryMb: 384, timeoutMs: 20_000 };

/**
 * Reads the first sheet of an XLSX, or a CSV (`;`, `,` or tab; UTF-8 or Windows), in a thread with limits.
 * The apostrophe that our own exports put before formulas is taken off.
 * @throws RefusedFile when it is no table, a bomb, or larger than allowed (20,000 rows of 200 columns unless told)
 */
export async function readSheet(bytes: Uint8Array, options: ReadOptions = {}): Promise<Sheet> {
  const found = await attempt(bytes, options);
  if ('refused' in found) throw new RefusedFile(found.refused.key, found.refused.params);
  return found;
}

type Found = Sheet | { refused: { key: string; params: Params } };

async function attempt(bytes: Uint8Array, options: ReadOptions): Promise<Found> {
  try {
    return await inWorker<unknown, Found>(task, { bytes, options }, LIMITS);
  } catch (error) {
    if (error instanceof WorkersBusy) throw error;
    throw new RefusedFile('files.too_heavy', undefined, error);
  }
}
