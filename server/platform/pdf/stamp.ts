// Stamps a PDF: on every page who it is, its state, page x of y, a code to check it by, and if need be a word across it.
import { PDFDocument, PDFName } from 'pdf-lib';
import type { PDFFont, PDFPage, PDFRef } from 'pdf-lib';
import { embedFonts } from './fonts.ts';
import { frameOf, multiply, short, wrapContent } from './frame.ts';
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

// Bands wide enough to stay clear of the edge that printers cannot reach.
const TOP = 38;
const BOTTOM = 62;
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
  const forms = new Map<string, Forms>();
  for (const [i, page] of pages.entries()) {
    const frame = frameOf(page);
    const size = `${short(frame.width)}x${short(frame.height)}`;
    const shared = forms.get(size) ?? sharedForms(document, frame, input, fonts);
    forms.set(size, shared);
    const words = input.pageOf.replace('{x}', String(i + 1)).replace('{y}', String(pages.length));
    drawOn(document, page, frame, {
      shared,
      fonts,
      words,
      room: input.makeRoom ?? true,
      hasQr: input.qr !== null,
    });
  }
  return document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

type Fonts = Record<'regular' | 'semibold', PDFFont>;

/** What all pages of one size share, drawn once and called from each of them. */
interface Forms {
  bands: PDFRef;
  across: PDFRef | null;
}

interface Drawing {
  shared: Forms;
  fonts: Fonts;
  words: string;
  room: boolean;
  hasQr: boolean;
}

/**
 * The shared parts and the number of this page. In bands of their own they are drawn first, where no content can cover them and
 * nothing that it leaves behind (an unclosed `q`) can move them.
 */
function drawOn(
  document: PDFDocument,
  page: PDFPage,
  frame: Frame,
  { shared, fonts, words, room, hasQr }: Drawing,
): void {
  page.node.normalize();
  const right = frame.width - SIDE - (hasQr ? QR + 8 : 0);
  const x = right - fonts.regular.widthOfTextAtSize(words, SIZE);
  // Named by object number: pages may share their resources, and may have been stamped before.
  const nameOf = (ref: PDFRef) => PDFName.of(`Stamp${ref.objectNumber}`);
  const font = nameOf(fonts.regular.ref);
  page.node.setFontDictionary(font, fonts.regular.ref);
  const call = (form: PDFRef | null) => {
    if (!form) return '';
    page.node.setXObject(nameOf(form), form);
    return `${nameOf(form).toString()} Do`;
  };
  const bands = `${call(shared.bands)} ${textAt(fonts.regular, font, words, x, BOTTOM - 14, SIZE, INK)}`;
  const across = call(shared.across);
  const layers = room ? { before: bands, after: across } : { before: '', after: `${bands} ${across}` };
  wrapContent(document, page, frame, layers, room ? { top: TOP, bottom: BOTTOM } : undefined);
}

function sharedForms(document: PDFDocument, frame: Frame, input: StampInput, fonts: Fonts): Forms {
  const form = (content: string) => {
    const Resources = {
      Font: { regular: fonts.regular.ref, semibold: fonts.semibold.ref },
      ExtGState: { thin: { ca: 0.16, CA: 0.16 } },
    };
    const dict = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, frame.width, frame.height], Resources };
    return document.context.register(document.context.flateStream(content, dict));
  };
  const across = input.watermark ? acrossAt(fonts.semibold, input.watermark, frame) : null;
  return { bands: form(bandsOf(frame, input, fonts)), across: across ? form(across) : null };
}

/** Header, footer and code. */
function bandsOf({ width, height }: Frame, input: StampInput, fonts: Fonts): string {
  const { headerLeft, headerRight, footerLeft } = input.lines;
  const put = (font: keyof Fonts, text: string, x: number, y: number, ink = INK) =>
    textAt(fonts[font], PDFName.of(font), text, x, y, SIZE, ink);
  const right = fitted(fonts.semibold, headerRight, (width - 2 * SIDE) * 0.5);
  const rightWidth = fonts.semibold.widthOfTextAtSize(right, SIZE);
  const left = fitted(fonts.regular, headerLeft, width - 2 * SIDE - rightWidth - 12);
  const room = width - 2 * SIDE - (input.qr ? QR + 8 : 0) - 90;
  const lines = typeof footerLeft === 'string' ? [footerLeft] : footerLeft;
  return [
    put('regular', left, SIDE, height - TOP + 12),
    put('semibold', right, width - SIDE - rightWidth, height - TOP + 12),
    `${RULE} RG 0.6 w ${line(SIDE, height - TOP + 6, width - SIDE)} ${line(SIDE, BOTTOM - 4, width - SIDE)}`,
    ...lines
      .slice(0, 3)
      .map((text, i) =>
        put('regular', fitted(fonts.regular, text, room), SIDE, BOTTOM - 14 - i * 10, QUIET_INK),
      ),
    ...(input.qr ? [qrAt(input.qr, width - SIDE - QR, BOTTOM - QR - 6)] : []),
  ].join('\n');
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
  return `BT ${ink} rg ${name.toString()} ${short(size)} Tf ${short(x)} ${short(y)} Td ${font.encodeText(text).toString()} Tj ET`;
}

/** The word on the rising diagonal, as large as three quarters of it, in the middle. */
function acrossAt(font: PDFFont, word: string, { width, height }: Frame): string {
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
