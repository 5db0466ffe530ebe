// What the page of links by hand shows: the record, what it is tied with, and what it might be.
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import { kindNamed, recordByCode, type Ref, type Shown } from '../../platform/links/kinds.ts';
import { Link, type LinkRecord } from '../../platform/links/links.ts';
import type { Way } from './rules.ts';

/** Most lines shown of one kind. */
const MOST = 8;

/** The record that bears this code, as typed or in capitals; null when the person finds none. */
export async function recordTyped(typed: string, user: User): Promise<Shown | null> {
  const code = typed.trim();
  if (code === '') return null;
  return (await recordByCode(code, user)) ?? (await recordByCode(code.toUpperCase(), user));
}

/** @throws NotFound */
export async function recordOfCode({ code = '' }: Record<string, string>, user: User | null): Promise<Shown> {
  const found = user && (await recordTyped(code, user));
  if (!found) throw new NotFound();
  return found;
}

/** A record by its kind and id, within what the person may see. @throws NotFound */
export async function shownOf(ref: Ref, user: User): Promise<Shown> {
  const [shown] = (await kindNamed(ref.kind)?.show([ref.id], user)) ?? [];
  if (!shown) throw new NotFound();
  return shown;
}

/** Records of the kinds that the ways lead to, by code or words. */
export async function candidates(typed: string, ways: readonly Way[], user: User): Promise<Shown[]> {
  if (typed.trim() === '') return [];
  const kinds = [...new Set(ways.flatMap(({ others }) => others))];
  const exact = await recordTyped(typed, user);
  const lists = await Promise.all(
    kinds.map(async (kind) => (await kindNamed(kind)?.find(typed, user, MOST)) ?? []),
  );
  const found = [...(exact && kinds.includes(exact.kind) ? [exact] : []), ...lists.flat()];
  return [...new Map(found.map((one) => [`${one.kind}:${one.id}`, one])).values()];
}

/** What the route of a link loads: the link and its ends, both within what the person may see. */
export interface LinkSubject {
  link: LinkRecord;
  from: Shown;
  to: Shown;
}

/** @throws NotFound for a link that ended, or of records that the person may not see */
export async function linkById({ id = '' }: Record<string, string>, user: User | null): Promise<LinkSubject> {
  const link = /^[0-9a-f]{24}$/.test(id) ? await Link.findOne({ _id: id, until: null }).lean<LinkRecord>() : null;
  if (!link || !user) throw new NotFound();
  const [from, to] = await Promise.all([shownOf(link.from, user), shownOf(link.to, user)]);
  return { link, from, to };
} // prettier-ignore
