// What a clause is: one line of a set of requirements, in our own words, with whom it binds.

import type { Day } from '../../platform/clock.ts';

export type Language = 'es' | 'en';

/** Who must answer a clause. */
export type Bound = 'ministry' | 'territorial';

export interface Clause {
  /** Unique across sets and editions, e.g. `G1a`, `T67c'`, `ISO9001-2015-7.5.3`. Links point at it: it never changes. */
  id: string;
  /** As its own set writes it: `G1a`, `7.5.3`. */
  code: string;
  set: string;
  parent: string | null;
  text: Readonly<Record<Language, string>>;
  /** Word key below `requirements.topic`; a part has its section's. */
  topic: string;
  binds: readonly Bound[];
  /** The clause obliges to register something in the information system (SIGCE or its equivalent). */
  registers: boolean;
  /** An explanation that obliges to nothing by itself. */
  note: Readonly<Record<Language, string>> | null;
}

export interface ClauseSet {
  id: string;
  /** Word key of its name. */
  word: string;
  /** What it is an edition of: two sets of one family are editions of the same requirements. */
  family: string;
  /** The edition whose clauses these are; null when the source names none. */
  edition: string | null;
  /** First and last day on which it holds; null for a day that the source does not state, or that has not come. */
  inForce: { from: Day | null; until: Day | null };
  /** Its names or its number of items could not be held against the source: pages say so. */
  unconfirmed: boolean;
  clauses: readonly Clause[];
}

/** A section with its lettered and numbered parts, as the data files write it. */
export interface SectionData {
  id: string;
  topic: string;
  es: string;
  en: string;
  parts?: readonly PartData[];
}

/** Mark (`a`, `.1`), Spanish, English, and what else there is to say. */
export type PartData = readonly [
  mark: string,
  es: string,
  en: string,
  more?: { registers?: boolean; note?: { es: string; en: string } },
];
