// The catalogue: every set of requirements that this system knows, and the ways to find a clause in it.
import type { Bound, Clause, ClauseSet, Language } from './clause.ts';
import { iso9001 } from './iso-9001.ts';
import { MAPPINGS } from './mappings.ts';
import { mipg } from './mipg.ts';
import { technicalSpecification } from './technical-specification/index.ts';

/** In the order of the page. A new edition is a new set: findings cite the edition that they were made against. */
export const clauseSets: readonly ClauseSet[] = [technicalSpecification, iso9001, mipg];

const clauses: readonly Clause[] = clauseSets.flatMap((set) => set.clauses);
const byId = new Map(clauses.map((clause) => [clause.id, clause]));
const partsOf = Map.groupBy(
  clauses.filter((clause) => clause.parent),
  (clause) => clause.parent ?? '',
);

/** The clause with this id, e.g. `G1a` or `ISO9001-2015-7.5.3`. */
export function clauseById(id: string): Clause | undefined {
  return byId.get(id);
}

/** Every clause of every set, or of one, in order. */
export function allClauses(set?: string): readonly Clause[] {
  return set ? (clauseSets.find((one) => one.id === set)?.clauses ?? []) : clauses;
}

export function setOf(clause: Clause): ClauseSet {
  const set = clauseSets.find((one) => one.id === clause.set);
  if (!set) throw new Error(`The clause ${clause.id} belongs to no set`);
  return set;
}

/** The parts right below a clause, in order. */
export function partsOfClause(id: string): readonly Clause[] {
  return partsOf.get(id) ?? [];
}

/** Clauses of other sets that ask for much the same. */
export function relatedTo(id: string): Clause[] {
  const others = MAPPINGS.flatMap(([a, b]) => (a === id ? [b] : b === id ? [a] : []));
  return others.map(clauseById).filter((clause) => clause !== undefined);
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
    const words = wordsOf(`${clause.id} ${clause.code} ${clause.text[language]}`);
    return typed.every((start) => words.some((word) => word.startsWith(start)));
  });
}

/** Lower case, without accents; `t67c'` and `7.5.3` are words. */
function wordsOf(text: string): string[] {
  const folded = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
  return folded.match(/[\p{L}\p{N}]+(?:[.'-][\p{L}\p{N}]+)*'?/gu) ?? [...folded.trim()].slice(0, 1);
}
