// The tallies counted anew from the links: for verify, after a move, and on a copy that had links before it had tallies.
import type { Fault } from '../../platform/http/slice.ts';
import { kindNamed, type KindFacts } from '../../platform/links/kinds.ts';
import { Link, type LinkRecord } from '../../platform/links/links.ts';
import { allTallies, anyTally, FOR_CLAUSE, FOR_PLAN, hasTalliesWithoutShelf, isPlanKind, keyOf, placeFrom, placesOf, replaceTallies, shelfOf, shelvesOf, type Tally } from './tallies.ts'; // prettier-ignore

const BATCH = 1_000;
type Counted = Pick<LinkRecord, 'from' | 'to' | 'meaning' | 'since'>;

/** What the tallies must be. */
export async function countTallies(): Promise<Map<string, Tally>> {
  const plans = new Map<string, number>();
  for await (const { from, meaning } of linksTo({ $nin: ['clause'] }, isPlanKind))
    if (FOR_PLAN.includes(meaning)) plans.set(keyOf(from), (plans.get(keyOf(from)) ?? 0) + 1);
  const wanted = new Map<string, Tally>();
  for await (const batch of batchesOf(linksTo('clause'))) {
    const [facts, shelves] = await Promise.all([factsOf(batch), shelvesOf(batch.map(({ from }) => from))]);
    for (const link of batch.filter(({ meaning }) => FOR_CLAUSE.includes(meaning))) {
      const { process, month } = placeFrom(facts.get(keyOf(link.from)), link.since);
      const shelf = shelves.get(keyOf(link.from)) ?? shelfOf(link.from.kind, '');
      for (const place of placesOf(link.to.id, process, shelf))
        count(tallyIn(wanted, place), link, month, plans);
    }
  }
  for (const [id, { months, plans: tied }] of wanted)
    if (tied === 0 && Object.keys(months).length === 0) wanted.delete(id);
  return wanted;
}

/** Counts everything anew. */
export async function rebuildTallies(): Promise<void> {
  await replaceTallies([...(await countTallies()).values()]);
}

/** Counts when there are links and no tally yet, or tallies of the time before shelves were told apart. */
export async function ensureTallies(): Promise<void> {
  const none = !(await anyTally()) && (await Link.exists({ 'to.kind': 'clause' }));
  if (none || (await hasTalliesWithoutShelf())) await rebuildTallies();
}

/** Names every clause whose tally is not what the links say. */
export async function* tallyFaults(): AsyncGenerator<Fault> {
  const wanted = await countTallies();
  const kept = new Map((await allTallies()).map((one) => [one._id, one]));
  for (const id of new Set([...wanted.keys(), ...kept.keys()])) {
    const [should, is] = [asText(wanted.get(id)), asText(kept.get(id))];
    if (should !== is) yield { check: 'evidence', subject: `clause:${id}`, says: 'evidence.fault.tally', params: { should, is } };
  }
} // prettier-ignore

function count(tally: Tally, { from, meaning }: Counted, month: string, plans: ReadonlyMap<string, number>): void {
  if (meaning === 'evidences') tally.months[month] = (tally.months[month] ?? 0) + 1;
  tally.plans += plans.get(keyOf(from)) ?? 0;
} // prettier-ignore

function tallyIn(wanted: Map<string, Tally>, place: ReturnType<typeof placesOf>[number]): Tally {
  const known = wanted.get(place._id) ?? { ...place, months: {}, plans: 0 };
  wanted.set(place._id, known);
  return known;
}

async function* linksTo(
  kind: unknown,
  wanted: (kind: string) => boolean = () => true,
): AsyncGenerator<Counted> {
  const all = Link.find({ 'to.kind': kind as string, until: null }).select('from to meaning since').lean<Counted>().cursor(); // prettier-ignore
  for await (const one of all as AsyncIterable<Counted>) if (wanted(one.to.kind)) yield one;
}

async function* batchesOf(links: AsyncIterable<Counted>): AsyncGenerator<Counted[]> {
  let batch: Counted[] = [];
  for await (const link of links) {
    if (batch.push(link) < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function factsOf(links: readonly Counted[]): Promise<ReadonlyMap<string, KindFacts>> {
  const known = new Map<string, KindFacts>();
  for (const [kind, group] of Map.groupBy(links, ({ from }) => from.kind)) {
    const ids = [...new Set(group.map(({ from }) => from.id))];
    for (const [id, facts] of (await kindNamed(kind)?.facts?.(ids)) ?? []) known.set(`${kind}:${id}`, facts);
  }
  return known;
}

/** Months that went up and down again stay as 0: they count as absent. */
function asText(tally: Tally | undefined): string {
  const months = Object.entries(tally?.months ?? {}).filter(([, count]) => count !== 0).sort(([a], [b]) => a.localeCompare(b)); // prettier-ignore
  return [...months.map(([month, count]) => `${month}: ${count}`), `PAM/PMI: ${tally?.plans ?? 0}`].join(
    ', ',
  );
}
