// Stamps a PDF: on every page who it is, its state, page x of y, a code to check it by, and if need be a word across it.
import { PDFDocument, PDFName } from 'pdf-lib';
import type { PDFFont, PDFPage, PDFRef } from 'pdf-lib';
import { embedFonts } from './fonts.ts';
import { frameOf, makeRoom, multiply, short } from './frame.ts';
import type { Frame } from './frame.ts';
import { qrBars, qrMatrix } from './qr.ts';

export interface StampInput {
  pdf: Uint8Array;
  /** Short texts; what does not fit ends in an ellipsis. */
  lines: {
    /** Code and title. */
    headerLeft: string;
    /** Version and state. */
    headerRight: string;
    /** Up to three lines: dates, hash, where to check. */
    footerLeft: string | string[];
  };
  /** What the QR code says, usually an address; null: no code. */
  qr: string | null;
  /** A word across the page, e.g. OBSOLETO; null: none. */
  watermark: string | null;
  /** With `{x}` and `{y}`. */
  pageOf: string;
  /** Draws the pages smaller to make room (default). False for a PDF that left its margins free. */
  makeRoom?: boolean;
}

const TOP = 30;
const BOTTOM = 50;
const SIDE = 36;
const QR = 40;
const SIZE = 8;
const INK = '0.106 0.141 0.188';
const QUIET_INK = '0.333 0.376 0.431';
const RULE = '0.7 0.74 0.78';

/**
 * The stamped PDF; the original is not changed. Pages keep their size and rotation.
 * @throws Error when the PDF cannot be read
 */
export async function stamp(input: StampInput): Promise<Uint8Array> {
  const document = await PDFDocument.load(input.pdf, { throwOnInvalidObject: true });
  const fonts = await embedFonts(document, ['regular', 'semibold']);
  const pages = document.getPages();
  const pageWords = (i: number) =>
    input.pageOf.replace('{x}', String(i + 1)).replace('{y}', String(pages.length));
  const forms = new Map<string, PDFRef>();
  for (const [i, page] of pages.entries()) {
    const frame = frameOf(page);
    const key = `${short(frame.width)}x${short(frame.height)}`;
    const form = forms.get(key) ?? sharedForm(document, frame, input, fonts);
    forms.set(key, form);
    if (input.makeRoom ?? true) makeRoom(document, page, frame, { top: TOP, bottom: BOTTOM });
    drawOn(document, page, frame, { form, fonts, words: pageWords(i), hasQr: input.qr !== null });
  }
  return document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

type Fonts = Record<'regular' | 'semibold', PDFFont>;

const FORM = PDFName.of('VigenteStamp');
const FONT = PDFName.of('VigenteText');

/** What only this page has: its number; and the call for what all of its size share. */
function drawOn(
  document: PDFDocument,
  page: PDFPage,
  frame: Frame,
  part: { form: PDFRef; fonts: Fonts; words: string; hasQr: boolean },
): void {
  const { context } = document;
  const { form, fonts, words, hasQr } = part;
  if (!page.node.Contents()) page.node.set(PDFName.of('Contents'), context.obj([]));
  const right = frame.width - SIDE - (hasQr ? QR + 8 : 0);
  const x = right - fonts.regular.widthOfTextAtSize(words, SIZE);
  const number = textAt(fonts.regular, FONT, words, x, BOTTOM - 14, SIZE, INK);
  const content = `q ${frame.matrix.map(short).join(' ')} cm ${asName(FORM)} Do ${number} Q`;
  page.node.normalize();
  page.node.wrapContentStreams(
    document.context.getPushGraphicsStateContentStream(),
    document.context.getPopGraphicsStateContentStream(),
  );
  page.node.addContentStream(context.register(context.flateStream(content)));
  page.node.setXObject(FORM, form);
  page.node.setFontDictionary(FONT, fonts.regular.ref);
}

/** Header, footer, code and watermark of one page size, drawn once and called from every page. */
function sharedForm(document: PDFDocument, frame: Frame, input: StampInput, fonts: Fonts): PDFRef {
  const { width, height } = frame;
  const { headerLeft, headerRight, footerLeft } = input.lines;
  const parts: string[] = [];
  const put = (font: keyof Fonts, text: string, x: number, y: number, ink = INK) =>
    parts.push(textAt(fonts[font], PDFName.of(font), text, x, y, SIZE, ink));

  const rightWords = fitted(fonts.semibold, headerRight, (width - 2 * SIDE) * 0.5);
  const rightWidth = fonts.semibold.widthOfTextAtSize(rightWords, SIZE);
  put(
    'regular',
    fitted(fonts.regular, headerLeft, width - 2 * SIDE - rightWidth - 12),
    SIDE,
    height - TOP + 10,
  );
  put('semibold', rightWords, width - SIDE - rightWidth, height - TOP + 10);
  parts.push(
    `${RULE} RG 0.6 w ${line(SIDE, height - TOP + 4, width - SIDE)} ${line(SIDE, BOTTOM - 4, width - SIDE)}`,
  );

  const room = width - 2 * SIDE - (input.qr ? QR + 8 : 0) - 90;
  const lines = typeof footerLeft === 'string' ? [footerLeft] : footerLeft;
  for (const [i, text] of lines.slice(0, 3).entries())
    put('regular', fitted(fonts.regular, text, room), SIDE, BOTTOM - 14 - i * 10, QUIET_INK);
  if (input.qr) parts.push(qrAt(input.qr, width - SIDE - QR, BOTTOM - 4 - QR - 2));
  if (input.watermark) parts.push(across(fonts.semibold, input.watermark, frame));

  const { context } = document;
  const resources = {
    Font: { regular: fonts.regular.ref, semibold: fonts.semibold.ref },
    ExtGState: { thin: { ca: 0.16, CA: 0.16 } },
  };
  const dict = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height], Resources: resources };
  return context.register(context.flateStream(parts.join('\n'), dict));
}

function line(x: number, y: number, to: number): string {
  return `${short(x)} ${short(y)} m ${short(to)} ${short(y)} l S`;
}

function textAt(
  font: PDFFont,
  name: PDFName,
  text: string,
  x: number,
  y: number,
  size: number,
  ink: string,
): string {
  return `BT ${ink} rg ${asName(name)} ${short(size)} Tf ${short(x)} ${short(y)} Td ${font.encodeText(text).toString()} Tj ET`;
}

/** The word on the rising diagonal, as large as three quarters of it, in the middle. */
function across(font: PDFFont, word: string, { width, height }: Frame): string {
  const diagonal = Math.hypot(width, height);
  const size = Math.min((diagonal * 0.72) / font.widthOfTextAtSize(word, 1), height / 4);
  const half = font.widthOfTextAtSize(word, size) / 2;
  const angle = Math.atan2(height, width);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const place = multiply([1, 0, 0, 1, -half, -size * 0.33], [cos, sin, -sin, cos, width / 2, height / 2]);
  return `q /thin gs ${place.map(short).join(' ')} cm ${textAt(font, PDFName.of('semibold'), word, 0, 0, size, '0.64 0.13 0.1')} Q`;
}

function qrAt(text: string, x: number, y: number): string {
  const matrix = qrMatrix(text);
  const module = QR / matrix.length;
  const bars = qrBars(matrix).map(
    (bar) =>
      `${short(x + bar.x * module)} ${short(y + QR - (bar.y + 1) * module)} ${short(bar.width * module)} ${short(module)} re`,
  );
  return `1 g ${short(x - 2)} ${short(y - 2)} ${QR + 4} ${QR + 4} re f 0 g ${bars.join(' ')} f`;
}

/** The text, or as much of it as fits, with an ellipsis. */
function fitted(font: PDFFont, text: string, room: number): string {
  const plain = text.slice(0, 400).replace(/\s+/g, ' ');
  if (font.widthOfTextAtSize(plain, SIZE) <= room) return plain;
  let [low, high] = [0, plain.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (font.widthOfTextAtSize(`${plain.slice(0, middle)}…`, SIZE) <= room) low = middle;
    else high = middle - 1;
  }
  return `${plain.slice(0, low).trimEnd()}…`;
}

function asName(name: PDFName): string {
  return name.toString();
}
