// The lines of a flowchart: straight down the column, out to the side steps, and along lanes for loops and jumps.
import { lay } from './lanes.ts';
import type { Detour } from './lanes.ts';
import { isBeside } from './places.ts';
import type { FlowEdge, Placed, Route, Spot } from './types.ts';

/** Draws every edge whose two ends exist and differ. */
export function route(all: Map<string, Placed>, edges: FlowEdge[]): Route[] {
  const placed = [...all.values()];
  const straights: Route[] = [];
  const detours: Detour[] = [];
  for (const edge of edges) {
    const [from, to] = [all.get(edge.from), all.get(edge.to)];
    if (!from || !to || from === to) continue;
    const direct = straight(edge, from, to, placed, straights);
    if (direct) straights.push(direct);
    else
      detours.push({
        from,
        to,
        label: edge.label ?? '',
        sides: isBeside(from) ? [sideOf(from)] : freeSides(from, placed),
      });
  }
  return [...straights, ...lay(detours, placed, straights)];
}

/** The routes that need no lane; null for those that do. */
function straight(edge: FlowEdge, from: Placed, to: Placed, placed: Placed[], before: Route[]): Route | null {
  const label = edge.label ?? '';
  const beside = isBeside(from);
  if (isBeside(to)) return !beside && to.row === from.row ? outward(from, to, label) : null;
  if (to.row === from.row + 1) {
    if (beside) return { points: mergeBelow(from, to), label, labelled: 'along', from };
    // Both answers of a decision may lead to the next step: the second takes a lane.
    if (before.some((other) => other.from === from && other.labelled === 'along')) return null;
    return { points: [end(from, 1), end(to, -1)], label, labelled: 'along', from };
  }
  const above = beside && to.row <= from.row && isClear(placed, from, to.row);
  if (!above) return null;
  const points = [end(from, -1), { m: to.m, c: from.c }, { m: to.m, c: (from.side * to.lc) / 2 }];
  return { points, label, labelled: 'along', from };
}

function outward(from: Placed, to: Placed, label: string): Route {
  const points = [
    { m: from.m, c: from.c + (to.side * from.lc) / 2 },
    { m: to.m, c: to.c - (to.side * to.lc) / 2 },
  ];
  return { points, label, labelled: 'across', from };
}

/** A side step that goes on to the next row joins the column in the gap above it. */
function mergeBelow(from: Placed, to: Placed): Spot[] {
  const m = to.m - to.lm / 2 - 16;
  return [end(from, 1), { m, c: from.c }, { m, c: 0 }, end(to, -1)];
}

/** True when no other side node stands on this side from a row down to this node. */
function isClear(placed: Placed[], from: Placed, first: number): boolean {
  const inWay = (other: Placed) =>
    other !== from && other.side === from.side && other.row >= first && other.row <= from.row;
  return !placed.some((other) => isBeside(other) && inWay(other));
}

function sideOf(placed: Placed): -1 | 1 {
  return placed.side === -1 ? -1 : 1;
}

function freeSides(from: Placed, placed: Placed[]): (-1 | 1)[] {
  const taken = new Set(
    placed.filter((other) => isBeside(other) && other.row === from.row).map(({ side }) => side),
  );
  const free = ([-1, 1] as const).filter((side) => !taken.has(side));
  return free.length > 0 ? free : [-1];
}

/** The middle of the side where the flow enters (-1) or leaves (1). */
function end(placed: Placed, way: -1 | 1): Spot {
  return { m: placed.m + (way * placed.lm) / 2, c: placed.c };
}
