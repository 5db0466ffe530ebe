// Horizontal bars with their labels and numbers beside them; optionally what was planned, behind what was achieved.
import { scaleLinear } from 'd3-scale';
import { widest, wrap } from './measure.ts';
import type { Shape, Shapes, State, Tone } from './shapes.ts';
import { shapesToSvg } from './svg.ts';

export type BarRow = {
  label: string;
  /** `null` where there is no measurement: the row says `text` and has no bar. */
  value: number | null;
  /** The number as it is read, with its unit: "78 %". */
  text: string;
  /** What was planned, drawn behind. */
  plan?: number;
  state?: State;
};

export type BarOptions = {
  title: string;
  desc?: string;
  /** The value of a full bar; without it, the greatest of the rows. */
  max?: number;
  /** Width in pixels, 560 unless told. */
  width?: number;
};

const LABEL = 13.5;
const ROW = { bar: 14, gap: 14, line: 17 };

/** Draws bars as SVG; without a `desc`, the rows in words describe it. */
export function barChart(rows: BarRow[], options: BarOptions): string {
  const desc = options.desc ?? rows.map(({ label, text }) => `${label}: ${text}`).join('; ');
  return shapesToSvg(layoutBars(rows, options), { title: options.title, desc, className: 'bars' });
}

/** Lays out bars as shapes. Negative values and values past `max` stop at the edge; their number tells. */
export function layoutBars(rows: BarRow[], { max, width = 560 }: Omit<BarOptions, 'title'>): Shapes {
  const side = Math.min(widest(rows.map(({ label }) => label), LABEL) + 4, width * 0.4); // prettier-ignore
  const numbers = widest(rows.map(({ text }) => text), LABEL, 600) + 10; // prettier-ignore
  const top = max ?? Math.max(...rows.flatMap(({ value, plan }) => [value ?? 0, plan ?? 0]), 0);
  const scale = scaleLinear([0, top > 0 ? top : 1], [0, Math.max(40, width - side - numbers - 16)]).clamp(
    true,
  );
  const items: Shape[] = [];
  let y = 4;
  for (const row of rows) {
    const label = wrap(row.label, side, LABEL, 400, 3);
    const height = Math.max(ROW.bar + 4, label.length * ROW.line);
    items.push(...drawLabel(label, y + height / 2), ...drawBar(row, side + 10, y + height / 2, scale));
    y += height + ROW.gap;
  }
  const height = Math.max(y - ROW.gap + 4, 8);
  if (rows.length > 0)
    items.push({ kind: 'path', d: `M${side + 10} 0L${side + 10} ${height}`, tone: 'axis' });
  return { width, height, items };
}

function drawLabel(lines: string[], middle: number): Shape[] {
  const top = middle - (lines.length * ROW.line) / 2;
  return lines.map((text, index) => ({
    kind: 'text',
    x: 0,
    y: top + (index + 0.76) * ROW.line,
    text,
    size: LABEL,
    weight: 400,
    anchor: 'start',
    tone: 'name',
  }));
}

function drawBar(row: BarRow, x: number, middle: number, scale: (value: number) => number): Shape[] {
  const [long, planned] = [
    row.value === null ? 0 : scale(row.value),
    row.plan === undefined ? 0 : scale(row.plan),
  ];
  const thick = row.plan === undefined ? ROW.bar : ROW.bar / 2;
  const bar = (length: number, height: number, tone: Tone): Shape => ({
    kind: 'rect',
    x,
    y: middle - height / 2,
    width: length,
    height,
    radius: 2,
    tone,
  });
  const items: Shape[] = [];
  if (planned > 0) items.push(bar(planned, ROW.bar, 'plan'));
  if (long > 0) items.push(bar(long, thick, row.state ? `${row.state}-mark` : 'bar'));
  const end = x + Math.max(long, planned) + 8;
  const tone = row.value === null ? 'quiet' : 'name';
  items.push({
    kind: 'text',
    x: end,
    y: middle + 4.8,
    text: row.text,
    size: LABEL,
    weight: 600,
    anchor: 'start',
    tone,
  });
  return items;
}
