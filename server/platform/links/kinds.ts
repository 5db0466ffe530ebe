// Kinds of record: what a slice says about its records so that links, pickers, codes and traces need not know the slice.
import type { User } from '../access/roles.ts';
import type { Day } from '../clock.ts';

/** A record anywhere in the system. */
export interface Ref {
  kind: string;
  id: string;
}

/** How a record is shown where somebody points at it. */
export interface Shown extends Ref {
  code: string;
  title: string;
  url: string;
  /** Word key of its state, and the class of its tag (ok, warn, bad, info, off). */
  state: { key: string; tone: string } | null;
}

/** What a slice registers for each of its kinds. */
export interface Kind {
  name: string;
  /** Word keys: one of it, several of it. */
  words: { one: string; many: string };
  /** What its codes begin with, in capitals, where the system makes them all: it is asked for no other code. */
  prefixes?: readonly string[];
  /** The records with these ids that the person may see; `asOf` asks for their state on that date. */
  show(ids: readonly string[], user: User | null, asOf?: Day): Promise<Shown[]>;
  /** Records that match what was typed (code or words), within the person's scope, at most `limit`. */
  find(typed: string, user: User, limit: number): Promise<Shown[]>;
  /** The record that bears exactly this code. */
  byCode(code: string, user: User): Promise<Shown | null>;
  /** Every id, for orphan reports and integrity checks. */
  enumerate(): AsyncIterable<string>;
  /** When each of these happened and for which process, where the kind knows: reports of a period ask it. Neither ever changes. */
  facts?(ids: readonly string[]): Promise<ReadonlyMap<string, KindFacts>>;
  /** What decides, as a whole, who may see each of these (of a record, the code of its series). It never changes. */
  shelves?(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * What of this kind is closed to a person, where it can be said without asking for each: shelves, or nothing for who sees all of
   * it; null where each has to be asked for, as for a kind that does not say. Certifiers are not asked about here.
   */
  closed?(user: User): Promise<readonly string[] | null>;
}

export interface KindFacts {
  day: Day;
  /** Id of the process. */
  process: string | null;
}

/** `closed` of a kind without shelves: nothing where the person's scope leaves nothing out, else each has to be asked for. */
export function closedBy(scope: Readonly<Record<string, unknown>>): Promise<readonly string[] | null> {
  return Promise.resolve(Object.keys(scope).length === 0 ? [] : null);
}

const kinds = new Map<string, Kind>();

export function declareKind(kind: Kind): void {
  kinds.set(kind.name, kind);
}

export function kindNamed(name: string): Kind | undefined {
  return kinds.get(name);
}

export function declaredKinds(): Kind[] {
  return [...kinds.values()];
}

/** Finds the record of any kind that bears this code. */
export async function recordByCode(code: string, user: User): Promise<Shown | null> {
  const upper = code.toUpperCase();
  for (const kind of kinds.values()) {
    if (kind.prefixes && !kind.prefixes.some((one) => upper.startsWith(one))) continue;
    const found = await kind.byCode(code, user);
    if (found) return found;
  }
  return null;
}
