// The conformity matrix: each clause with what governs it, what proves it, what is open against it, and how it stands (L3).
import { openByClause } from '../../actions/index.ts';
import { openFindings } from '../../audits/index.ts';
import { asOfFor, closeFor, coversSet, isCertifier } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { kindNamed, type Shown } from '../../platform/links/kinds.ts';
import { Link, standingOn, type LinkRecord } from '../../platform/links/links.ts';
import { clauseById, clauseSets, isAnswered, standingsOf, withParts, type Clause, type ClauseState } from '../../requirements/index.ts'; // prettier-ignore
import type { Tally } from '../tally/tallies.ts';
import { openTallies } from './opening.ts';
import { countIn, type Period } from './periods.ts';
import { seenTallies } from './seeing.ts';

export interface MatrixFilter {
  /** Id of a set of requirements; null for all that the person may see. */
  set: string | null;
  /** Id of a process; null for all of them. */
  process: string | null;
  period: Period;
}

export interface MatrixRow {
  clause: Clause;
  /** A heading: it has parts and is not answered itself; its counts are sums. */
  heads: boolean;
  applies: boolean;
  /** Documents that govern it, in force or not. */
  documents: readonly Shown[];
  records: number;
  findings: number;
  nonconformities: number;
  plans: number;
  state: ClauseState;
}

/** The sets that the person may see. */
export function setsFor(user: User) {
  return clauseSets.filter(({ id }) => coversSet(user, id));
}

/** The rows of a set in its order. A handful of reads, however many clauses and records there are. */
export async function matrixOf({ set, process, period }: MatrixFilter, user: User): Promise<MatrixRow[]> {
  const [standings, governing, tallies, findings, nonconformities] = await Promise.all([
    Promise.all(setsFor(user).filter(({ id }) => !set || id === set).map(({ id }) => standingsOf(id, asOfFor(user)))), // prettier-ignore
    governingByClause(set, user),
    isCertifier(user) ? seenTallies(process, user) : openTallies(process, user),
    openFindings(process, closeFor(user)).then((rows) => seen('finding', rows, user)),
    openByClause(process, closeFor(user)).then((rows) => seen('nonconformity', rows, user)),
  ]);
  const rows = standings
    .flatMap((one) => [...one.values()])
    .map(({ clause, applies, state }): MatrixRow => {
      const tally: Tally | undefined = tallies.get(clause.id);
      return {
        clause,
        heads: !isAnswered(clause),
        applies,
        documents: governing.get(clause.id) ?? NONE,
        records: tally ? countIn(tally.months, period) : 0,
        findings: findings.get(clause.id) ?? 0,
        nonconformities: nonconformities.get(clause.id) ?? 0,
        plans: tally?.plans ?? 0,
        state,
      };
    });
  return summed(rows);
}

const NONE: readonly Shown[] = [];

/** A heading counts what stands below it as well, and what governs it governs its parts. */
function summed(rows: MatrixRow[]): MatrixRow[] {
  const byId = new Map(rows.map((row) => [row.clause.id, row]));
  for (const row of rows)
    if (row.documents.length === 0) row.documents = byId.get(row.clause.parent ?? '')?.documents ?? NONE;
  for (const row of rows.toReversed()) {
    const above = byId.get(row.clause.parent ?? '');
    if (!above?.heads) continue;
    above.records += row.records;
    above.findings += row.findings;
    above.nonconformities += row.nonconformities;
    above.plans += row.plans;
  }
  return rows;
}

async function governingByClause(set: string | null, user: User): Promise<ReadonlyMap<string, Shown[]>> {
  const all = await Link.find({ 'to.kind': 'clause', meaning: 'governs', 'from.kind': 'document', ...standingOn(asOfFor(user)) }).select('from to').lean<Pick<LinkRecord, 'from' | 'to'>[]>(); // prettier-ignore
  const links = set ? all.filter(({ to }) => clauseById(to.id)?.set === set) : all;
  const ids = [...new Set(links.map(({ from }) => from.id))];
  const shown = ids.length > 0 ? ((await kindNamed('document')?.show(ids, user)) ?? []) : [];
  const byId = new Map(shown.map((one) => [one.id, one]));
  const byClause = new Map<string, Shown[]>();
  for (const { from, to } of links) {
    const document = byId.get(from.id);
    if (!document) continue;
    // What governs a section governs its parts.
    for (const { id } of withParts(to.id)) {
      const known = byClause.get(id) ?? [];
      if (!known.includes(document)) byClause.set(id, [...known, document]);
    }
  }
  return byClause;
}

/** How many by clause, of those that the person may see. */
async function seen(
  kind: string,
  rows: readonly { id: string; clause: string }[],
  user: User,
): Promise<ReadonlyMap<string, number>> {
  const ids = rows.map(({ id }) => id);
  const shown = new Set((ids.length > 0 ? await kindNamed(kind)?.show(ids, user) : [])?.map(({ id }) => id));
  const counts = new Map<string, number>();
  for (const { id, clause } of rows) if (shown.has(id)) counts.set(clause, (counts.get(clause) ?? 0) + 1);
  return counts;
}

export interface Coverage {
  set: string;
  word: string;
  /** Clauses to be answered that apply here. */
  total: number;
  governed: number;
  proved: number;
  conforming: number;
}

/** Of each set: how many of the clauses that apply are governed, proved and conforming. */
export async function coverageFor(filter: Omit<MatrixFilter, 'set'>, user: User): Promise<Coverage[]> {
  return Promise.all(
    setsFor(user).map(async ({ id, word }) => {
      const rows = (await matrixOf({ ...filter, set: id }, user)).filter((row) => !row.heads && row.applies);
      return {
        set: id,
        word,
        total: rows.length,
        governed: rows.filter(({ documents }) => documents.some((one) => one.state?.tone === 'ok')).length,
        proved: rows.filter(({ records }) => records > 0).length,
        conforming: rows.filter(({ state }) => state === 'conforming').length,
      };
    }),
  );
}
