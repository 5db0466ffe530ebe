// The door of the requirements (T): the catalogue of clauses that the system is held against.
import type { Slice } from '../platform/http/slice.ts';
import { assessmentKind } from './rounds/kinds.ts';
import { roundFaults } from './rounds/proving.ts';
import { tasks } from './rounds/tasks.ts';
import { clauseKind } from './kinds.ts';
import { policy } from './policy.ts';
import { routes } from './routes.ts';
import { seed } from './seed.ts';

export {
  allClauses,
  clauseById,
  clauseNamed,
  clauseSets,
  isAnswered,
  partsOfClause,
  relatedTo,
  sectionsOf,
  setOf,
  withParts,
} from './catalogue/index.ts';
export type { Bound, Clause, ClauseSet } from './catalogue/clause.ts';
export {
  declareVersionSource,
  documentsGoverning,
  governingOf,
  governingScope,
  type Governing,
  type VersionInForce,
} from './governing.ts';
export { clauseKind, codeOf, urlOf } from './kinds.ts';
export { STATES, summedUp, tallyOf, type ClauseState, type Tally } from './rules.ts';
export { appliesHere, clauseOptions, standingOf, standingsOf, type Standing } from './standings.ts';

export const requirements: Slice = {
  name: 'requirements',
  routes,
  policy,
  kinds: [clauseKind, assessmentKind],
  menu: [{ href: '/requisitos', word: 'requirements.title', may: 'requirements.read', order: 110 }],
  tasks,
  checks: roundFaults,
  seed,
};
