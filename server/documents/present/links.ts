// Linked records as rows of a panel.
import type { PanelRow } from '../../platform/links/links.ts';

export function linkRows(rows: readonly PanelRow[], t: (key: string) => string): Record<string, unknown>[] {
  return rows.map((row) => ({
    href: row.shown.url,
    label: row.shown.code || row.shown.title,
    note: `${t(`shared.links.${row.direction}.${row.meaning}`)} · ${row.shown.title}`,
    tag: row.shown.state && { kind: row.shown.state.tone, text: t(row.shown.state.key) },
  }));
}
