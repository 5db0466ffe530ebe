// Loops and jumps of a flowchart run in lanes beside the column, on the sides that give the fewest crossings.
import { isBeside } from './places.ts';
import type { Placed, Route, Spot } from './types.ts';

/** An edge that cannot be drawn straight, and the sides on which it may run. */
export type Detour = { from: Placed; to: Placed; label: string; sides: (-1 | 1)[] };

const LANE = 16;
/** The first lane leaves room for an answer over the line that leads to it. */
const FIRST_LANE = 34;
/** Choices of sides that are tried; beyond, every detour takes its first side. */
const MOST_CHOICES = 64;

/** Draws the detours, trying their sides for the fewest crossings with each other and with the straight routes. */
export function lay(detours: Detour[], placed: Placed[], straights: Route[]): Route[] {
  let best: { routes: Route[]; cost: number } | null = null;
  for (const sides of choices(detours)) {
    const routes = run(detours, sides, placed);
    const cost = crossings(routes, straights) + sameExits(detours, sides) * 5;
    if (!best || cost < best.cost) best = { routes, cost };
  }
  return best?.routes ?? [];
}

function choices(detours: Detour[]): (-1 | 1)[][] {
  let all: (-1 | 1)[][] = [[]];
  for (const { sides } of detours) {
    const tried = all.length * sides.length <= MOST_CHOICES ? sides : sides.slice(0, 1);
    all = all.flatMap((before) => tried.map((side) => [...before, side]));
  }
  return all;
}

/** Two answers that leave a decision by the same side cannot be told apart. */
function sameExits(detours: Detour[], sides: (-1 | 1)[]): number {
  const exits = detours.map(({ from }, index) => `${from.node.id} ${sides[index]}`);
  return exits.length - new Set(exits).size;
}

type Lane = { index: number; side: -1 | 1; detour: Detour };

/** Gives each detour a lane of its own where it would overlap another, short ones inside long ones. */
function run(detours: Detour[], sides: (-1 | 1)[], placed: Placed[]): Route[] {
  const taken: Record<string, [number, number][][]> = { '-1': [], '1': [] };
  const entries = new Map<string, number>();
  const order = detours.map((detour, index): Lane => ({ detour, index, side: sides[index] ?? -1 }));
  order.sort((a, b) => length(a.detour) - length(b.detour) || a.index - b.index);
  return order.map(({ detour, side }) => {
    const lane = firstFree(taken[String(side)] ?? [], span(detour));
    const c = side * (outermost(placed, side) + FIRST_LANE + lane * LANE);
    return {
      points: corners(detour, side, c, placed, entries),
      label: detour.label,
      labelled: 'across',
      from: detour.from,
    };
  });
}

function length({ from, to }: Detour): number {
  return Math.abs(from.m - to.m);
}

function span({ from, to }: Detour): [number, number] {
  return [Math.min(from.m, to.m) - to.lm / 2 - 16, Math.max(from.m, to.m) + 16];
}

function firstFree(lanes: [number, number][][], [low, high]: [number, number]): number {
  const found = lanes.findIndex((spans) => spans.every(([from, to]) => high < from || low > to));
  const lane = found < 0 ? lanes.push([]) - 1 : found;
  lanes[lane]?.push([low, high]);
  return lane;
}

function corners(
  { from, to }: Detour,
  side: -1 | 1,
  c: number,
  placed: Placed[],
  entries: Map<string, number>,
): Spot[] {
  const start = { m: from.m, c: from.c + (side * from.lc) / 2 };
  const taken = placed.some((other) => isBeside(other) && other.row === to.row && other.side === side);
  if (taken || isBeside(to)) {
    const m = to.m - to.lm / 2 - 14;
    return [start, { m: start.m, c }, { m, c }, { m, c: to.c }, { m: to.m - to.lm / 2, c: to.c }];
  }
  const m = to.m + entryShift(to, side, entries);
  return [start, { m: start.m, c }, { m, c }, { m, c: (side * to.lc) / 2 }];
}

/** Several lines into one side of a node keep apart: the middle, a little above, a little below. */
function entryShift(to: Placed, side: -1 | 1, entries: Map<string, number>): number {
  const key = `${to.node.id} ${side}`;
  const earlier = entries.get(key) ?? 0;
  entries.set(key, earlier + 1);
  if (to.node.kind !== 'step') return 0;
  const shift = (earlier % 2 === 0 ? -1 : 1) * Math.ceil(earlier / 2) * 10;
  return Math.max(8 - to.lm / 2, Math.min(to.lm / 2 - 8, shift));
}

function outermost(placed: Placed[], side: number): number {
  return Math.max(0, ...placed.map(({ c, lc }) => side * c + lc / 2));
}

function crossings(routes: Route[], straights: Route[]): number {
  const lines = [...routes, ...straights].map(({ points }) => points);
  let count = 0;
  routes.forEach(({ points }, index) => {
    for (const other of lines.slice(index + 1)) count += meets(points, other);
  });
  return count;
}

function meets(a: Spot[], b: Spot[]): number {
  let count = 0;
  for (let i = 1; i < a.length; i += 1) {
    for (let j = 1; j < b.length; j += 1) if (cross(a[i - 1], a[i], b[j - 1], b[j])) count += 1;
  }
  return count;
}

/** True when one stretch runs along and the other across the flow, and they pass through each other. */
function cross(a?: Spot, b?: Spot, c?: Spot, d?: Spot): boolean {
  if (!a || !b || !c || !d) return false;
  const passes = (p: Spot, q: Spot, s: Spot, t: Spot) =>
    p.m === q.m && s.c === t.c && between(s.c, p.c, q.c) && between(p.m, s.m, t.m);
  return passes(a, b, c, d) || passes(c, d, a, b);
}

function between(value: number, one: number, two: number): boolean {
  return value > Math.min(one, two) && value < Math.max(one, two);
}
