// The register as it prints: one landscape table, in the order of the numbers, with the treatment of each.
import type { User } from '../../platform/access/roles.ts';
import { now } from '../../platform/clock.ts';
import type { Structure } from '../../platform/pdf/index.ts';
import { entity } from '../../platform/settings/settings.ts';
import { formatDate, formatDateTime, type Language } from '../../platform/words/index.ts';
import type { ListRow } from '../queries/listing.ts';
import { subjectFor, treatmentOf } from './listing.ts';

interface Reader {
  user: User;
  language: Language;
  t: (key: string, params?: Record<string, string | number>) => string;
}

export function bookOf(rows: readonly ListRow[], reader: Reader): Structure {
  const { t, language } = reader;
  const printed = formatDateTime(now(), language);
  return {
    title: t('complaints.book.title'),
    subtitle: entity.get().name,
    language: language === 'es' ? 'es-CO' : 'en',
    date: now(),
    landscape: true,
    header: { left: `${entity.get().name} · ${t('complaints.book.title')}`, right: '' },
    footer: { left: t('complaints.book.printed', { at: printed }), pageOf: t('complaints.book.page', { x: '{x}', y: '{y}' }) },
    blocks: [
      { kind: 'paragraph', words: t('complaints.book.lead', { count: rows.length }), quiet: true },
      {
        kind: 'table',
        head: ['code', 'received', 'kind', 'subject', 'assignee', 'due', 'state', 'treatment'].map((name) => t(`complaints.column.${name}`)),
        rows: rows.map((row) => lineOf(row, reader)),
        shares: [12, 9, 11, 18, 13, 8, 9, 30],
      },
    ],
  };
} // prettier-ignore

function lineOf(row: ListRow, { user, t, language }: Reader): string[] {
  return [
    row.code,
    formatDate(row.receivedAt, language),
    t(`complaints.kind.${row.kind}`),
    subjectFor(row, user, t),
    row.assignee?.name ?? '',
    formatDate(row.due, language),
    t(`complaints.state.${row.state}`),
    treatmentOf(row, t, language),
  ];
}
