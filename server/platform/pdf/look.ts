// Sizes, colours and margins of the PDFs that we set; points.
import type { Structure, Tone } from './structure.ts';

export const FAMILY = 'Source Sans 3';
export const SIZES = {
  title: 20,
  subtitle: 11.5,
  headings: [15, 12.5, 11, 10.5],
  body: 10,
  table: 9,
  small: 8,
} as const;
export const COLOURS = {
  ink: '#1b2430',
  quiet: '#55606e',
  brand: '#2450a4',
  rule: '#ccd4dc',
  tint: '#eaf0fb',
} as const;
export const TONES: Record<Tone, { ink: string; tint: string }> = {
  ok: { ink: '#17603a', tint: '#e6f4ec' },
  warn: { ink: '#7a4b00', tint: '#fdf3dc' },
  bad: { ink: '#a3221b', tint: '#fdecea' },
  info: { ink: '#204a9c', tint: '#eaf0fb' },
  off: { ink: '#4a5561', tint: '#eef1f4' },
};

const A4 = { short: 595.28, long: 841.89 };

export function marginsOf(doc: Structure): { side: number; top: number; bottom: number } {
  const free = doc.toBeStamped ? { top: 56, bottom: 78 } : { top: 44, bottom: 44 };
  return {
    side: 54,
    top: doc.header ? 60 : free.top,
    bottom: doc.footer ? Math.max(50, free.bottom) : free.bottom,
  };
}

/** Room for content, in points. */
export function roomOf(doc: Structure, landscape: boolean): { width: number; height: number } {
  const { side, top, bottom } = marginsOf(doc);
  const [width, height] = landscape ? [A4.long, A4.short] : [A4.short, A4.long];
  return { width: width - 2 * side, height: height - top - bottom };
}
