// Orphans both ways: records that lack a link which their kind must have, and have no waiver; to a certifying body as of the cut-off (L1, L3).
import { asOfFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import type { Day } from '../../platform/clock.ts';
import { pageOf, PAGE_SIZE, skipFor, type Page } from '../../platform/db/paging.ts';
import { NotFound } from '../../platform/errors.ts';
import { kindNamed, type Shown } from '../../platform/links/kinds.ts';
import { Link, standingOn } from '../../platform/links/links.ts';
import { requiredLinks, type RequiredLink } from '../../platform/links/required.ts';
import { Waiver, type WaiverRecord } from '../links/waiver.ts';

/** A page of the records that lack the link, in the order of their kind. */
export async function orphansOf(required: RequiredLink, number: number, user: User): Promise<Page<Shown>> {
  const [linked, waived] = await Promise.all([
    linkedIds(required, asOfFor(user)),
    waivedIds(required, asOfFor(user)),
  ]);
  const exempt = required.exempt?.(linked);
  const orphans: string[] = [];
  for await (const id of kindNamed(required.kind)?.enumerate() ?? [])
    if (!linked.has(id) && !waived.has(id) && !exempt?.has(id)) orphans.push(id);
  const ids = orphans.slice(skipFor(number), skipFor(number) + PAGE_SIZE);
  const shown = (await kindNamed(required.kind)?.show(ids, user)) ?? [];
  const byId = new Map(shown.map((one) => [one.id, one]));
  return pageOf(ids.flatMap((id) => byId.get(id) ?? []), orphans.length, number); // prettier-ignore
}

/** The waivers of a requirement that stand, newest first, with the records that the person may see. */
export async function waiversOf(
  { kind, meaning }: RequiredLink,
  user: User,
): Promise<{ shown: Shown; waiver: WaiverRecord }[]> {
  const rows = await Waiver.find({ kind, meaning, ...standingOn(asOfFor(user)) }).sort({ since: -1 }).limit(50).lean<WaiverRecord[]>(); // prettier-ignore
  const shown = (await kindNamed(kind)?.show(rows.map(({ id }) => id), user)) ?? []; // prettier-ignore
  const byId = new Map(shown.map((one) => [one.id, one]));
  return rows.flatMap((waiver) => {
    const one = byId.get(waiver.id);
    return one ? [{ shown: one, waiver }] : [];
  });
}

/** A requirement by its place in the list, as the address has it: `1`. @throws NotFound */
export function requiredAt(place: string): RequiredLink {
  const found = /^\d{1,3}$/.test(place) ? requiredLinks()[Number(place) - 1] : undefined;
  if (!found) throw new NotFound();
  return found;
}

/** Grouped by the database, so that thousands of links of one record are one row. */
async function linkedIds(
  { kind, direction, meaning, others }: RequiredLink,
  asOf: Day | null,
): Promise<ReadonlySet<string>> {
  const [own, other] = direction === 'out' ? ['from', 'to'] : ['to', 'from'];
  const rows = await Link.aggregate<{ _id: string }>([
    {
      $match: {
        [`${own}.kind`]: kind,
        meaning,
        [`${other}.kind`]: { $in: [...others] },
        ...standingOn(asOf),
      },
    },
    { $group: { _id: `$${own}.id` } },
  ]);
  return new Set(rows.map(({ _id }) => _id));
}

async function waivedIds({ kind, meaning }: RequiredLink, asOf: Day | null): Promise<ReadonlySet<string>> {
  const rows = await Waiver.find({ kind, meaning, ...standingOn(asOf) })
    .select('id')
    .lean<WaiverRecord[]>();
  return new Set(rows.map(({ id }) => id));
}
