// Functions that tests run in other threads: they work, fail, sleep, or eat memory.
import { setTimeout as wait } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';

export function double(n: number): number {
  return n * 2;
}

export function refuse(word: string): never {
  throw new TypeError(`refused: ${word}`);
}

export function spin(): void {
  for (;;);
}

export async function sleep(ms: number): Promise<number> {
  await wait(ms);
  return ms;
}

export function fillHeap(): number {
  const kept: number[][] = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, i) => i));
}

/** Megabytes of heap that the thread may hold. */
export function heapLimit(): number {
  return getHeapStatistics().heap_size_limit / 1024 / 1024;
}

export async function fillBuffers(): Promise<number> {
  const kept: Buffer[] = [];
  for (;;) {
    kept.push(Buffer.alloc(8 * 1024 * 1024, 1));
    for (let i = 0; i < 5e6; i += 1);
  }
}

export function die(): void {
  process.exit(3);
}

export function throwLater(): Promise<never> {
  setTimeout(() => {
    throw new Error('thrown in a timer');
  });
  return new Promise(() => undefined);
}
