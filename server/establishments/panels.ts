// What later slices show on a school's page: its plans, its records. They register; this slice only asks.
import type { User } from '../platform/access/roles.ts';
import type { Params } from '../platform/errors.ts';
import type { SchoolRow } from './queries.ts';

export interface SchoolPanel {
  /** Word key of its title. */
  title: string;
  lines: { href: string; label: string; note?: string; tag?: { kind: string; text: string } }[];
  /** Where to see all of it. */
  more?: { href: string; label: string };
}

/** Gives what a slice knows about a school and the person may see; null when there is nothing to show. */
export type SchoolPanelSource = (
  school: SchoolRow,
  user: User,
  t: (key: string, params?: Params) => string,
) => Promise<SchoolPanel | null>;

const sources: SchoolPanelSource[] = [];

/** Adds a panel to every school's page; a slice calls it from its `register`. */
export function registerSchoolPanel(source: SchoolPanelSource): void {
  sources.push(source);
}

export async function panelsOf(...about: Parameters<SchoolPanelSource>): Promise<SchoolPanel[]> {
  const panels = await Promise.all(sources.map((source) => source(...about)));
  return panels.filter((panel) => panel !== null);
}
