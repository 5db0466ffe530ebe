// What waits for a person and the numbers that matter to them, asked of every slice: the start page shows it.
import type { User } from '../access/roles.ts';
import type { Day } from '../clock.ts';
import type { Params } from '../errors.ts';
import type { Figure, Task } from './slice.ts';

export interface DeskSource {
  name: string;
  tasks?: (user: User) => Promise<Task[]>;
  figures?: (user: User) => Promise<Figure[]>;
}

/** A task with the slice that it comes from. */
export interface DeskTask extends Task {
  slice: string;
}

const sources: DeskSource[] = [];

export function declareDesk(source: DeskSource): void {
  sources.push(source);
}

/** Everything that waits for the person: what is due first stands first, what has no due date last, the oldest before the newest. */
export async function tasksOf(user: User): Promise<DeskTask[]> {
  const lists = await Promise.all(
    sources.map(async ({ name, tasks }) =>
      ((await tasks?.(user)) ?? []).map((task) => ({ ...task, slice: name })),
    ),
  );
  return lists.flat().sort(byDue);
}

/** The person's figures in the order of the slices. */
export async function figuresOf(user: User): Promise<Figure[]> {
  const lists = await Promise.all(sources.map(async ({ figures }) => (await figures?.(user)) ?? []));
  return lists.flat();
}

/** A list that a slice puts on the start page: what comes next, not what is asked of the person today. */
export interface DeskPanel {
  /** Word key. */
  title: string;
  lines: { href: string; label: string; note?: string; due?: Day | null }[];
  more?: { href: string; label: string };
}

export type DeskPanelSource = (
  user: User,
  t: (key: string, params?: Params) => string,
) => Promise<DeskPanel | null>;

const panelSources: DeskPanelSource[] = [];

/** Adds a list to the start page of whoever gets something out of it; a slice calls it from its `register`. */
export function registerDeskPanel(source: DeskPanelSource): void {
  panelSources.push(source);
}

export async function deskPanelsOf(...about: Parameters<DeskPanelSource>): Promise<DeskPanel[]> {
  const panels = await Promise.all(panelSources.map((source) => source(...about)));
  return panels.filter((panel) => panel !== null && panel.lines.length > 0) as DeskPanel[];
}

const NEVER = '9999-12-31';

function byDue(a: Task, b: Task): number {
  const [first, second] = [a.due ?? NEVER, b.due ?? NEVER];
  if (first !== second) return first < second ? -1 : 1;
  return a.since.getTime() - b.since.getTime();
}
