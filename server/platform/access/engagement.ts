// What a certifying body was engaged to see: sets, processes, a period and a cut-off day. Whoever shows lists asks here (L3).
import { addDays, startOf, today, type Day } from '../clock.ts';
import { has, type User } from './roles.ts';

/** The scope of a certifier account while its engagement is open. Null stands for all of them. */
export interface Engagement {
  id: string;
  /** `ENC-2026-001` */
  code: string;
  /** Ids of sets of requirements. */
  sets: readonly string[] | null;
  /** Ids of processes. */
  processes: readonly string[] | null;
  /** The period whose records are seen, both days included. */
  from: Day;
  until: Day;
  /** Everything is seen as it stood at the end of this day. */
  cutOff: Day;
}

/** The slice that knows engagements: the open one of this person, if any. */
export type EngagementSource = (userId: string) => Promise<Engagement | null>;
let source: EngagementSource = () => Promise.resolve(null);

export function registerEngagements(given: EngagementSource): void {
  source = given;
}

/** The engagement under which a person reads today; nobody but certifiers is asked for. */
export async function engagementFor(id: string, roles: User['roles']): Promise<Engagement | null> {
  return roles.includes('certifier') ? source(id) : null;
}

/** True for accounts of a certifying body: they see what their engagement allows and change nothing. */
export function isCertifier(user: User | null): boolean {
  return user !== null && has(user, 'certifier');
}

/** The past day as of which this person sees everything; null: as it is now. */
export function asOfFor(user: User | null): Day | null {
  const cutOff = isCertifier(user) ? user?.engagement?.cutOff : undefined;
  return cutOff !== undefined && cutOff < today() ? cutOff : null;
}

/** The day that counts as today for this person: what was due on it was not late yet. */
export function dayFor(user: User | null): Day {
  return asOfFor(user) ?? today();
}

/** The instant after which nothing exists for this person; null: no limit. */
export function closeFor(user: User | null): Date | null {
  const day = asOfFor(user);
  return day === null ? null : startOf(addDays(day, 1));
}

/** Whether things of this process (null: of none) are within what the person may see. */
export function coversProcess(user: User | null, process: string | null): boolean {
  return covers(user, 'processes', process);
}

/** Whether a set of requirements is within what the person may see. */
export function coversSet(user: User | null, set: string): boolean {
  return covers(user, 'sets', set);
}

/** Whether a day on which something happened is within what the person may see. */
export function coversDay(user: User | null, day: Day): boolean {
  if (!isCertifier(user)) return true;
  const engagement = user?.engagement;
  return !!engagement && day >= engagement.from && day <= engagement.until && day <= engagement.cutOff;
}

/**
 * The part of a database filter that keeps a certifier to the engaged processes; empty for everybody else.
 * @param field the field that holds the id of the process as text
 */
export function processFilter(user: User, field: string): Record<string, unknown> {
  if (!isCertifier(user)) return {};
  if (!user.engagement) return { _id: null };
  return user.engagement.processes ? { [field]: { $in: [...user.engagement.processes] } } : {};
}

function covers(user: User | null, what: 'sets' | 'processes', id: string | null): boolean {
  if (!isCertifier(user)) return true;
  const named = user?.engagement?.[what];
  if (named === undefined) return false;
  return named === null || (id !== null && named.includes(id));
}
