// Samples that anybody can draw again: a documented generator, two methods, and the seed that was used (G14).
import { createHash } from 'node:crypto';

export const SAMPLE_METHODS = ['random', 'systematic'] as const;
export type SampleMethod = (typeof SAMPLE_METHODS)[number];

/**
 * Draws positions (1 is the first) out of a population in a fixed order, ascending.
 * - `random`: a Fisher-Yates shuffle of the positions, cut after `size`: every set is equally likely.
 * - `systematic`: one random start in the first of `size` equal steps, then one item every step.
 * The same population, size, method and seed always give the same positions, in any version of this product.
 */
export function drawn(method: SampleMethod, population: number, size: number, seed: string): number[] {
  const next = generator(seed);
  const count = Math.min(size, population);
  if (method === 'systematic') {
    const step = population / count;
    const start = next() * step;
    return Array.from({ length: count }, (_, index) => Math.floor(start + index * step) + 1);
  }
  const positions = Array.from({ length: population }, (_, index) => index + 1);
  for (let at = 0; at < count; at += 1) {
    const other = at + Math.floor(next() * (population - at));
    [positions[at], positions[other]] = [positions[other] ?? 0, positions[at] ?? 0];
  }
  return positions.slice(0, count).sort((a, b) => a - b);
}

/**
 * Numbers from 0 up to 1: mulberry32, begun with the first four bytes (big end first) of the seed's SHA-256 in UTF-8.
 * Small enough to be written down in a report and computed again by hand or in a spreadsheet.
 */
export function generator(seed: string): () => number {
  let state = createHash('sha256').update(seed, 'utf8').digest().readUInt32BE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The items of a typed list: one per line, empty lines left out, kept in their order. */
export function itemsOf(typed: string): string[] {
  return typed.split('\n').map((line) => line.trim()).filter(Boolean); // prettier-ignore
}
