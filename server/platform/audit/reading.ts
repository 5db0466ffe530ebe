// Searching the whole trail, for those who may read it: by person, act, dates and subject; a page at a time or as a stream.
import { addDays, type Day, startOf } from '../clock.ts';
import { PAGE_SIZE, skipFor } from '../db/paging.ts';
import { entries, type TrailEntry } from './trail.ts';

export interface TrailSearch {
  /** Id of the person who acted; `system`, `citizen` or `setup` for those who are none. */
  person?: string | null;
  /** `slice.verb`, or a slice alone. */
  act?: string | null;
  /** First and last day in Bogotá, both included. */
  from?: Day | null;
  until?: Day | null;
  /** `kind:id` */
  subject?: string | null;
}

export type TrailRow = Omit<TrailEntry, 'personal'>;

/** One page of what matches, newest first. Personal values beside the chain are never read here. */
export async function searchTrail(
  search: TrailSearch,
  page: number,
  size = PAGE_SIZE,
): Promise<{ rows: TrailRow[]; total: number }> {
  const filter = filterOf(search);
  const found = entries()
    .find(filter, { projection: { personal: 0 } })
    .sort({ at: -1, _id: -1 });
  const rows = await found.skip(skipFor(page, size)).limit(size).toArray();
  const isEverything = Object.keys(filter).length === 0;
  return {
    rows,
    total: isEverything ? await entries().estimatedDocumentCount() : await entries().countDocuments(filter),
  };
}

/** Everything that matches, oldest first, one at a time. */
export async function* streamTrail(search: TrailSearch): AsyncGenerator<TrailRow> {
  yield* entries().find(filterOf(search), { projection: { personal: 0 } }).sort({ at: 1, _id: 1 }); // prettier-ignore
}

/** The acts that the trail knows, for a list to choose from. */
export async function knownActs(): Promise<string[]> {
  return (await entries().distinct('act')).sort();
}

/** The people who ever acted, as they were called when they did so last. */
export async function knownActors(): Promise<{ id: string; name: string }[]> {
  const found = await entries()
    .aggregate<{ _id: string; name: string }>([
      { $match: { 'actor.id': { $exists: true } } },
      { $group: { _id: '$actor.id', name: { $last: '$actor.name' } } },
    ])
    .toArray();
  return found.map(({ _id, name }) => ({ id: _id, name })).sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

function filterOf({ person, act, from, until, subject }: TrailSearch): Record<string, unknown> {
  const at = {
    ...(from ? { $gte: startOf(from) } : {}),
    ...(until ? { $lt: startOf(addDays(until, 1)) } : {}),
  };
  return {
    ...(person ? (ACTORS.has(person) ? { 'actor.kind': person } : { 'actor.id': person }) : {}),
    ...(act ? { act: act.includes('.') ? act : { $gte: `${act}.`, $lt: `${act}/` } } : {}),
    ...(from || until ? { at } : {}),
    ...(subject ? { subject } : {}),
  };
}

const ACTORS = new Set(['system', 'citizen', 'setup']);
