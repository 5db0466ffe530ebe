// What pages ask about the links of clauses; nothing here writes.
import { NotFound } from '../platform/errors.ts';
import { asOfFor, coversSet } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import type { Day } from '../platform/clock.ts';
import { Link, standingOn, type LinkRecord } from '../platform/links/links.ts';
import { clauseById } from './catalogue/index.ts';
import type { ClauseSubject } from './policy.ts';
import { standingsOf, type Standing } from './standings.ts';

/** How the entity stands on a set, for a certifier as of the cut-off; nothing for a certifier whose engagement leaves the set out, who still reads the requirements. */
export function standingsFor(user: User, set: string): Promise<Map<string, Standing> | null> {
  return coversSet(user, set) ? standingsOf(set, asOfFor(user)) : Promise.resolve(null);
}

/** A clause with how the entity stands on it. @throws NotFound */
export async function loadClause(
  { id = '' }: Record<string, string>,
  user: User | null,
): Promise<ClauseSubject> {
  const clause = clauseById(id);
  if (!clause) throw new NotFound();
  const standings = await standingsOf(clause.set, asOfFor(user));
  const standing = standings.get(clause.id);
  if (!standing) throw new NotFound();
  return { clause, standing, standings };
}

/** How many records are evidence of each of these clauses, now (null) or at the end of a day. */
export async function evidenceCounts(
  clauses: readonly string[],
  asOf: Day | null,
): Promise<Map<string, number>> {
  const filter = { 'to.kind': 'clause', 'to.id': { $in: [...clauses] }, meaning: 'evidences' as const };
  const links = await Link.find({ ...filter, ...standingOn(asOf) })
    .select('to')
    .lean<Pick<LinkRecord, 'to'>[]>();
  const counts = new Map<string, number>();
  for (const { to } of links) counts.set(to.id, (counts.get(to.id) ?? 0) + 1);
  return counts;
}
