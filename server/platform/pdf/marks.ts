// The marks of a stamp as operators of a PDF content stream: text, lines, codes, a word across.
import type { PDFName } from 'pdf-lib';
import type { PDFFont } from 'pdf-lib';
import { multiply, short } from './frame.ts';
import type { Frame } from './frame.ts';
import { qrBars, qrMatrix } from './qr.ts';

/** What text is written with; `name` is that of the font in the resources, `ink` three parts of red, green, blue. */
export interface Pen {
  font: PDFFont;
  name: PDFName;
  size: number;
  ink: string;
}

export function textAt({ font, name, size, ink }: Pen, text: string, x: number, y: number): string {
  return `BT ${ink} rg ${name.toString()} ${short(size)} Tf ${short(x)} ${short(y)} Td ${font.encodeText(text).toString()} Tj ET`;
}

export function lineAt(x: number, y: number, to: number): string {
  return `${short(x)} ${short(y)} m ${short(to)} ${short(y)} l S`;
}

/** A word on the rising diagonal, as long as three quarters of it, in the middle; thin, so that the page stays legible. */
export function acrossAt(pen: Omit<Pen, 'size'>, word: string, { width, height }: Frame): string {
  const diagonal = Math.hypot(width, height);
  const size = Math.min((diagonal * 0.72) / pen.font.widthOfTextAtSize(word, 1), height / 4);
  const half = pen.font.widthOfTextAtSize(word, size) / 2;
  const angle = Math.atan2(height, width);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const place = multiply([1, 0, 0, 1, -half, -size * 0.33], [cos, sin, -sin, cos, width / 2, height / 2]);
  return `q /thin gs ${place.map(short).join(' ')} cm ${textAt({ ...pen, size }, word, 0, 0)} Q`;
}

/** A QR code on white; `side` in points, x and y of its lower left corner. */
export function qrAt(text: string, side: number, x: number, y: number): string {
  const matrix = qrMatrix(text);
  const module = side / matrix.length;
  const bars = qrBars(matrix).map((bar) => {
    const [left, bottom] = [x + bar.x * module, y + side - (bar.y + 1) * module];
    return `${short(left)} ${short(bottom)} ${short(bar.width * module)} ${short(module)} re`;
  });
  return `1 g ${short(x - 2)} ${short(y - 2)} ${side + 4} ${side + 4} re f 0 g ${bars.join(' ')} f`;
}

/** The text on one line, or as much of it as fits, with an ellipsis. */
export function fitted({ font, size }: Pen, text: string, room: number): string {
  const plain = text.slice(0, 400).replace(/\s+/g, ' ');
  const fits = (part: string) => font.widthOfTextAtSize(part, size) <= room;
  if (fits(plain)) return plain;
  let [low, high] = [0, plain.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${plain.slice(0, middle)}…`)) low = middle;
    else high = middle - 1;
  }
  return `${plain.slice(0, low).trimEnd()}…`;
}
