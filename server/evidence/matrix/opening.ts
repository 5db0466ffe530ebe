// The kept counts less what is closed to the reader, so that the matrix counts what its cells open (G2a, L3).
import type { User } from '../../platform/access/roles.ts';
import { declaredKinds } from '../../platform/links/kinds.ts';
import { shelfOf, talliesOn, type Tally } from '../tally/tallies.ts';
import { seenTallies } from './seeing.ts';

/**
 * Tallies by clause of what this person may open: all that are kept, less the shelves that are closed to them. Kinds of which
 * each has to be asked for are counted anew, where there are any. One read for whoever may open everything.
 */
export async function openTallies(process: string | null, user: User): Promise<ReadonlyMap<string, Tally>> {
  const { closed, asked } = await closedShelves(user);
  const rows = await talliesOn(['*', ...closed, ...asked.keys()], process ?? '*');
  const open = new Map(rows.filter(({ shelf }) => shelf === '*').map((one) => [one.clause, one]));
  for (const row of rows) if (row.shelf !== '*') addTo(open, row, -1);
  const kinds = new Set(rows.flatMap(({ shelf }) => asked.get(shelf) ?? []));
  if (kinds.size > 0)
    for (const row of (await seenTallies(process, user, [...kinds])).values()) addTo(open, row, 1);
  return open;
}

/** Shelves that this person may not see, and kinds of which each has to be asked for, by the shelf that counts them. */
async function closedShelves(user: User): Promise<{ closed: string[]; asked: ReadonlyMap<string, string> }> {
  const closed: string[] = [];
  const asked = new Map<string, string>();
  const answers = await Promise.all(
    declaredKinds().map(async (kind) => [kind.name, (await kind.closed?.(user)) ?? null] as const),
  );
  for (const [kind, shelves] of answers)
    if (shelves) closed.push(...shelves.map((one) => shelfOf(kind, one)));
    else asked.set(shelfOf(kind, ''), kind);
  return { closed, asked };
}

function addTo(tallies: Map<string, Tally>, { clause, months, plans }: Tally, sign: 1 | -1): void {
  const tally = tallies.get(clause);
  if (!tally) return;
  const sum = { ...tally.months };
  for (const month in months) sum[month] = (sum[month] ?? 0) + sign * (months[month] ?? 0);
  tally.months = sum;
  tally.plans += sign * plans;
}
