// A page as its reader sees it: what is visible of it, which side is up, and how to draw there in upright coordinates.
import { PDFArray, PDFDict, PDFName, PDFNumber } from 'pdf-lib';
import type { PDFDocument, PDFObject, PDFPage } from 'pdf-lib';

export interface Frame {
  /** Points, as the reader sees the page: after rotation, without what the crop box hides. */
  width: number;
  height: number;
  /** From upright coordinates (0,0 at the lower left as seen) to the page's own. */
  matrix: Matrix;
  /** The visible part in the page's own coordinates: x, y, width, height. */
  box: readonly [number, number, number, number];
}

export type Matrix = readonly [number, number, number, number, number, number];

/** Honours CropBox (where it lies inside of MediaBox) and Rotate. */
export function frameOf(page: PDFPage): Frame {
  const { x, y, width, height } = visibleBox(page);
  const box = [x, y, width, height] as const;
  switch (turnOf(page)) {
    case 90:
      return { width: height, height: width, matrix: [0, 1, -1, 0, x + width, y], box };
    case 180:
      return { width, height, matrix: [-1, 0, 0, -1, x + width, y + height], box };
    case 270:
      return { width: height, height: width, matrix: [0, -1, 1, 0, x, y + height], box };
    default:
      return { width, height, matrix: [1, 0, 0, 1, x, y], box };
  }
}

/** What is drawn on a page, in order, and what may be added before and after it. */
export interface Layers {
  before: string;
  after: string;
}

/**
 * Wraps what the page holds between two layers in upright coordinates. With `bands` it is drawn smaller, towards the middle, so
 * that top and bottom are free; links and notes move with it, and what the crop box hides stays hidden.
 */
export function wrapContent(
  document: PDFDocument,
  page: PDFPage,
  frame: Frame,
  layers: Layers,
  bands?: { top: number; bottom: number },
): void {
  const { context } = document;
  const shift = bands ? smaller(frame, bands) : IDENTITY;
  const clip = bands ? `${frame.box.map(short).join(' ')} re W n` : '';
  const upright = (drawn: string) =>
    drawn ? `q ${frame.matrix.map(short).join(' ')} cm\n${drawn}\nQ\n` : '';
  page.node.normalize();
  const own = page.node.Contents();
  const start = context.flateStream(`${upright(layers.before)}q ${shift.map(short).join(' ')} cm ${clip}\n`);
  const end = context.flateStream(`\nQ ${upright(layers.after)}`);
  // A new list: pages that are copies of each other may share the old one.
  const streams = [
    context.register(start),
    ...(own instanceof PDFArray ? own.asArray() : []),
    context.register(end),
  ];
  page.node.set(PDFName.of('Contents'), context.obj(streams));
  if (bands)
    for (const one of page.node.Annots()?.asArray() ?? [])
      moveAnnotation(document, context.lookup(one), shift);
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

function smaller(frame: Frame, bands: { top: number; bottom: number }): Matrix {
  const scale = Math.max(0.2, (frame.height - bands.top - bands.bottom) / frame.height);
  const upright: Matrix = [scale, 0, 0, scale, (frame.width * (1 - scale)) / 2, bands.bottom];
  return multiply(multiply(inverse(frame.matrix), upright), frame.matrix);
}

/** a, then b. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

/** A number as short as a content stream needs it. */
export function short(value: number): string {
  return String(Math.round(value * 1000) / 1000 || 0);
}

function visibleBox(page: PDFPage) {
  const media = page.getMediaBox();
  const crop = page.getCropBox();
  const x = Math.max(media.x, crop.x);
  const y = Math.max(media.y, crop.y);
  const width = Math.min(media.x + media.width, crop.x + crop.width) - x;
  const height = Math.min(media.y + media.height, crop.y + crop.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : media;
}

function turnOf(page: PDFPage): number {
  return (((Math.round(page.getRotation().angle / 90) * 90) % 360) + 360) % 360;
}

function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

function moveAnnotation(document: PDFDocument, annotation: PDFObject | undefined, shift: Matrix): void {
  if (!(annotation instanceof PDFDict)) return;
  for (const key of ['Rect', 'QuadPoints', 'L', 'Vertices'].map((name) => PDFName.of(name))) {
    const points = annotation.lookup(key);
    if (points instanceof PDFArray) annotation.set(key, document.context.obj(moved(points, shift)));
  }
}

function moved(points: PDFArray, [a, b, c, d, e, f]: Matrix): number[] {
  const numbers = points.asArray().map((_, i) => points.lookupMaybe(i, PDFNumber)?.asNumber() ?? 0);
  return numbers.map((value, i) => {
    const [x, y] = i % 2 === 0 ? [value, numbers[i + 1] ?? 0] : [numbers[i - 1] ?? 0, value];
    return i % 2 === 0 ? a * x + c * y + e : b * x + d * y + f;
  });
}
