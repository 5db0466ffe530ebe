// Graphs of what is linked to what, from left to right: cards with the colour of their state, lines that bend gently.
import { curveMonotoneX, line } from 'd3-shape';
import { arrowhead } from './flowchart/draw.ts';
import type { Point } from './flowchart/draw.ts';
import { layered } from './layered.ts';
import { textWidth, wrapEven } from './measure.ts';
import type { Shape, Shapes, State, TextShape } from './shapes.ts';
import { shapesToSvg } from './svg.ts';

export type GraphNode = {
  id: string;
  text: string;
  /** Smaller text below, such as the kind of the record. */
  note?: string;
  state?: State;
  href?: string;
  /** The node that the graph is about: it stands out. */
  root?: boolean;
};

export type GraphEdge = { from: string; to: string; label?: string };

const WIDTH = 208;
const PAD = 12;
const NAME = { size: 14, line: 18 };
const NOTE = { size: 12.5, line: 16 };

/** Draws a graph as SVG of its natural size. Some hundreds of nodes take a second: show fewer and link to the list. */
export function graph(
  nodes: GraphNode[],
  edges: GraphEdge[],
  options: { title: string; desc?: string },
): string {
  return shapesToSvg(layoutGraph(nodes, edges), { ...options, className: 'graph' });
}

/** Lays out a graph as shapes. Edges to unknown nodes and to the same node are left out. */
export function layoutGraph(nodes: GraphNode[], edges: GraphEdge[]): Shapes {
  const cards = new Map(nodes.map((node) => [node.id, measure(node)]));
  const known = unique(edges).filter(({ from, to }) => from !== to && cards.has(from) && cards.has(to));
  const sizes = new Map([...cards].map(([id, { height }]) => [id, { width: WIDTH, height }]));
  const ahead = towards(nodes, known);
  const plan = layered(
    sizes,
    known.map((edge) => (ahead(edge) ? edge : { from: edge.to, to: edge.from })),
    known.some(({ label }) => label) ? 104 : 72,
  );
  for (const [id, card] of cards) {
    const { x, y } = plan.place(id);
    Object.assign(card, { x, y });
  }
  const lines = known.map((edge) => {
    const { from, to, label = '' } = edge;
    const between = ahead(edge) ? plan.between(from, to) : plan.between(to, from).toReversed();
    return { label, points: ends(cards.get(from), cards.get(to), between) };
  });
  const items = [
    ...lines.flatMap(({ points }) => drawLine(points)),
    ...[...cards.values()].flatMap(drawCard),
    ...lines.flatMap(({ points, label }) => drawLabel(points, label)),
  ];
  return { width: plan.width, height: plan.height, items };
}

type Card = { node: GraphNode; text: string[]; note: string[]; height: number; x: number; y: number };

function measure(node: GraphNode): Card {
  const text = wrapEven(node.text, WIDTH - 2 * PAD - 6, NAME.size, 600, 3);
  const note = node.note ? wrapEven(node.note, WIDTH - 2 * PAD - 6, NOTE.size, 400, 3) : [];
  return { node, text, note, height: text.length * NAME.line + note.length * NOTE.line + 16, x: 0, y: 0 };
}

function unique(edges: GraphEdge[]): GraphEdge[] {
  return [...new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()];
}

/**
 * Tells whether an edge leads away from the root, or from the first node: it is counted how many links a node is from there, in
 * either direction. Edges that lead back are laid out the other way round, so that the root stays on the left.
 */
function towards(nodes: GraphNode[], edges: GraphEdge[]): (edge: GraphEdge) => boolean {
  const root = (nodes.find((node) => node.root) ?? nodes[0])?.id ?? '';
  const depth = new Map([[root, 0]]);
  const beside = new Map<string, string[]>();
  for (const { from, to } of edges) {
    beside.set(from, [...(beside.get(from) ?? []), to]);
    beside.set(to, [...(beside.get(to) ?? []), from]);
  }
  for (const id of depth.keys()) {
    for (const next of beside.get(id) ?? []) if (!depth.has(next)) depth.set(next, (depth.get(id) ?? 0) + 1);
  }
  return ({ from, to }) => (depth.get(from) ?? 0) <= (depth.get(to) ?? 0);
}

/** From the side of one card to the facing side of the other, by way of the points that the layout found between them. */
function ends(from: Card | undefined, to: Card | undefined, points: Point[]): Point[] {
  if (!from || !to) return [];
  const way = to.x >= from.x ? 1 : -1;
  const [a, b] = [from.x + (way * WIDTH) / 2, to.x - (way * WIDTH) / 2];
  const between = points.slice(1, -1).filter(({ x }) => (x - a) * way > 24 && (b - x) * way > 24);
  return [
    { x: a, y: from.y },
    { x: a + 14 * way, y: from.y },
    ...between,
    { x: b - 16 * way, y: to.y },
    { x: b, y: to.y },
  ];
}

function drawLine(points: Point[]): Shape[] {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!tip || !before) return [];
  const d = line<Point>(({ x }) => x, ({ y }) => y).curve(curveMonotoneX)(points) ?? ''; // prettier-ignore
  return [
    { kind: 'path', d: tidy(d), tone: 'edge' },
    { kind: 'path', d: arrowhead(before, tip, 7), tone: 'arrow' },
  ];
}

/** Commas of d3 become spaces and long decimals go. */
function tidy(d: string): string {
  return d
    .replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10))
    .replaceAll(',', ' ');
}

function drawCard({ node, text, note, height, x, y }: Card): Shape[] {
  const state = node.state ?? 'off';
  const [left, top] = [x - WIDTH / 2, y - height / 2];
  const line = (index: number, words: string, size: number, base: number, quiet: boolean): TextShape => ({
    kind: 'text',
    x: left + PAD + 6,
    y: base,
    text: words,
    size,
    weight: quiet ? 400 : 600,
    anchor: 'start',
    tone: quiet ? 'quiet' : 'name',
  });
  const names = text.map((words, index) =>
    line(index, words, NAME.size, top + 8 + (index + 0.75) * NAME.line, false),
  );
  const under = top + 8 + text.length * NAME.line;
  const notes = note.map((words, index) =>
    line(index, words, NOTE.size, under + (index + 0.75) * NOTE.line, true),
  );
  const items: Shape[] = [
    { kind: 'rect', x: left, y: top, width: WIDTH, height, radius: 6, tone: node.root ? state : 'card' },
    { kind: 'rect', x: left, y: top, width: 6, height, radius: 3, tone: `${state}-mark` },
    ...names,
    ...notes,
  ];
  if (!node.href) return items;
  return [{ kind: 'link', href: node.href, items }];
}

function drawLabel(points: Point[], label: string): Shape[] {
  const middle = points[Math.floor(points.length / 2) - 1];
  const next = points[Math.floor(points.length / 2)];
  if (!label || !middle || !next) return [];
  const [x, y] = [(middle.x + next.x) / 2, (middle.y + next.y) / 2];
  const width = textWidth(label, 12.5) + 8;
  return [
    { kind: 'rect', x: x - width / 2, y: y - 9, width, height: 18, radius: 3, tone: 'plate' },
    { kind: 'text', x, y: y + 4, text: label, size: 12.5, weight: 400, anchor: 'middle', tone: 'quiet' },
  ];
}
