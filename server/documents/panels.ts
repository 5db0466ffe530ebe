// What document control shows on pages of others: the documents of a process, and what comes up for review.
import type { PanelSource } from '../processes/index.ts';
import { Document } from './document.ts';
import { scope } from './policy.ts';
import { listRow } from './present/listing.ts';
import { inForceOn, type ListRow } from './queries/listing.ts';
import { has } from '../platform/access/roles.ts';
import { addDays, today } from '../platform/clock.ts';
import type { DeskPanelSource } from '../platform/http/desk.ts';

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

/** Days ahead that the start page looks. */
const AHEAD = 90;
const SHOWN = 6;

/** G1b: the documents whose review comes next, for those who keep or judge them. */
export const reviewsComing: DeskPanelSource = async (user, t) => {
  if (!has(user, 'quality', 'leader', 'committee', 'auditor')) return null;
  const filter = {
    state: 'in_force' as const,
    nextReview: { $lte: addDays(today(), AHEAD) },
    $and: [scope(user)],
  };
  const rows = await Document.find(filter)
    .select('code title processName nextReview')
    .sort({ nextReview: 1, code: 1 })
    .limit(SHOWN)
    .lean();
  return {
    title: 'documents.reviews_coming',
    lines: rows.map((row) => ({
      href: `/documentos/${encodeURIComponent(row.code)}`,
      label: `${row.code} · ${row.title}`,
      note: row.processName,
      due: row.nextReview ?? null,
    })),
    more: { href: '/documentos?orden=revision', label: t('documents.panel_all') },
  };
};
