// Linked records as rows of a panel.
import type { Shown } from '../../platform/links/kinds.ts';
import type { PanelRow } from '../../platform/links/links.ts';

/** A record as a line: its code, its title, its state. */
export function shownRow(shown: Shown, t: (key: string) => string): Record<string, unknown> {
  const { kind, id, code, title, url, state } = shown;
  const tag = state && { kind: state.tone, text: t(state.key) };
  return { kind, id, href: url, label: code, note: title, tag };
}

export function linkRows(rows: readonly PanelRow[], t: (key: string) => string): Record<string, unknown>[] {
  return rows.map((row) => ({
    href: row.shown.url,
    label: row.shown.code || row.shown.title,
    note: `${t(`shared.links.${row.direction}.${row.meaning}`)} · ${row.shown.title}`,
    tag: row.shown.state && { kind: row.shown.state.tone, text: t(row.shown.state.key) },
  }));
}
