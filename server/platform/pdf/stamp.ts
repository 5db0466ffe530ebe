// Stamps a PDF: on every page who it is, its state, page x of y, a code to check it by, and if need be a word across it.
import { PDFDocument, PDFName } from 'pdf-lib';
import type { PDFFont, PDFPage, PDFRef } from 'pdf-lib';
import { embedFonts } from './fonts.ts';
import { frameOf, short, wrapContent } from './frame.ts';
import type { Frame } from './frame.ts';
import { acrossAt, fitted, lineAt, qrAt, textAt } from './marks.ts';
import type { Pen } from './marks.ts';

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
const WARNING_INK = '0.64 0.13 0.1';
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
  const pen = { font: fonts.regular, name: nameOf(fonts.regular.ref), size: SIZE, ink: INK };
  page.node.setFontDictionary(pen.name, fonts.regular.ref);
  const call = (form: PDFRef | null) => {
    if (!form) return '';
    page.node.setXObject(nameOf(form), form);
    return `${nameOf(form).toString()} Do`;
  };
  const bands = `${call(shared.bands)} ${textAt(pen, words, x, BOTTOM - 14)}`;
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
  const across = input.watermark
    ? acrossAt(penOf(fonts, 'semibold', WARNING_INK), input.watermark, frame)
    : null;
  return { bands: form(bandsOf(frame, input, fonts)), across: across ? form(across) : null };
}

/** Header, footer and code. */
function bandsOf({ width, height }: Frame, input: StampInput, fonts: Fonts): string {
  const { headerLeft, headerRight, footerLeft } = input.lines;
  const [plain, strong, quiet] = [
    penOf(fonts, 'regular'),
    penOf(fonts, 'semibold'),
    penOf(fonts, 'regular', QUIET_INK),
  ];
  const right = fitted(strong, headerRight, (width - 2 * SIDE) * 0.5);
  const rightWidth = fonts.semibold.widthOfTextAtSize(right, SIZE);
  const left = fitted(plain, headerLeft, width - 2 * SIDE - rightWidth - 12);
  const room = width - 2 * SIDE - (input.qr ? QR + 8 : 0) - 90;
  const lines = typeof footerLeft === 'string' ? [footerLeft] : footerLeft;
  return [
    textAt(plain, left, SIDE, height - TOP + 12),
    textAt(strong, right, width - SIDE - rightWidth, height - TOP + 12),
    `${RULE} RG 0.6 w ${lineAt(SIDE, height - TOP + 6, width - SIDE)} ${lineAt(SIDE, BOTTOM - 4, width - SIDE)}`,
    ...lines
      .slice(0, 3)
      .map((text, i) => textAt(quiet, fitted(quiet, text, room), SIDE, BOTTOM - 14 - i * 10)),
    ...(input.qr ? [qrAt(input.qr, QR, width - SIDE - QR, BOTTOM - QR - 6)] : []),
  ].join('\n');
}

/** Inside of the shared parts a font goes by the name of its weight. */
function penOf(fonts: Fonts, weight: keyof Fonts, ink = INK): Pen {
  return { font: fonts[weight], name: PDFName.of(weight), size: SIZE, ink };
}
