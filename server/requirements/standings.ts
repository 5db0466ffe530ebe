// What other rooms ask of the clauses: which apply here, and how the entity stands on each.
import { entries } from '../platform/audit/trail.ts';
import { addDays, startOf, type Day } from '../platform/clock.ts';
import { entity } from '../platform/settings/settings.ts';
import { allClauses, clauseById, clauseSets, isAnswered, partsOfClause } from './catalogue/index.ts';
import type { Clause, Language } from './catalogue/clause.ts';
import { codeOf } from './kinds.ts';
import { summedUp, type ClauseState } from './rules.ts';
import { StandingModel, type Signed, type StandingRecord } from './standing.ts';

export interface Standing {
  clause: Clause;
  /** Whether this entity answers it: from its kind, or by a decision against that. */
  applies: boolean;
  /** Why it does not, or does against its kind, in the words of whoever decided; empty when it follows from the kind. */
  reason: string;
  /** Id of the position that answers for it, its own or its section's. */
  responsible: string | null;
  /** Kinds of record expected, its own or its section's. */
  expected: readonly string[];
  /** A clause that only has parts sums them up. */
  state: ClauseState;
  statement: string;
  assessed: Signed | null;
  round: string | null;
  /** True where the state sums up the parts. */
  sums: boolean;
}

/** Whether the kind of this entity must answer a clause: a ministry T15-T60, a territorial entity T61-T72, both the rest. */
export function appliesHere(clause: Clause): boolean {
  return clause.binds.includes(entity.get().kind);
}

/**
 * How the entity stands on every clause of a set, in its order; one that nobody touched is blank.
 * @param asOf the end of a past day, answered from the trail; now, unless told
 */
export async function standingsOf(set: string, asOf: Day | null = null): Promise<Map<string, Standing>> {
  const now = await StandingModel.find({ criteria: set }).lean<StandingRecord[]>();
  const records = asOf ? await rewound(now, asOf) : now;
  return standingsFrom(allClauses(set), new Map(records.map((one) => [one.clause, one])));
}

/** The same for one clause and all below it. */
export async function standingOf(id: string): Promise<Standing | undefined> {
  const clause = clauseById(id);
  return clause && (await standingsOf(clause.set)).get(id);
}

/** Every clause as an option of a form, the sets one after another. @param set only those of one set */
export function clauseOptions(language: Language, set?: string): { value: string; label: string }[] {
  const sets = clauseSets.filter((one) => !set || one.id === set);
  return sets.flatMap(({ clauses }) =>
    clauses.map((clause) => ({ value: clause.id, label: `${codeOf(clause)} · ${clause.text[language]}` })),
  );
}

/** The records as they were at the end of a day: each later change in the trail is taken back, the latest first. */
async function rewound(records: StandingRecord[], day: Day): Promise<StandingRecord[]> {
  const subjects = records.map(({ clause }) => `clause:${clause}`);
  const later = await entries()
    .find({ subject: { $in: subjects }, at: { $gte: startOf(addDays(day, 1)) } })
    .sort({ seq: -1 })
    .toArray();
  const bySubject = Map.groupBy(later, ({ subject }) => subject);
  return records.map((record) => {
    const changes = (bySubject.get(`clause:${record.clause}`) ?? []).flatMap((entry) => entry.changes);
    const before = Object.fromEntries(changes.map((change) => [change.field, change.before]));
    return { ...record, ...before, clause: record.clause };
  });
}

function standingsFrom(
  clauses: readonly Clause[],
  records: ReadonlyMap<string, StandingRecord>,
): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  // Above before below, as the sets are written: a part takes from its section what it does not have itself.
  for (const clause of clauses)
    standings.set(clause.id, ownStanding(clause, records.get(clause.id), standings.get(clause.parent ?? '')));
  for (const clause of clauses.toReversed()) {
    const standing = standings.get(clause.id);
    if (!standing || isAnswered(clause) || !standing.applies) continue;
    const parts = partsOfClause(clause.id).flatMap((part) => standings.get(part.id)?.state ?? []);
    standings.set(clause.id, { ...standing, state: summedUp(parts), sums: true });
  }
  return standings;
}

function ownStanding(clause: Clause, record: StandingRecord | undefined, above?: Standing): Standing {
  const exception = record?.exception ?? null;
  const inherits = above !== undefined && appliesHere(clause) && !above.applies;
  const applies = exception?.applies ?? (inherits ? false : appliesHere(clause));
  return {
    clause,
    applies,
    reason: exception?.reason ?? (inherits ? above.reason : ''),
    responsible: record?.responsible ?? above?.responsible ?? null,
    expected: record?.expected?.length ? record.expected : (above?.expected ?? []),
    state: applies ? record?.state || 'blank' : 'not_applicable',
    statement: record?.statement ?? '',
    assessed: record?.assessed ?? null,
    round: record?.round ?? null,
    sums: false,
  };
}
