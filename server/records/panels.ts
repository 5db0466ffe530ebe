// What later slices show on a record's page, and what they offer to do there. They register; this slice only asks.
import type { User } from '../platform/access/roles.ts';
import type { Params } from '../platform/errors.ts';
import type { RecordRecord } from './record.ts';

/** Lines of a panel; `act` is a button at the head of the page, for those who may. */
export interface RecordPanel {
  /** Word key of its title. */
  title: string;
  lines: { href: string; label: string; note?: string; tag?: { kind: string; text: string } }[];
  act?: { href: string; label: string };
}

/** Gives what a slice knows about a record and the person may see; null when there is nothing. */
export type RecordPanelSource = (
  record: Pick<RecordRecord, '_id' | 'code' | 'title' | 'series' | 'conforms' | 'state' | 'file' | 'process'>,
  user: User,
  t: (key: string, params?: Params) => string,
) => Promise<RecordPanel | null>;

const sources: RecordPanelSource[] = [];

/** Adds a panel to every record's page; a slice calls it from its `register`. */
export function registerRecordPanel(source: RecordPanelSource): void {
  sources.push(source);
}

export async function panelsOf(...about: Parameters<RecordPanelSource>): Promise<RecordPanel[]> {
  const panels = await Promise.all(sources.map((source) => source(...about)));
  return panels.filter((panel) => panel !== null);
}
