// Layered placing of a graph by dagre. Its published types do not resolve from ES modules, so the part that we use is typed here.
import * as dagre from '@dagrejs/dagre';
import type { Point } from './flowchart/draw.ts';

type Plan = {
  setGraph(label: object): void;
  setNode(id: string, size: { width: number; height: number }): void;
  setEdge(from: string, to: string, label: object): void;
  graph(): { width?: number; height?: number };
  node(id: string): Point;
  edge(from: string, to: string): { points?: Point[] };
};

const library = dagre as unknown as { Graph: new () => Plan; layout: (plan: Plan) => void };

export type Layered = {
  width: number;
  height: number;
  /** Centre of a node. */
  place: (id: string) => Point;
  /** Points between two nodes, those on their borders included. */
  between: (from: string, to: string) => Point[];
};

/** Places nodes in columns from left to right, `gap` pixels apart. */
export function layered(
  sizes: Map<string, { width: number; height: number }>,
  edges: { from: string; to: string }[],
  gap: number,
): Layered {
  const plan = new library.Graph();
  plan.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: gap, marginx: 14, marginy: 14 });
  for (const [id, size] of sizes) plan.setNode(id, { ...size });
  for (const { from, to } of edges) plan.setEdge(from, to, {});
  if (sizes.size > 0) library.layout(plan);
  const { width = 0, height = 0 } = sizes.size > 0 ? plan.graph() : {};
  return {
    width,
    height,
    place: (id) => plan.node(id),
    between: (from, to) => plan.edge(from, to).points ?? [],
  };
}
