// Versions as rows of a table and as pills.
import type { VersionRow } from '../queries/showing.ts';
import type { VersionState } from '../rules.ts';
import type { Tag } from './listing.ts';
import { pathOf } from './showing.ts';

const TONES: Record<VersionState, Tag['kind']> = {
  draft: 'info', in_review: 'info', in_approval: 'info', approved: 'info', issued: 'warn',
  in_force: 'ok', obsolete: 'bad', discarded: 'off', adopting: 'info',
}; // prettier-ignore

export function glanceTag(state: VersionState, t: (key: string) => string): Tag {
  return { kind: TONES[state], text: t(`documents.version_state.${state}`) };
}

/** Where what changed since an earlier version is shown; null when there is none. */
export function comparison(
  code: string,
  before: { number: number; label: string } | null,
  number: number,
): { href: string; label: string } | null {
  return (
    before && { href: `${pathOf(code, 'comparar')}?de=${before.number}&a=${number}`, label: before.label }
  );
}

export function versionRows(
  code: string,
  rows: readonly VersionRow[],
  t: (key: string) => string,
): Record<string, unknown>[] {
  return rows.map((row, index) => ({
    href: pathOf(code, 'versiones', row.number),
    number: row.number,
    label: row.label,
    state: glanceTag(row.state, t),
    reason: row.reason,
    authors: row.authors.map((author) => author.name).join(', '),
    effective: row.effective,
    obsoleteFrom: row.obsoleteFrom,
    sha256: row.sha256,
    compare: rows[index + 1] && `${pathOf(code, 'comparar')}?de=${rows[index + 1]?.number}&a=${row.number}`,
  }));
}
