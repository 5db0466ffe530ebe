// The catalogue: every set of requirements that this system knows, and the ways to find a clause in it.
import type { Bound, Clause, ClauseSet, Language } from './clause.ts';
import { iso9001 } from './iso-9001.ts';
import { MAPPINGS } from './mappings.ts';
import { mipg } from './mipg.ts';
import { technicalSpecification } from './technical-specification/index.ts';

/** Two clauses of different sets that ask for much the same. */
export type Mapping = readonly [string, string];

const sets: ClauseSet[] = [];
const clauses: Clause[] = [];
const byId = new Map<string, Clause>();
const partsOf = new Map<string, Clause[]>();
const mapped = new Map<string, Set<string>>();

/** In the order of the page. A new edition is a new set: findings cite the edition that they were made against. */
export const clauseSets: readonly ClauseSet[] = sets;

for (const set of [technicalSpecification, iso9001, mipg]) declareClauseSet(set);
declareMappings(MAPPINGS);

/** Adds a set, e.g. a new edition. @throws Error for an id that is taken */
export function declareClauseSet(set: ClauseSet): void {
  const taken = set.clauses.find(({ id }) => byId.has(id));
  if (taken || sets.some(({ id }) => id === set.id)) throw new Error(`${taken?.id ?? set.id} exists already`);
  sets.push(set);
  for (const clause of set.clauses) {
    clauses.push(clause);
    byId.set(clause.id, clause);
    if (clause.parent) partsOf.set(clause.parent, [...(partsOf.get(clause.parent) ?? []), clause]);
  }
}

/** Says which clauses of different sets ask for much the same. @throws Error for a clause that no set has */
export function declareMappings(mappings: readonly Mapping[]): void {
  for (const [a, b] of mappings) {
    for (const id of [a, b]) if (!byId.has(id)) throw new Error(`No set has a clause ${id}`);
    mapped.set(a, (mapped.get(a) ?? new Set()).add(b));
    mapped.set(b, (mapped.get(b) ?? new Set()).add(a));
  }
}

/** Takes a set out with its mappings: for whoever only tried an edition. */
export function withdrawClauseSet(id: string): void {
  const at = sets.findIndex((one) => one.id === id);
  const [gone] = at < 0 ? [] : sets.splice(at, 1);
  for (const clause of gone?.clauses ?? []) {
    clauses.splice(clauses.indexOf(clause), 1);
    byId.delete(clause.id);
    partsOf.delete(clause.id);
    for (const other of mapped.get(clause.id) ?? []) mapped.get(other)?.delete(clause.id);
    mapped.delete(clause.id);
  }
}

/** The clause with this id, e.g. `G1a` or `ISO9001-2015-7.5.3`. */
export function clauseById(id: string): Clause | undefined {
  return byId.get(id);
}

/** Every clause of every set, or of one, in order. */
export function allClauses(set?: string): readonly Clause[] {
  return set ? (setById(set)?.clauses ?? []) : clauses;
}

export function setById(id: string): ClauseSet | undefined {
  return sets.find((one) => one.id === id);
}

export function setOf(clause: Clause): ClauseSet {
  const set = setById(clause.set);
  if (!set) throw new Error(`The clause ${clause.id} belongs to no set`);
  return set;
}

/** The parts right below a clause, in order. */
export function partsOfClause(id: string): readonly Clause[] {
  return partsOf.get(id) ?? [];
}

/** The clause and everything below it. */
export function withParts(id: string): Clause[] {
  const clause = byId.get(id);
  return clause ? [clause, ...partsOfClause(id).flatMap((part) => withParts(part.id))] : [];
}

/** The clauses of a set that stand below no other, in order, each with everything below it. */
export function sectionsOf(set: string): { section: Clause; parts: Clause[] }[] {
  const sections = allClauses(set).filter((clause) => !clause.parent);
  return sections.map((section) => ({ section, parts: withParts(section.id).slice(1) }));
}

/** Whether a clause is answered for itself: it has no parts, or its own sentence obliges to something. Others sum up their parts. */
export function isAnswered(clause: Clause): boolean {
  return clause.registers || partsOfClause(clause.id).length === 0;
}

/** Clauses of other sets that ask for much the same. */
export function relatedTo(id: string): Clause[] {
  return [...(mapped.get(id) ?? [])].map(clauseById).filter((clause) => clause !== undefined);
}

export interface ClauseFilter {
  set?: string | undefined;
  binds?: Bound | undefined;
  topic?: string | undefined;
  /** Matches code or words, without regard to case or accents. */
  typed?: string | undefined;
}

/** Clauses that match, in the order of their set. A typed word matches the beginning of a word: `formación` is not in `información`. */
export function findClauses(filter: ClauseFilter, language: Language): Clause[] {
  const typed = wordsOf(filter.typed ?? '');
  return allClauses(filter.set).filter((clause) => {
    if (filter.binds && !clause.binds.includes(filter.binds)) return false;
    if (filter.topic && clause.topic !== filter.topic) return false;
    const words = typed.length > 0 ? wordsIn(clause, language) : [];
    return typed.every((start) => words.some((word) => word.startsWith(start)));
  });
}

/** The clause that somebody named in a hurry: `g1a` is G1a, `T67c’` is T67c', `7.5.3` is that of ISO 9001. */
export function clauseNamed(typed: string): Clause | undefined {
  const wanted = typed.trim().replaceAll('’', "'").toLowerCase();
  const named = (text: (clause: Clause) => string) =>
    clauses.find((one) => text(one).toLowerCase() === wanted);
  return named(({ id }) => id) ?? named(({ code }) => code);
}

const wordsKept = new WeakMap<Clause, Map<Language, string[]>>();

/** The words of a clause do not change while the program runs. */
function wordsIn(clause: Clause, language: Language): string[] {
  const kept = wordsKept.get(clause) ?? new Map<Language, string[]>();
  const words = kept.get(language) ?? wordsOf(`${clause.id} ${clause.code} ${clause.text[language]}`);
  wordsKept.set(clause, kept.set(language, words));
  return words;
}

/** Lower case, without accents; `t67c'` and `7.5.3` are words. */
function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
  return folded.match(/[\p{L}\p{N}]+(?:[.'-][\p{L}\p{N}]+)*'?/gu) ?? [...folded.trim()].slice(0, 1);
}
