// How much proves each clause, by month and process: counted in the act that makes or ends a link, so that the matrix reads and never counts.
import { dayOf, type Day } from '../../platform/clock.ts';
import { currentSession, nativeCollection } from '../../platform/db/connection.ts';
import { kindNamed, type KindFacts, type Ref } from '../../platform/links/kinds.ts';
import { Link, type LinkWatcher, type Meaning, type WatchedLink } from '../../platform/links/links.ts';
import { PLANS } from '../links/rules.ts';

/** What is counted for a clause, over all processes (`*`) and for each. */
export interface Tally {
  /** `G1a|*` */
  _id: string;
  clause: string;
  /** Id of a process, `*` for all of them, `-` for what belongs to none. */
  process: string;
  /** Pieces of evidence by month: `2026-03`. */
  months: Record<string, number>;
  /** Links to plans (PAM, PMI) of what proves or governs the clause. */
  plans: number;
}

/** Meanings through which something stands for a clause, and for a plan. */
export const FOR_CLAUSE: readonly Meaning[] = ['evidences', 'governs'];
export const FOR_PLAN: readonly Meaning[] = ['evidences', 'governs', 'applies_to'];

const tallies = () => nativeCollection<Tally>('evidence_tallies');

export async function ensureTallyIndexes(): Promise<void> {
  await tallies().createIndex({ process: 1, clause: 1 });
}

/** The tallies of one process, or of all (`*`), by clause. */
export async function talliesOf(process: string): Promise<ReadonlyMap<string, Tally>> {
  const found = await tallies().find({ process }).toArray();
  return new Map(found.map((one) => [one.clause, one]));
}

export async function allTallies(): Promise<Tally[]> {
  return tallies().find().toArray();
}

/** Keeps the tallies in step with the links, inside the act that changes them. */
export const countLink: LinkWatcher = async (link, change) => {
  const { from, to, meaning } = link;
  const isClause = to.kind === 'clause' && FOR_CLAUSE.includes(meaning);
  const isPlan = isPlanKind(to.kind) && FOR_PLAN.includes(meaning);
  if (!isClause && !isPlan) return;
  const { process, month } = await placeOf(link);
  if (isClause) {
    const plans = await Link.countDocuments({ ...standing(from, FOR_PLAN), 'to.kind': { $in: [...PLANS] } });
    await add(to.id, process, { ...(meaning === 'evidences' ? { [`months.${month}`]: change } : {}), ...(plans > 0 ? { plans: plans * change } : {}) });
  } else {
    const clauses = await Link.find({ ...standing(from, FOR_CLAUSE), 'to.kind': 'clause' }).select('to').lean<{ to: Ref }[]>();
    for (const one of clauses) await add(one.to.id, process, { plans: change });
  }
}; // prettier-ignore

/** The facts of what a link comes from; what its kind does not know is taken from the link. */
export function placeFrom(
  facts: KindFacts | undefined,
  since: Date,
): { process: string; month: string; day: Day } {
  const day = facts?.day ?? dayOf(since);
  return { process: facts?.process ?? '-', month: day.slice(0, 7), day };
}

export function isPlanKind(kind: string): boolean {
  return (PLANS as readonly string[]).includes(kind);
}

/** Throws all tallies away and writes these. */
export async function replaceTallies(wanted: readonly Tally[]): Promise<void> {
  await tallies().deleteMany({});
  for (let at = 0; at < wanted.length; at += 1_000) await tallies().insertMany(wanted.slice(at, at + 1_000));
}

async function placeOf({ from, since }: WatchedLink): Promise<ReturnType<typeof placeFrom>> {
  const facts = await kindNamed(from.kind)?.facts?.([from.id]);
  return placeFrom(facts?.get(from.id), since);
}

async function add(clause: string, process: string, counts: Record<string, number>): Promise<void> {
  if (Object.keys(counts).length === 0) return;
  const session = currentSession();
  for (const one of ['*', process])
    await tallies().updateOne(
      { _id: `${clause}|${one}` },
      { $inc: counts, $setOnInsert: { clause, process: one } },
      { upsert: true, ...(session ? { session } : {}) },
    );
}

function standing(from: Ref, meanings: readonly Meaning[]): Record<string, unknown> {
  return { 'from.kind': from.kind, 'from.id': from.id, meaning: { $in: [...meanings] }, until: null };
}
