// What of the evidence a person may see, looked at piece by piece: for certifiers, whose matrix counts only what their engagement shows; for kinds that have to be asked for each; and for the page of one clause.
import { asOfFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import type { Day } from '../../platform/clock.ts';
import { kindNamed, type KindFacts, type Ref, type Shown } from '../../platform/links/kinds.ts';
import { Link, standingOn, type LinkRecord } from '../../platform/links/links.ts';
import { FOR_CLAUSE, FOR_PLAN, keyOf, placeFrom, type Tally } from '../tally/tallies.ts';
import { PLANS } from '../links/rules.ts';
import { daysOf, type Period } from './periods.ts';

const BATCH = 1_000;

export interface Evidence {
  shown: Shown;
  day: Day;
  by: string;
  since: Date;
}

/**
 * Tallies of what this person may see, counted from the links as they stood at the cut-off. Slower than those that are kept.
 * @param kinds of what proves; all of them when absent
 */
export async function seenTallies(
  process: string | null,
  user: User,
  kinds?: readonly string[],
): Promise<Map<string, Tally>> {
  const links = await Link.find({ 'to.kind': 'clause', meaning: { $in: [...FOR_CLAUSE] }, ...(kinds ? { 'from.kind': { $in: [...kinds] } } : {}), ...standingOn(asOfFor(user)) }).select('from to meaning since').lean<LinkRecord[]>(); // prettier-ignore
  const tallies = new Map<string, Tally>();
  for (let at = 0; at < links.length; at += BATCH) {
    const batch = links.slice(at, at + BATCH);
    const { seen, facts } = await lookAt(batch.map(({ from }) => from), user); // prettier-ignore
    const plans = Map.groupBy(await planLinksOf([...seen.values()], user), ({ from }) => keyOf(from));
    for (const { from, to, meaning, since } of batch.filter((one) => seen.has(keyOf(one.from)))) {
      const place = placeFrom(facts.get(keyOf(from)), since);
      if (process && place.process !== process) continue;
      const tally = tallies.get(to.id) ?? {
        _id: to.id,
        clause: to.id,
        process: '*',
        shelf: '*',
        months: {},
        plans: 0,
      };
      if (meaning === 'evidences') tally.months[place.month] = (tally.months[place.month] ?? 0) + 1;
      tally.plans += plans.get(keyOf(from))?.length ?? 0;
      tallies.set(to.id, tally);
    }
  }
  return tallies;
}

/** What proves these clauses and the person may see, the newest first; within a period and a process. */
export async function evidenceOf(
  clauses: readonly string[],
  filter: { period: Period; process: string | null },
  user: User,
): Promise<Evidence[]> {
  const links = await Link.find({ 'to.kind': 'clause', 'to.id': { $in: [...clauses] }, meaning: 'evidences', ...standingOn(asOfFor(user)) }).lean<LinkRecord[]>(); // prettier-ignore
  const { seen, facts } = await lookAt(links.map(({ from }) => from), user); // prettier-ignore
  const days = daysOf(filter.period);
  const found = new Map<string, Evidence>();
  for (const { from, by, since } of links) {
    const shown = seen.get(keyOf(from));
    const { day, process } = placeFrom(facts.get(keyOf(from)), since);
    const isIn = (!days || (day >= days.from && day <= days.until)) && (!filter.process || filter.process === process); // prettier-ignore
    if (shown && isIn) found.set(keyOf(from), { shown, day, by, since });
  }
  return [...found.values()].sort((a, b) => (a.day < b.day ? 1 : -1));
}

/** Plans and their lines that are tied to these clauses: by what proves a clause, or by what governs it. */
export async function plansOf(clauses: readonly string[], user: User): Promise<Shown[]> {
  const links = await Link.find({ 'to.kind': 'clause', 'to.id': { $in: [...clauses] }, meaning: { $in: [...FOR_CLAUSE] }, ...standingOn(asOfFor(user)) }).select('from').lean<LinkRecord[]>(); // prettier-ignore
  const plans = new Map<string, Ref>();
  for (let at = 0; at < links.length; at += BATCH) {
    const { seen } = await lookAt(links.slice(at, at + BATCH).map(({ from }) => from), user); // prettier-ignore
    const tied = await planLinksOf([...seen.values()], user);
    for (const { to } of tied) plans.set(keyOf(to), to);
  }
  const { seen } = await lookAt([...plans.values()], user);
  return [...seen.values()].sort((a, b) => a.code.localeCompare(b.code));
}

/** Links from these records to plans and their lines. */
async function planLinksOf(refs: readonly Ref[], user: User): Promise<Pick<LinkRecord, 'from' | 'to'>[]> {
  const found: Pick<LinkRecord, 'from' | 'to'>[] = [];
  for (const [kind, group] of Map.groupBy(refs, (one) => one.kind)) {
    const ids = [...new Set(group.map(({ id }) => id))];
    const tied = Link.find({ 'from.kind': kind, 'from.id': { $in: ids }, 'to.kind': { $in: [...PLANS] }, meaning: { $in: [...FOR_PLAN] }, ...standingOn(asOfFor(user)) }); // prettier-ignore
    found.push(...(await tied.select('from to').lean<LinkRecord[]>()));
  }
  return found;
}

/** Records of any kind that the person may see, and when they happened. */
async function lookAt(
  refs: readonly Ref[],
  user: User,
): Promise<{ seen: ReadonlyMap<string, Shown>; facts: ReadonlyMap<string, KindFacts> }> {
  const [seen, facts] = [new Map<string, Shown>(), new Map<string, KindFacts>()];
  for (const [kind, group] of Map.groupBy(refs, (one) => one.kind)) {
    const ids = [...new Set(group.map(({ id }) => id))];
    const shown = (await kindNamed(kind)?.show(ids, user, asOfFor(user) ?? undefined)) ?? [];
    for (const one of shown) seen.set(keyOf(one), one);
    for (const [id, one] of (await kindNamed(kind)?.facts?.(ids)) ?? []) facts.set(`${kind}:${id}`, one);
  }
  return { seen, facts };
}
