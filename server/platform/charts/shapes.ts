// A drawing as plain shapes with coordinates, so that a page (SVG) and a PDF draw the same thing from the same data.

/** The role of a shape. It is its class in SVG and its colour in PAINT; geometry stays in attributes. */
export type Tone =
  | 'terminal'
  | 'step'
  | 'decision'
  | 'aside'
  | 'open'
  | 'joint'
  | 'edge'
  | 'arrow'
  | 'plate'
  | 'name'
  | 'quiet'
  | 'answer'
  | 'grid'
  | 'axis'
  | 'bar'
  | 'plan'
  | 'target'
  | 'line'
  | 'area'
  | 'dot'
  | 'card'
  | State
  | `${State}-mark`
  | `${State}-line`;

/** States as everywhere in the pages. */
export type State = 'ok' | 'warn' | 'bad' | 'info' | 'off';

/** Colours of a tone as `#rrggbb`; `width` and `dash` are of its stroke, in user units. */
export type Paint = { fill?: string; stroke?: string; width?: number; dash?: number[]; opacity?: number };

export type RectShape = {
  kind: 'rect';
  x: number;
  y: number;
  width: number;
  height: number;
  radius: number;
  tone: Tone;
};
/** `d` holds absolute M, L, C, Q and Z commands only. */
export type PathShape = { kind: 'path'; d: string; tone: Tone };
/** `y` is the base line; `anchor` says which end of the text stands at `x`. */
export type TextShape = {
  kind: 'text';
  x: number;
  y: number;
  text: string;
  size: number;
  weight: 400 | 600;
  anchor: 'start' | 'middle' | 'end';
  tone: Tone;
};
/** Shapes that lead somewhere when clicked; their texts name the link. */
export type LinkShape = { kind: 'link'; href: string; items: Shape[] };
export type Shape = RectShape | PathShape | TextShape | LinkShape;

/** A whole drawing, its corner at 0,0. */
export type Shapes = { width: number; height: number; items: Shape[] };

/** The colours of every tone, for SVG attributes and for PDF. */
export const PAINT: Record<Tone, Paint> = {
  terminal: { fill: '#e6f4ec', stroke: '#17603a', width: 1.4 },
  step: { fill: '#eaf0fb', stroke: '#2450a4', width: 1.4 },
  decision: { fill: '#fdf3dc', stroke: '#9a6a12', width: 1.4 },
  aside: { fill: '#ffffff', stroke: '#2450a4', width: 1.2 },
  open: { fill: '#ffffff', stroke: '#6b7785', width: 1.2, dash: [4, 3] },
  joint: { fill: '#eef2f7', stroke: '#4a5561', width: 1.2 },
  edge: { stroke: '#55606e', width: 1.4 },
  arrow: { fill: '#55606e' },
  plate: { fill: '#ffffff' },
  name: { fill: '#1b2430' },
  quiet: { fill: '#55606e' },
  answer: { fill: '#183a7d' },
  grid: { stroke: '#e3e8ee', width: 1 },
  axis: { stroke: '#6b7785', width: 1 },
  bar: { fill: '#2450a4' },
  plan: { fill: '#b9cbee' },
  target: { stroke: '#a3221b', width: 1.6, dash: [6, 4] },
  line: { stroke: '#2450a4', width: 2.4 },
  area: { fill: '#2450a4', opacity: 0.09 },
  dot: { fill: '#ffffff', stroke: '#2450a4', width: 2.2 },
  card: { fill: '#ffffff', stroke: '#ccd4dc', width: 1.2 },
  ...states(),
};

/** All shapes with the links taken apart, for a medium without links. */
export function flatten(items: Shape[]): Exclude<Shape, LinkShape>[] {
  return items.flatMap((item) => (item.kind === 'link' ? flatten(item.items) : [item]));
}

function states(): Record<State | `${State}-mark` | `${State}-line`, Paint> {
  const colours = {
    ok: ['#17603a', '#e6f4ec', '#b5dcc6'],
    warn: ['#7a4b00', '#fdf3dc', '#ecd39a'],
    bad: ['#a3221b', '#fdecea', '#f1bdb8'],
    info: ['#204a9c', '#eaf0fb', '#b9cbee'],
    off: ['#4a5561', '#eef1f4', '#ccd4dc'],
  } as const;
  const entries = Object.entries(colours).flatMap(([state, [ink, tint, edge]]): [string, Paint][] => [
    [state, { fill: tint, stroke: edge, width: 1.2 }],
    [`${state}-mark`, { fill: ink }],
    [`${state}-line`, { stroke: ink, width: 2.4 }],
  ]);
  return Object.fromEntries(entries) as Record<State | `${State}-mark` | `${State}-line`, Paint>;
}
