// A row of the master list as the template and the exports need it.
import { daysBetween, today } from '../../platform/clock.ts';
import { formatDate, translate, type Language } from '../../platform/words/index.ts';
import type { ListRow } from '../queries/listing.ts';

export interface Tag {
  kind: 'ok' | 'warn' | 'bad' | 'info' | 'off';
  text: string;
}

const SOON_DAYS = 30;

export function listRow(row: ListRow, language: Language): Record<string, unknown> {
  return {
    href: `/documentos/${encodeURIComponent(row.code)}`,
    code: row.code,
    title: row.title,
    type: row.typeName,
    process: row.processName,
    owner: row.ownerName,
    version: row.shown?.label ?? '',
    effective: row.shown?.effective ?? null,
    state: stateTag(row, language),
    working: row.working && translate(language, `documents.version_state.${row.working.state}`),
    review: row.nextReview,
    reviewTone: reviewTone(row.nextReview),
  };
}

/** The state of the document as a pill. */
export function stateTag(row: Pick<ListRow, 'state' | 'shown'>, language: Language): Tag {
  if (row.state === 'withdrawn')
    return { kind: 'off', text: translate(language, 'documents.state.withdrawn') };
  if (row.shown) return { kind: 'ok', text: translate(language, 'documents.state.in_force') };
  return { kind: 'info', text: translate(language, 'documents.state.new') };
}

/** bad when the review is overdue, warn when it is near. */
export function reviewTone(day: string | null): 'bad' | 'warn' | 'off' {
  if (!day) return 'off';
  const left = daysBetween(today(), day);
  return left < 0 ? 'bad' : left <= SOON_DAYS ? 'warn' : 'off';
}

/** Columns of the exports; the first row of the file carries their words. */
export function exportColumns(
  t: (key: string) => string,
): { header: string; value: (row: ListRow) => string }[] {
  const column = (key: string, value: (row: ListRow) => string) => ({
    header: t(`documents.column.${key}`),
    value,
  });
  return [
    column('code', (row) => row.code),
    column('title', (row) => row.title),
    column('type', (row) => row.typeName),
    column('process', (row) => row.processName),
    column('owner', (row) => row.ownerName),
    column('state', (row) => t(`documents.state.${row.state}`)),
    column('version', (row) => row.shown?.label ?? ''),
    column('effective', (row) => (row.shown?.effective ? formatDate(row.shown.effective, 'es') : '')),
    column('review', (row) => (row.nextReview ? formatDate(row.nextReview, 'es') : '')),
  ];
}
