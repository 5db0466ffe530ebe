// Lines over time with their numbers beside the points, a target where there is one, and gaps where nothing was measured.
import { scaleLinear, scalePoint } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { textWidth, widest } from './measure.ts';
import type { Shape, Shapes, State, TextShape, Tone } from './shapes.ts';
import { shapesToSvg } from './svg.ts';

export type LineSeries = { name: string; values: (number | null)[]; state?: State };

export type LineOptions = {
  title: string;
  desc?: string;
  /** Names of the points in time, one for each value. */
  labels: string[];
  /** How a number is read, with its unit. */
  format?: (value: number) => string;
  target?: { value: number; text: string };
  /** Ends of the scale; without them, those of the values, made round. */
  min?: number;
  max?: number;
  /** Size in pixels, 640 by 280 unless told. */
  width?: number;
  height?: number;
};

const SIZE = 13;
const spanish = new Intl.NumberFormat('es-CO');

/** Draws lines as SVG; without a `desc`, the values in words describe it. */
export function lineChart(series: LineSeries[], options: LineOptions): string {
  const format = options.format ?? ((value) => spanish.format(value));
  const told = series.map(({ name, values }) => {
    const parts = values.map((value, index) =>
      value === null ? '' : `${options.labels[index] ?? ''} ${format(value)}`,
    );
    return `${name}: ${parts.filter(Boolean).join(', ')}`;
  });
  const desc = options.desc ?? [...told, options.target?.text ?? ''].filter(Boolean).join('. ');
  return shapesToSvg(layoutLines(series, options), { title: options.title, desc, className: 'lines' });
}

/** Lays out lines as shapes. */
export function layoutLines(series: LineSeries[], options: Omit<LineOptions, 'title'>): Shapes {
  const plot = frame(series, options);
  const items = [
    ...grid(plot),
    ...timeAxis(plot, options.labels),
    ...drawTarget(plot, options.target),
    ...series.flatMap((one) => drawSeries(plot, one, series.length === 1, options.target?.value)),
    ...endNames(plot, series),
  ];
  return { width: plot.width, height: plot.height, items };
}

type Plot = {
  width: number;
  height: number;
  left: number;
  right: number;
  x: (index: number) => number;
  y: (value: number) => number;
  ticks: number[];
  format: (value: number) => string;
};

function frame(series: LineSeries[], options: Omit<LineOptions, 'title'>): Plot {
  const { labels, width = 640, height = 280, target, min, max } = options;
  const format = options.format ?? ((value: number) => spanish.format(value));
  const values = [
    ...series.flatMap((one) => one.values.filter((value) => value !== null)),
    ...(target ? [target.value] : []),
  ];
  const [low, high] = [
    min ?? Math.min(...values, max ?? Infinity),
    max ?? Math.max(...values, min ?? -Infinity),
  ];
  const known = Number.isFinite(low) && Number.isFinite(high);
  const domain = !known ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high];
  const up = scaleLinear(domain, [height - 34, 18]);
  if (min === undefined || max === undefined) up.nice(5);
  const ticks = up.ticks(5);
  const left = widest(ticks.map(format), SIZE) + 12;
  const names = series.length > 1 ? widest(series.map(({ name, values }) => `${name} ${lastNumber(values, format)}`), SIZE, 600) + 24 : 22; // prettier-ignore
  const right = Math.max(left + 80, width - Math.max(names, target ? textWidth(target.text, SIZE) + 12 : 0));
  const along = scalePoint(labels.map((_, index) => index), [left + 14, right - 10]); // prettier-ignore
  return {
    width,
    height,
    left,
    right,
    x: (index) => along(index) ?? left,
    y: (value) => up(value),
    ticks,
    format,
  };
}

function lastNumber(values: (number | null)[], format: (value: number) => string): string {
  const value = values.findLast((one) => one !== null);
  return typeof value === 'number' ? format(value) : '';
}

function text(
  x: number,
  y: number,
  words: string,
  anchor: TextShape['anchor'],
  tone: Tone,
  weight: 400 | 600 = 400,
): TextShape {
  return { kind: 'text', x, y, text: words, size: SIZE, weight, anchor, tone };
}

function grid({ ticks, left, right, y, format }: Plot): Shape[] {
  return ticks.flatMap((tick): Shape[] => [
    { kind: 'path', d: `M${r(left)} ${r(y(tick))}L${r(right)} ${r(y(tick))}`, tone: 'grid' },
    text(left - 8, y(tick) + 4.5, format(tick), 'end', 'quiet'),
  ]);
}

/** Names under the axis, as many as have room. */
function timeAxis({ x, height }: Plot, labels: string[]): Shape[] {
  const room = labels.length > 1 ? x(1) - x(0) : Infinity;
  const every = Math.max(1, Math.ceil((widest(labels, SIZE) + 8) / room));
  const last = labels.length - 1;
  return labels.flatMap((label, index) =>
    (last - index) % every === 0 ? [text(x(index), height - 10, label, 'middle', 'quiet')] : [],
  );
}

function drawTarget({ left, right, y }: Plot, target: LineOptions['target']): Shape[] {
  if (!target) return [];
  const at = r(y(target.value));
  return [
    { kind: 'path', d: `M${r(left)} ${at}L${r(right)} ${at}`, tone: 'target' },
    text(right + 8, at + 4.5, target.text, 'start', 'bad-mark', 600),
  ];
}

function drawSeries(
  { x, y, format, height }: Plot,
  { values, state }: LineSeries,
  alone: boolean,
  target?: number,
): Shape[] {
  const points = values.map((value, index) => ({ value, index }));
  const drawn = line<(typeof points)[number]>()
    .defined(({ value }) => value !== null)
    .x(({ index }) => x(index))
    .y(({ value }) => y(value ?? 0))
    .curve(curveMonotoneX);
  const below = area<(typeof points)[number]>()
    .defined(({ value }) => value !== null)
    .x(({ index }) => x(index))
    .y0(height - 34)
    .y1(({ value }) => y(value ?? 0))
    .curve(curveMonotoneX);
  const spots = points.flatMap(({ value, index }) =>
    value === null ? [] : [{ x: x(index), y: y(value), value }],
  );
  // A number over the target's line would be struck through by it: it goes below its point.
  const struck = (at: number) => target !== undefined && Math.abs(y(target) - (at - 14)) < 9;
  const numbered = alone && points.length <= 13;
  return [
    ...(alone ? [{ kind: 'path', d: tidy(below(points) ?? ''), tone: 'area' } as const] : []),
    { kind: 'path', d: tidy(drawn(points) ?? ''), tone: state ? `${state}-line` : 'line' },
    ...spots.map(
      (spot) =>
        ({
          kind: 'rect',
          x: spot.x - 4,
          y: spot.y - 4,
          width: 8,
          height: 8,
          radius: 4,
          tone: state ? (`${state}-mark` as const) : 'dot',
        }) as const,
    ),
    ...(numbered
      ? spots.map((spot) =>
          text(spot.x, struck(spot.y) ? spot.y + 21 : spot.y - 10, format(spot.value), 'middle', 'name', 600),
        )
      : []),
  ];
}

/** With several lines, each has its name and last number at its end, pushed apart where they would meet. */
function endNames({ x, y, format }: Plot, series: LineSeries[]): Shape[] {
  if (series.length < 2) return [];
  const ends = series.flatMap(({ name, values }) => {
    const index = values.findLastIndex((value) => value !== null);
    const value = values[index];
    return typeof value === 'number'
      ? [{ name, x: x(index), y: y(value), number: lastNumber(values, format) }]
      : [];
  });
  ends.sort((a, b) => a.y - b.y);
  ends.forEach((one, index) => (one.y = Math.max(one.y, (ends[index - 1]?.y ?? -Infinity) + 16)));
  return ends.map((one) => text(one.x + 10, one.y + 4.5, `${one.name} ${one.number}`, 'start', 'name', 600));
}

function tidy(d: string): string {
  return d.replace(/-?\d+\.\d+/g, (number) => String(r(Number(number)))).replaceAll(',', ' ');
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
