// What later slices show on a process's page: its documents, its risks, its audits. They register; this slice only asks.
import type { User } from '../platform/access/roles.ts';
import type { ProcessRow } from './queries.ts';

/** One line of a panel. */
export interface PanelLine {
  href: string;
  label: string;
  note?: string;
  tag?: { kind: string; text: string };
}

export interface ProcessPanel {
  /** Word key of its title. */
  title: string;
  lines: PanelLine[];
  /** Where to see all of it. */
  more?: { href: string; label: string };
}

/** Gives what a slice knows about a process and the person may see; null when there is nothing to show. */
export type PanelSource = (
  process: ProcessRow,
  user: User,
  t: (key: string, params?: Record<string, string | number>) => string,
) => Promise<ProcessPanel | null>;

const sources: PanelSource[] = [];

/** Adds a panel to every process's page; a slice calls it from its `register`. */
export function registerProcessPanel(source: PanelSource): void {
  sources.push(source);
}

export async function panelsOf(...about: Parameters<PanelSource>): Promise<ProcessPanel[]> {
  const panels = await Promise.all(sources.map((source) => source(...about)));
  return panels.filter((panel) => panel !== null);
}
