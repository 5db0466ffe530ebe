// Which documents govern a clause: chosen by the quality office, shown with the version in force (L1, L3).
import { actorOf } from '../platform/access/policy.ts';
import { asOfFor } from '../platform/access/engagement.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import type { Day } from '../platform/clock.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { kindNamed, type Shown } from '../platform/links/kinds.ts';
import { Link, link, standingOn, unlink, type LinkRecord } from '../platform/links/links.ts';
import { clauseById, withParts } from './catalogue/index.ts';

/** The version of a document that holds on the day that was asked for. */
export interface VersionInForce {
  label: string;
  since: Day | null;
}
/** `asOf`: a past day; null for today. */
type VersionSource = (documents: readonly string[], asOf: Day | null) => Promise<ReadonlyMap<string, VersionInForce>>; // prettier-ignore

let versions: VersionSource = () => Promise.resolve(new Map());

/** The slice that knows documents says which version of each is in force; called from its `register`. */
export function declareVersionSource(source: VersionSource): void {
  versions = source;
}

export interface Governing {
  document: Shown;
  /** Null while no version is in force: then nothing governs yet. */
  version: VersionInForce | null;
  /** The clause that it was chosen for: this one, one above it or one of its parts. */
  clause: string;
  by: string;
  since: Date;
}

/** Says that a document governs a clause. @throws Invalid for a code that no document bears */
export async function govern(id: string, document: string, user: User): Promise<void> {
  if (!clauseById(id)) throw new NotFound();
  const found = await kindNamed('document')?.byCode(document.trim(), user);
  if (!found) throw Invalid.field('document', 'requirements.form.no_document', { typed: document });
  await act('requirements.govern', actorOf(user), () =>
    link({ kind: 'document', id: found.id }, 'governs', { kind: 'clause', id }),
  );
}

/** Takes it back; it stays in the history of links. */
export async function stopGoverning(id: string, document: string, user: User): Promise<void> {
  await act('requirements.stop_governing', actorOf(user), () =>
    unlink({ kind: 'document', id: document }, 'governs', { kind: 'clause', id }),
  );
}

/** The documents that govern a clause, a section above it or one of its parts, and that the person may see; at the cut-off of a certifier. */
export async function governingOf(id: string, user: User): Promise<Governing[]> {
  const asOf = asOfFor(user);
  const rows = await governingLinks(governingScope(id), asOf);
  const ids = [...new Set(rows.map((row) => row.from.id))];
  const [shown, inForce] = await Promise.all([kindNamed('document')?.show(ids, user), versions(ids, asOf)]);
  const byId = new Map((shown ?? []).map((one) => [one.id, one]));
  return rows
    .flatMap(({ from, to, by, since }) => {
      const document = byId.get(from.id);
      return document ? [{ document, version: inForce.get(from.id) ?? null, clause: to.id, by, since }] : [];
    })
    .sort((a, b) => a.document.code.localeCompare(b.document.code));
}

/** The clauses whose documents govern this one or part of it: the sections above, itself and its parts. */
export function governingScope(id: string): string[] {
  return [...aboveOf(id), ...withParts(id).map((clause) => clause.id)];
}

/** What governs a section governs its parts. */
function aboveOf(id: string): string[] {
  const above = clauseById(id)?.parent;
  return above ? [above, ...aboveOf(above)] : [];
}

/** Ids of the documents that govern any of these clauses. */
export async function documentsGoverning(clauses: readonly string[]): Promise<string[]> {
  return [...new Set((await governingLinks(clauses, null)).map((row) => row.from.id))];
}

function governingLinks(clauses: readonly string[], asOf: Day | null): Promise<LinkRecord[]> {
  const these = { 'to.kind': 'clause', 'to.id': { $in: [...clauses] }, meaning: 'governs' as const };
  return Link.find({ ...these, 'from.kind': 'document', ...standingOn(asOf) }).lean<LinkRecord[]>();
}
