// Shapes as an SVG string: classes and attributes only (a `style` would be refused by the page's policy), named and described.
import { createHash } from 'node:crypto';
import { PAINT } from './shapes.ts';
import type { Shape, Shapes, TextShape, Tone } from './shapes.ts';

export type SvgOptions = {
  /** Name of the picture, said by screen readers. */
  title: string;
  /** The same data in words. */
  desc?: string;
  /** Class beside `diagram`. */
  className?: string;
};

/** Draws shapes at their natural size; put it in a scrolling region where the page may be narrower. */
export function shapesToSvg(shapes: Shapes, { title, desc = '', className = '' }: SvgOptions): string {
  const id = `d${createHash('sha256').update(`${title} ${desc} ${shapes.items.length}`).digest('hex').slice(0, 10)}`;
  const [width, height] = [Math.ceil(shapes.width), Math.ceil(shapes.height)];
  const role = shapes.items.some(({ kind }) => kind === 'link') ? 'group' : 'img';
  const described = desc ? ` aria-describedby="${id}-d"` : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="${`diagram ${className}`.trim()}" viewBox="0 0 ${width} ${height}"`,
    ` width="${width}" height="${height}" role="${role}" aria-labelledby="${id}-t"${described}`,
    ` font-family="'Source Sans 3', system-ui, sans-serif"><title id="${id}-t">${escapeXml(title)}</title>`,
    desc ? `<desc id="${id}-d">${escapeXml(desc)}</desc>` : '',
    ...shapes.items.map(draw),
    '</svg>',
  ].join('');
}

/** Text for XML; characters that XML forbids are left out. */
export function escapeXml(text: string): string {
  const marks: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  const legal = text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '');
  return legal.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}

function draw(shape: Shape): string {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, radius, tone } = shape;
      const round = radius > 0 ? ` rx="${n(radius)}"` : '';
      return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${round}${paint(tone)}/>`;
    }
    case 'path':
      return `<path d="${escapeXml(shape.d)}"${paint(shape.tone)}/>`;
    case 'text':
      return drawText(shape);
    case 'link':
      // The spaces keep the words of two lines apart for who hears them.
      return `<a href="${escapeXml(shape.href)}">${shape.items.map(draw).join(' ')}</a>`;
  }
}

function drawText({ x, y, text, size, weight, anchor, tone }: TextShape): string {
  const heavy = weight === 600 ? ' font-weight="600"' : '';
  const where = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${n(x)}" y="${n(y)}" font-size="${n(size)}"${heavy}${where}${paint(tone)}>${escapeXml(text)}</text>`;
}

function paint(tone: Tone): string {
  const { fill = 'none', stroke, width, dash, opacity } = PAINT[tone];
  const line = stroke ? ` stroke="${stroke}" stroke-width="${width ?? 1}" stroke-linejoin="round"` : '';
  const broken = dash ? ` stroke-dasharray="${dash.join(' ')}"` : '';
  const thin = opacity ? ` fill-opacity="${opacity}"` : '';
  return ` class="t-${tone}" fill="${fill}"${line}${broken}${thin}`;
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
