// Following links from a record, level by level: one query for each kind and direction of a level, never one for each record (G8, L2).
import type { User } from '../../platform/access/roles.ts';
import type { Day } from '../../platform/clock.ts';
import { kindNamed, type Ref, type Shown } from '../../platform/links/kinds.ts';
import { Link, standingOn, type LinkRecord, type Meaning } from '../../platform/links/links.ts';

/** `forward`: what came of it. `backward`: where it came from. */
export const DIRECTIONS = ['both', 'forward', 'backward'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const DEEPEST = 4;

export interface TraceOptions {
  depth: number;
  direction: Direction;
  /** Links and states of the end of this day; null: now. */
  asOf: Day | null;
  /** Most records in the trace, the first one among them. */
  most: number;
}

export interface TraceNode {
  shown: Shown;
  /** Links between it and the first record. */
  level: number;
}

export interface TraceEdge {
  from: Ref;
  to: Ref;
  meaning: Meaning;
  by: string;
  since: Date;
}

export interface Trace {
  nodes: TraceNode[];
  edges: TraceEdge[];
  /** True when there was more than `most` allows: the nearest stand, and those that came first. */
  cut: boolean;
}

/** Everything that the person may see and that links lead to from a record, nearest first. */
export async function traceFrom(first: Shown, options: TraceOptions, user: User): Promise<Trace> {
  const nodes = new Map<string, TraceNode>([[keyOf(first), { shown: first, level: 0 }]]);
  const edges = new Map<string, TraceEdge>();
  let frontier: Ref[] = [first];
  let cut = false;
  for (let level = 1; level <= options.depth && frontier.length > 0; level += 1) {
    // What is full and goes on needs no further look.
    if (cut && nodes.size >= options.most) break;
    const found = await linksOfLevel(frontier, options);
    const ends = new Map(found.links.flatMap(({ from, to }) => [from, to]).map((end) => [keyOf(end), end]));
    const unseen = [...ends.values()].filter((end) => !nodes.has(keyOf(end)));
    const placed = await placeSeen(unseen, level, nodes, options, user);
    cut ||= found.cut || placed.cut;
    frontier = placed.frontier;
    for (const link of found.links)
      if (nodes.has(keyOf(link.from)) && nodes.has(keyOf(link.to))) edges.set(String(link._id), edgeOf(link));
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], cut };
}

/** Places those that the person may see, until the trace is full; no more are looked at than may fit. */
async function placeSeen(
  ends: readonly Ref[],
  level: number,
  nodes: Map<string, TraceNode>,
  { most, asOf }: TraceOptions,
  user: User,
): Promise<{ frontier: Ref[]; cut: boolean }> {
  const frontier: Ref[] = [];
  let at = 0;
  while (at < ends.length && nodes.size < most) {
    const chunk = ends.slice(at, at + most - nodes.size);
    const seen = await shownOnce(chunk, asOf, user);
    for (const end of chunk) {
      const shown = seen.get(keyOf(end));
      if (!shown) continue;
      nodes.set(keyOf(shown), { shown, level });
      frontier.push(shown);
    }
    at += chunk.length;
  }
  return { frontier, cut: at < ends.length };
}

/** The links of all records of a level, in the order in which they were made. */
async function linksOfLevel(
  frontier: readonly Ref[],
  { direction, asOf, most }: TraceOptions,
): Promise<{ links: LinkRecord[]; cut: boolean }> {
  const ends = { forward: ['from'], backward: ['to'], both: ['from', 'to'] }[direction];
  // A hub has thousands of links: a few more than can be shown are enough to know that it goes on.
  const limit = most + 1;
  const lists = await Promise.all(
    [...Map.groupBy(frontier, ({ kind }) => kind)].flatMap(([kind, group]) =>
      ends.map((end) =>
        Link.find({ [`${end}.kind`]: kind, [`${end}.id`]: { $in: group.map(({ id }) => id) }, ...standingOn(asOf) })
          .limit(limit)
          .lean<LinkRecord[]>(),
      ),
    ),
  ); // prettier-ignore
  const links = new Map(lists.flat().map((one) => [String(one._id), one]));
  return {
    links: [...links.values()].sort((a, b) => a.since.getTime() - b.since.getTime()),
    cut: lists.some((list) => list.length === limit),
  };
}

async function shownOnce(
  refs: readonly Ref[],
  asOf: Day | null,
  user: User,
): Promise<ReadonlyMap<string, Shown>> {
  const lists = await Promise.all(
    [...Map.groupBy(refs, ({ kind }) => kind)].map(async ([kind, group]) => {
      const ids = [...new Set(group.map(({ id }) => id))];
      return (await kindNamed(kind)?.show(ids, user, asOf ?? undefined)) ?? [];
    }),
  );
  return new Map(lists.flat().map((one) => [keyOf(one), one]));
}

export function keyOf({ kind, id }: Ref): string {
  return `${kind}:${id}`;
}

function edgeOf({ from, to, meaning, by, since }: LinkRecord): TraceEdge {
  return { from, to, meaning, by, since };
}
