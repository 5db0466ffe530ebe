// The documents of a process, for the process's page.
import type { PanelSource } from '../processes/index.ts';
import { Document } from './document.ts';
import { scope } from './policy.ts';
import { listRow } from './present/listing.ts';
import { inForceOn, type ListRow } from './queries/listing.ts';
import { today } from '../platform/clock.ts';

const MOST = 12;

export const processDocuments: PanelSource = async (process, user, t) => {
  const filter = { process: process.id, $and: [scope(user)] };
  const rows = await Document.find(filter)
    .select('-words -writers')
    .sort({ code: 1 })
    .limit(MOST)
    .lean<ListRow[]>();
  if (rows.length === 0) return null;
  const lines = rows.map((row) => {
    const { href, state } = listRow(
      { ...row, shown: inForceOn(row as never, today()) },
      user.language ?? 'es',
    );
    return {
      href: String(href),
      label: `${row.code} · ${row.title}`,
      note: row.typeName,
      tag: state as { kind: string; text: string },
    };
  });
  const more = { href: `/documentos?proceso=${process.id}`, label: t('documents.panel_all') };
  return { title: 'documents.many', lines, more };
};
