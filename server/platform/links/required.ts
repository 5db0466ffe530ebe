// Links that a kind of record must have: registered by slices, looked for by the report of orphans (L1, L3).
import type { Meaning } from './links.ts';

/** What every record of a kind should be linked with. */
export interface RequiredLink {
  kind: string;
  /** `out`: from the record to the other; `in`: from the other to the record. */
  direction: 'out' | 'in';
  meaning: Meaning;
  /** Kinds of which the other may be. */
  others: readonly string[];
  /** Word key of the report's name, such as "registros que no prueban nada". */
  word: string;
  /** Records of the kind that need none, given those that have one: what settles a section settles its parts. */
  exempt?: (linked: ReadonlySet<string>) => ReadonlySet<string>;
}

const required: RequiredLink[] = [];

/** Says that every record of a kind must have a link; a record without it is an orphan until somebody waives it with a reason. */
export function requireLink(one: RequiredLink): void {
  required.push(one);
}

export function requiredLinks(): readonly RequiredLink[] {
  return required;
}
