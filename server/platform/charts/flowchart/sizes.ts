// How big each node must be for its text, with the text broken into lines.
import { widest, wrap, wrapEven } from '../measure.ts';
import type { Direction, FlowNode, Placed } from './types.ts';

export const NAME = 14;
export const NOTE = 12.5;
export const NAME_LINE = 18;
export const NOTE_LINE = 16;

const PAD = 12;
const WIDTH = { TB: { step: 270, aside: 184 }, LR: { step: 190, aside: 170 } };

/** Measures a node; its place comes later. */
export function sized(node: FlowNode, direction: Direction): Placed {
  const { width, height, text, note } = measure(node, WIDTH[direction]);
  const [lm, lc] = direction === 'TB' ? [height, width] : [width, height];
  return { node, text, note, lm, lc, m: 0, c: 0, row: 0, side: 0 };
}

type Measured = { width: number; height: number; text: string[]; note: string[] };

function measure(node: FlowNode, { step, aside }: { step: number; aside: number }): Measured {
  if (node.kind === 'decision') return rhombus(node, step);
  if (node.kind === 'start' || node.kind === 'end') {
    const text = wrap(node.text, 150, NAME, 600, 2);
    return {
      width: Math.max(96, widest(text, NAME, 600) + 44),
      height: text.length * NAME_LINE + 18,
      text,
      note: [],
    };
  }
  if (node.kind === 'joint' || node.kind === 'jump') {
    const text = wrap(node.text, aside - 2 * PAD, NAME, 600, 2);
    return {
      width: Math.max(30, widest(text, NAME, 600) + 20),
      height: text.length * NAME_LINE + 12,
      text,
      note: [],
    };
  }
  const width = node.kind === 'step' ? step : aside;
  const text = wrapEven(node.text, width - 2 * PAD, NAME, node.kind === 'step' ? 600 : 400, 8);
  const note = node.note ? wrapEven(node.note, width - 2 * PAD, NOTE, 400, 6) : [];
  const gap = note.length > 0 ? 4 : 0;
  return { width, height: text.length * NAME_LINE + note.length * NOTE_LINE + gap + 2 * PAD - 4, text, note };
}

/** A rhombus holds a text block of w by h when w/W + h/H is at most 1: of some line widths, take the flattest that stays tall enough. */
function rhombus(node: FlowNode, width: number): Measured {
  const choices = [0.46, 0.5, 0.54, 0.58, 0.62, 0.66].map((share) => {
    const text = wrap(node.text, width * share, NAME, 400, 7);
    const room = 1 - (widest(text, NAME) + 6) / width;
    return { width, text, note: [], height: Math.max(64, (text.length * NAME_LINE) / Math.max(room, 0.15)) };
  });
  return choices.reduce((best, choice) => (choice.height < best.height ? choice : best));
}
