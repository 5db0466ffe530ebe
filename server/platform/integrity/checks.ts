// What the slices bring to the integrity check: their own rules held against their records, and the files they point at.
import type { Fault } from '../http/slice.ts';

export interface Checks {
  name: string;
  checks?: () => AsyncIterable<Fault>;
  files?: () => AsyncIterable<string>;
}

const declared: Checks[] = [];

export function declareChecks(checks: Checks): void {
  declared.push(checks);
}

export function declaredChecks(): readonly Checks[] {
  return declared;
}

/** Hashes of every file that some record points at; one that several records share comes several times. */
export async function* knownFiles(): AsyncGenerator<string> {
  for (const { files } of declared) if (files) yield* files();
}
