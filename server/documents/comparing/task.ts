// The comparison as a task of a worker: plain data in, plain data out.
import { compareTexts } from './index.ts';
import type { CompareOptions, Comparison } from './index.ts';

export type CompareInput = { before: string; after: string } & CompareOptions;

/** Compares two texts; see `compareTexts`. */
export function compare({ before, after, unchanged }: CompareInput): Comparison {
  return compareTexts(before, after, { unchanged });
}
