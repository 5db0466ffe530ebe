// What a document cites, who cites it, which formats belong to it: the list of what a change would touch (L1).
import type { User } from '../../platform/access/roles.ts';
import type { Ref, Shown } from '../../platform/links/kinds.ts';
import { panel, type PanelRow } from '../../platform/links/links.ts';
import { Document, type DocumentRecord } from '../document.ts';
import { documentKind, externalKind } from '../kinds.ts';
import { scope } from '../policy.ts';
import { externalNames } from './externals.ts';

export interface Impact {
  /** Documents that cite this one. */
  citedBy: Shown[];
  /** Documents, internal and external, that this one cites. */
  cites: Shown[];
  /** Formats of this procedure, and the procedure of this format. */
  formats: Shown[];
  procedure: Shown[];
  /** Clauses of requirements that it governs. */
  governs: Shown[];
  /** Every other link. */
  others: PanelRow[];
}

export async function impactOf(document: Pick<DocumentRecord, '_id'>, user: User): Promise<Impact> {
  const rows = await panel({ kind: 'document', id: String(document._id) }, user);
  const isForm = (row: PanelRow): boolean => row.meaning === 'governs' && row.shown.kind === 'document';
  const isClause = (row: PanelRow): boolean => row.meaning === 'governs' && row.shown.kind === 'clause';
  const pick = (wanted: (row: PanelRow) => boolean): Shown[] =>
    rows.filter(wanted).map((row) => row.shown).sort(byCode); // prettier-ignore
  return {
    citedBy: pick((row) => row.meaning === 'cites' && row.direction === 'in'),
    cites: pick((row) => row.meaning === 'cites' && row.direction === 'out'),
    formats: pick((row) => isForm(row) && row.direction === 'out'),
    procedure: pick((row) => isForm(row) && row.direction === 'in'),
    governs: pick(isClause),
    others: rows.filter((row) => row.meaning !== 'cites' && !isForm(row) && !isClause(row)),
  };
}

function byCode(a: Shown, b: Shown): number {
  return a.code.localeCompare(b.code, 'es');
}

const MOST = 400;

/** What the field of a citation offers: codes of documents and names of external ones. */
export async function citables(user: User): Promise<{ value: string; label: string }[]> {
  const [documents, externals] = await Promise.all([
    Document.find({ state: { $ne: 'withdrawn' }, ...scope(user) })
      .select('code title')
      .sort({ code: 1 })
      .limit(MOST)
      .lean<Pick<DocumentRecord, 'code' | 'title'>[]>(),
    externalNames(),
  ]);
  return [
    ...documents.map(({ code, title }) => ({ value: code, label: title })),
    ...externals.slice(0, MOST).map((name) => ({ value: name, label: '' })),
  ];
}

/** The document that bears this code, else the external one of this name; null when there is neither. */
export async function citable(typed: string, user: User): Promise<Ref | null> {
  const found = (await documentKind.byCode(typed, user)) ?? (await externalKind.byCode(typed, user));
  return found && { kind: found.kind, id: found.id };
}
