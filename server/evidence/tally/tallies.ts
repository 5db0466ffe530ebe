// How much proves each clause, by month, process and shelf: counted in the act that makes or ends a link, so that the matrix reads and never counts.
import { dayOf, type Day } from '../../platform/clock.ts';
import { currentSession, nativeCollection } from '../../platform/db/connection.ts';
import { kindNamed, type KindFacts, type Ref } from '../../platform/links/kinds.ts';
import { Link, type LinkWatcher, type Meaning, type WatchedLink } from '../../platform/links/links.ts';
import { PLANS } from '../links/rules.ts';

/** What is counted for a clause, over all processes (`*`) and for each; over all shelves (`*`) and for each. */
export interface Tally {
  /** `G1a|*`, and of one shelf `G1a|*|record:140.15`. */
  _id: string;
  clause: string;
  /** Id of a process, `*` for all of them, `-` for what belongs to none. */
  process: string;
  /** The kind of what proves, with what closes it to some people: `record:140.15`, `complaint:`; `*` for all. */
  shelf: string;
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
  await tallies().createIndex({ process: 1, shelf: 1, clause: 1 });
}

/** The tallies of one process, or of all (`*`), on these shelves. */
export async function talliesOn(shelves: readonly string[], process: string): Promise<Tally[]> {
  const found = await tallies()
    .find({ process, shelf: { $in: [...shelves] } })
    .toArray();
  return found.map((one) => ({ ...NOTHING, ...one }));
}

/** What a tally lacks that never counted one of them. */
const NOTHING: Pick<Tally, 'months' | 'plans'> = { months: {}, plans: 0 };

/** Whether tallies were kept before shelves were told apart. */
export async function hasTalliesWithoutShelf(): Promise<boolean> {
  return (await tallies().findOne({ shelf: null as never })) !== null;
}

/** Whether anything was counted yet. */
export async function anyTally(): Promise<boolean> {
  return (await tallies().findOne({}, { projection: { _id: 1 } })) !== null;
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
  const shelf = (await shelvesOf([from])).get(keyOf(from)) ?? shelfOf(from.kind, '');
  if (isClause) {
    const plans = await Link.countDocuments({ ...standing(from, FOR_PLAN), 'to.kind': { $in: [...PLANS] } });
    await add(to.id, [process, shelf], { ...(meaning === 'evidences' ? { [`months.${month}`]: change } : {}), ...(plans > 0 ? { plans: plans * change } : {}) });
  } else {
    const clauses = await Link.find({ ...standing(from, FOR_CLAUSE), 'to.kind': 'clause' }).select('to').lean<{ to: Ref }[]>();
    for (const one of clauses) await add(one.to.id, [process, shelf], { plans: change });
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

/** The shelf of each of these records, by `kind:id`. */
export async function shelvesOf(refs: readonly Ref[]): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  for (const [kind, group] of Map.groupBy(refs, (one) => one.kind)) {
    const shelves = await kindNamed(kind)?.shelves?.([...new Set(group.map(({ id }) => id))]);
    for (const ref of group) known.set(keyOf(ref), shelfOf(kind, shelves?.get(ref.id) ?? ''));
  }
  return known;
}

/** `record:140.15`; of a kind without shelves `complaint:`. */
export function shelfOf(kind: string, shelf: string): string {
  return `${kind}:${shelf}`;
}

/** Where a link is counted: in all and in its own, of process and of shelf. */
export function placesOf(
  clause: string,
  process: string,
  shelf: string,
): Pick<Tally, '_id' | 'clause' | 'process' | 'shelf'>[] {
  return ['*', process].flatMap((one) => [
    { _id: `${clause}|${one}`, clause, process: one, shelf: '*' },
    { _id: `${clause}|${one}|${shelf}`, clause, process: one, shelf },
  ]);
}

export function keyOf({ kind, id }: Ref): string {
  return `${kind}:${id}`;
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

async function add(
  clause: string,
  [process, shelf]: readonly [string, string],
  counts: Record<string, number>,
): Promise<void> {
  if (Object.keys(counts).length === 0) return;
  const session = currentSession();
  const updates = placesOf(clause, process, shelf).map(({ _id, ...place }) => ({
    updateOne: { filter: { _id }, update: { $inc: counts, $setOnInsert: place }, upsert: true },
  }));
  await tallies().bulkWrite(updates, { ...(session ? { session } : {}) });
}

function standing(from: Ref, meanings: readonly Meaning[]): Record<string, unknown> {
  return { 'from.kind': from.kind, 'from.id': from.id, meaning: { $in: [...meanings] }, until: null };
}
