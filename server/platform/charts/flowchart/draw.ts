// A laid out flowchart as shapes: boxes and rhombi with their texts, rounded lines with arrowheads, answers beside them.
import { textWidth } from '../measure.ts';
import type { Shape, Shapes, TextShape, Tone } from '../shapes.ts';
import { place } from './places.ts';
import { route } from './routes.ts';
import { NAME, NAME_LINE, NOTE, NOTE_LINE } from './sizes.ts';
import type { Direction, FlowEdge, FlowNode, Placed, Route, Spot } from './types.ts';

const MARGIN = 14;
const ANSWER = 13;

/** Lays out a flowchart and gives it as shapes, for `shapesToSvg` or a PDF. */
export function layoutFlowchart(nodes: FlowNode[], edges: FlowEdge[], direction: Direction = 'TB'): Shapes {
  const all = place(nodes, edges, direction);
  const routes = route(all, edges);
  const frame = new Frame(direction, [...all.values()], routes);
  const lines = routes.flatMap((one) => drawRoute(one, frame));
  const boxes = [...all.values()].flatMap((placed) => drawNode(placed, frame));
  const answers = routes.flatMap((one) => drawAnswer(one, frame));
  return { width: frame.width, height: frame.height, items: [...lines, ...boxes, ...answers] };
}

export type Point = { x: number; y: number };

/** Maps along and across to x and y, with everything moved inside the margins. */
class Frame {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  private readonly m0: number;
  private readonly c0: number;

  constructor(direction: Direction, placed: Placed[], routes: Route[]) {
    const points = routes.flatMap(({ points }) => points);
    const ms = [...placed.flatMap(({ m, lm }) => [m - lm / 2, m + lm / 2]), ...points.map(({ m }) => m)];
    const cs = [...placed.flatMap(({ c, lc }) => [c - lc / 2, c + lc / 2]), ...points.map(({ c }) => c)];
    const [lm, lc] = [Math.max(0, ...ms) - Math.min(0, ...ms), Math.max(0, ...cs) - Math.min(0, ...cs)];
    this.direction = direction;
    this.m0 = Math.min(0, ...ms) - MARGIN;
    this.c0 = Math.min(0, ...cs) - MARGIN;
    this.width = (direction === 'TB' ? lc : lm) + 2 * MARGIN;
    this.height = (direction === 'TB' ? lm : lc) + 2 * MARGIN;
  }

  point({ m, c }: Spot): Point {
    const [along, across] = [m - this.m0, c - this.c0];
    return this.direction === 'TB' ? { x: across, y: along } : { x: along, y: across };
  }
}

function drawNode(placed: Placed, frame: Frame): Shape[] {
  const { node, lm, lc } = placed;
  const [width, height] = frame.direction === 'TB' ? [lc, lm] : [lm, lc];
  const { x, y } = frame.point(placed);
  const items = [outline(node.kind, x, y, width, height), ...writing(placed, x, y)];
  if (!node.href) return items;
  return [{ kind: 'link', href: node.href, items }];
}

function outline(kind: FlowNode['kind'], x: number, y: number, width: number, height: number): Shape {
  const [w, h] = [width / 2, height / 2];
  if (kind === 'decision') {
    const d = `M${r(x)} ${r(y - h)}L${r(x + w)} ${r(y)}L${r(x)} ${r(y + h)}L${r(x - w)} ${r(y)}Z`;
    return { kind: 'path', d, tone: 'decision' };
  }
  const radius = kind === 'step' || kind === 'aside' || kind === 'open' ? 6 : h;
  const tone: Tone = kind === 'start' || kind === 'end' ? 'terminal' : kind === 'jump' ? 'joint' : kind;
  return { kind: 'rect', x: x - w, y: y - h, width, height, radius, tone };
}

function writing({ node, text, note }: Placed, x: number, y: number): TextShape[] {
  const height = text.length * NAME_LINE + note.length * NOTE_LINE + (note.length > 0 ? 4 : 0);
  const weight = node.kind === 'decision' || node.kind === 'aside' || node.kind === 'open' ? 400 : 600;
  const tone: Tone = node.kind === 'open' ? 'quiet' : 'name';
  const top = y - height / 2;
  const names = text.map((line, index): TextShape => {
    const base = top + (index + 0.75) * NAME_LINE;
    return { kind: 'text', x, y: base, text: line, size: NAME, weight, anchor: 'middle', tone };
  });
  const below = top + text.length * NAME_LINE + 4;
  const notes = note.map((line, index): TextShape => {
    const base = below + (index + 0.75) * NOTE_LINE;
    return { kind: 'text', x, y: base, text: line, size: NOTE, weight: 400, anchor: 'middle', tone: 'quiet' };
  });
  return [...names, ...notes];
}

function drawRoute({ points }: Route, frame: Frame): Shape[] {
  const corners = points
    .map((spot) => frame.point(spot))
    .filter((point, index, list) => !same(point, list[index - 1]));
  const [tip, before] = [corners.at(-1), corners.at(-2)];
  if (!tip || !before) return [];
  return [
    { kind: 'path', d: rounded(corners), tone: 'edge' },
    { kind: 'path', d: arrowhead(before, tip), tone: 'arrow' },
  ];
}

/** A polyline whose corners are rounded as far as their sides allow. */
export function rounded(points: Point[], radius = 9): string {
  const parts = points.map((point, index) => {
    const [before, next] = [points[index - 1], points[index + 1]];
    if (!before) return `M${r(point.x)} ${r(point.y)}`;
    if (!next) return `L${r(point.x)} ${r(point.y)}`;
    const size = Math.min(radius, distance(before, point) / 2, distance(point, next) / 2);
    const [a, b] = [toward(point, before, size), toward(point, next, size)];
    return `L${r(a.x)} ${r(a.y)}Q${r(point.x)} ${r(point.y)} ${r(b.x)} ${r(b.y)}`;
  });
  return parts.join('');
}

/** A filled arrowhead with its tip at the end of the line from `before`. */
export function arrowhead(before: Point, tip: Point, size = 8): string {
  const back = toward(tip, before, size);
  const [dx, dy] = [(tip.y - back.y) * 0.45, (back.x - tip.x) * 0.45];
  return `M${r(tip.x)} ${r(tip.y)}L${r(back.x + dx)} ${r(back.y + dy)}L${r(back.x - dx)} ${r(back.y - dy)}Z`;
}

/** The answer beside the line, close to the decision that it leaves. */
function drawAnswer({ points, label, from, labelled }: Route, frame: Frame): Shape[] {
  const [first, second] = points.map((spot) => frame.point(spot));
  if (!label || !first || !second) return [];
  const down = Math.abs(second.x - first.x) < Math.abs(second.y - first.y);
  const leftward = second.x < first.x;
  const text: TextShape = {
    kind: 'text',
    x: down ? first.x + 8 : first.x + (leftward ? -6 : 6),
    y: down ? first.y + (second.y > first.y ? 19 : -9) : first.y - 7,
    text: label,
    size: ANSWER,
    weight: 600,
    anchor: !down && leftward ? 'end' : 'start',
    tone: 'answer',
  };
  // Where a lane passes close by, the answer stays legible on a plate of the page's colour.
  const width = textWidth(label, ANSWER, 600) + 4;
  const plate: Shape = {
    kind: 'rect',
    x: text.anchor === 'end' ? text.x - width + 2 : text.x - 2,
    y: text.y - 12,
    width,
    height: 15,
    radius: 2,
    tone: 'plate',
  };
  return from.node.kind === 'decision' && labelled === 'across' ? [text] : [plate, text];
}

function same(a: Point, b: Point | undefined): boolean {
  return b !== undefined && Math.abs(a.x - b.x) < 0.05 && Math.abs(a.y - b.y) < 0.05;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function toward(from: Point, to: Point, length: number): Point {
  const share = length / Math.max(distance(from, to), 0.001);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
