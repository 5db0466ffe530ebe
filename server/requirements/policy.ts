// Who reads the requirements (everyone who works here), who keeps them (the quality office) and who judges them.
import type { Policy } from '../platform/access/policy.ts';
import { has, holds, type User } from '../platform/access/roles.ts';
import type { Clause } from './catalogue/clause.ts';
import type { Standing } from './standings.ts';

/** What the route of a clause loads: the clause, how the entity stands on it, and on the others of its set. */
export interface ClauseSubject {
  clause: Clause;
  standing: Standing;
  standings: ReadonlyMap<string, Standing>;
}

export const policy = {
  'requirements.read': () => true,
  'requirements.keep': (user: User) => has(user, 'quality'),
  /** The quality office, and whoever holds the position that answers for the clause. */
  'requirements.assess': (user: User, { standing }: ClauseSubject) =>
    has(user, 'quality') ||
    (!has(user, 'certifier') && standing.responsible !== null && holds(user, standing.responsible)),
  'requirements.rounds': (user: User) =>
    has(user, 'quality', 'leader', 'auditor', 'committee', 'certifier', 'admin'),
  'requirements.open_round': (user: User) => has(user, 'quality'),
  'requirements.answer': (user: User) => has(user, 'quality', 'leader'),
  'requirements.close_round': (user: User) => has(user, 'quality'),
} satisfies Policy;
