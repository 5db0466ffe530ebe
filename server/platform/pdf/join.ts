// Joins many PDFs into one file on disk, one part in memory at a time: hundreds of copies with bookmarks and page numbers across the whole.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRef,
  PDFStream,
  StandardFonts,
} from 'pdf-lib';
import type { PDFFont, PDFObject, PDFPage } from 'pdf-lib';
import { frameOf, short } from './frame.ts';
import { textAt } from './marks.ts';
import { bookmarksOf } from './bookmarks.ts';
import { outlineObjects, type Mark } from './outline.ts';

export interface JoinPart {
  /** A PDF on disk. */
  path: string;
  /** Its bookmark; none when absent. */
  title?: string;
  /** 0 for a chapter (default), 1 for what belongs to the chapter before it, and so on. */
  level?: number;
  /** Takes over the part's own bookmarks, below its title if it has one. */
  bookmarks?: boolean;
}

export interface JoinInput {
  parts: JoinPart[];
  /** Where the whole is written. */
  to: string;
  title: string;
  /** Printed at the foot of every page with `{x}` and `{y}`; none when absent. */
  pageOf?: string;
  /** Of the whole, for `{y}`. */
  pages?: number;
}

/**
 * Writes the whole and returns its number of pages. What a part has beside its pages (forms, scripts, its own bookmarks) stays behind.
 * @throws Error naming the part that cannot be read
 */
export async function join(input: JoinInput): Promise<number> {
  const out = output(input.to);
  try {
    const [catalog, tree] = [out.number(), out.number()];
    const pages: number[] = [];
    const marks: Mark[] = [];
    for (const part of input.parts) {
      const from = pages.length;
      const added = await append(out, part, tree, input, from);
      pages.push(...added.pages);
      const first = pages[from];
      if (part.title !== undefined && first !== undefined)
        marks.push({ title: part.title, level: part.level ?? 0, page: first });
      marks.push(...added.marks);
    }
    out.write(tree, `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((page) => `${page} 0 R`).join(' ')}]>>`);
    const outline = outlineObjects(marks, () => out.number());
    for (const { number, text } of outline.objects) out.write(number, text);
    const shown = outline.root ? `/Outlines ${outline.root} 0 R/PageMode/UseOutlines` : '';
    out.write(catalog, `<</Type/Catalog/Pages ${tree} 0 R${shown}/ViewerPreferences<</DisplayDocTitle true>>>>`);
    const info = out.number();
    out.write(info, `<</Title ${hexText(input.title)}/Producer(Vigente)>>`);
    out.end(catalog, info);
    return pages.length;
  } finally {
    out.close();
  }
} // prettier-ignore

/** How many pages a PDF has. @throws Error when it cannot be read */
export async function countPages(path: string): Promise<number> {
  return (await load(path)).getPageCount();
}

type Output = ReturnType<typeof output>;

function load(path: string): Promise<PDFDocument> {
  const options = { throwOnInvalidObject: true, updateMetadata: false, parseSpeed: ParseSpeeds.Fastest };
  return PDFDocument.load(readFileSync(path), options);
}

/** Writes the pages of a part with all that they reach, under new numbers. */
async function append(out: Output, part: JoinPart, tree: number, { pageOf, pages: all = 0 }: JoinInput, before: number): Promise<{ pages: number[]; marks: Mark[] }> {
  try {
    const document = await load(part.path);
    const pages = document.getPages();
    const font = pageOf ? document.embedStandardFont(StandardFonts.Helvetica) : null;
    if (font) await font.embed();
    for (const [i, page] of pages.entries()) {
      if (font && pageOf) number(document, page, font, pageOf.replace('{x}', String(before + i + 1)).replace('{y}', String(all)));
      makeIndependent(page);
    }
    const below = part.title === undefined ? 0 : (part.level ?? 0) + 1;
    const own = part.bookmarks ? bookmarksOf(document) : [];
    const numbers = copyReached(out, document, pages, tree);
    const marks = own.map(({ title, level, page }) => ({ title, level: level + below, page: numbers[page] ?? 0 }));
    return { pages: numbers, marks };
  } catch (error) {
    throw new Error(`the PDF of "${part.title ?? part.path}" cannot be read`, { cause: error });
  }
} // prettier-ignore

const SIZE = 8;
/** Below the bands of a stamp, above the edge that printers cannot reach. */
const HEIGHT = 14;

/** Two short streams around what the page holds, left as they are: packing a few bytes a thousand times costs more than it saves. */
function number(document: PDFDocument, page: PDFPage, font: PDFFont, words: string): void {
  const { context } = document;
  page.node.normalize();
  const frame = frameOf(page);
  const name = PDFName.of('PackPage');
  page.node.setFontDictionary(name, font.ref);
  const x = (frame.width - font.widthOfTextAtSize(words, SIZE)) / 2;
  const text = textAt({ font, name, size: SIZE, ink: '0.333 0.376 0.431' }, words, x, HEIGHT);
  const own = page.node.Contents();
  const start = context.register(context.stream('q\n'));
  const end = context.register(context.stream(`\nQ q ${frame.matrix.map(short).join(' ')} cm\n${text}\nQ\n`));
  page.node.set(
    PDFName.of('Contents'),
    context.obj([start, ...(own instanceof PDFArray ? own.asArray() : []), end]),
  );
}

const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

/** What a page had from the tree above it becomes its own; what only its old document could use goes. */
function makeIndependent({ node }: PDFPage): void {
  for (const key of INHERITED.map((name) => PDFName.of(name))) {
    const value = node.get(key) ?? node.getInheritableAttribute(key);
    if (value) node.set(key, value);
  }
  for (const key of ['Parent', 'StructParents', 'Tabs', 'B']) node.delete(PDFName.of(key));
}

function copyReached(out: Output, document: PDFDocument, pages: PDFPage[], tree: number): number[] {
  const numbers = new Map<PDFRef, number>();
  const waiting: PDFRef[] = [];
  const renumbered = (ref: PDFRef): PDFRef => {
    const known = numbers.get(ref) ?? out.number();
    if (!numbers.has(ref)) waiting.push(ref);
    numbers.set(ref, known);
    return PDFRef.of(known);
  };
  const own = pages.map(({ ref }) => renumbered(ref).objectNumber);
  const isPage = new Set(pages.map(({ ref }) => ref));
  for (let ref = waiting.pop(); ref; ref = waiting.pop()) {
    const object = document.context.lookup(ref);
    if (!object) {
      out.write(numbers.get(ref) ?? 0, 'null');
      continue;
    }
    renumber(object, renumbered);
    if (isPage.has(ref)) (object as PDFDict).set(PDFName.of('Parent'), PDFRef.of(tree));
    out.write(numbers.get(ref) ?? 0, object);
  }
  return own;
}

/** Every reference inside of an object, however deep, to its new number. */
function renumber(object: PDFObject, numberOf: (ref: PDFRef) => PDFRef): void {
  const swap = (value: PDFObject, set: (swapped: PDFObject) => void): void => {
    if (value instanceof PDFRef) set(numberOf(value));
    else renumber(value, numberOf);
  };
  if (object instanceof PDFStream) renumber(object.dict, numberOf);
  else if (object instanceof PDFDict)
    for (const [key, value] of object.entries()) swap(value, (swapped) => object.set(key, swapped));
  else if (object instanceof PDFArray)
    for (const [i, value] of object.asArray().entries()) swap(value, (swapped) => object.set(i, swapped));
}

const CHUNK = 1 << 20;

/** A PDF file being written: numbered objects in any order, then the table of where each begins. */
function output(path: string) {
  const file = openSync(path, 'wx', 0o600);
  const places: number[] = [0];
  let [written, held] = [0, 0];
  let pieces: Uint8Array[] = [];
  const flush = (): void => {
    for (const piece of pieces) for (let at = 0; at < piece.length;) at += writeSync(file, piece, at);
    [pieces, held] = [[], 0];
  };
  const put = (bytes: Uint8Array): void => {
    pieces.push(bytes);
    written += bytes.length;
    held += bytes.length;
    if (held > CHUNK) flush();
  };
  const text = (words: string): void => put(Buffer.from(words, 'latin1'));
  text('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n');
  return {
    number: (): number => places.push(0) - 1,
    write(number: number, object: PDFObject | string): void {
      places[number] = written;
      text(`${number} 0 obj\n`);
      if (typeof object === 'string') text(object);
      else {
        const bytes = new Uint8Array(object.sizeInBytes());
        object.copyBytesInto(bytes, 0);
        put(bytes);
      }
      text('\nendobj\n');
    },
    end(catalog: number, info: number): void {
      const start = written;
      const rows = places.map((place, i) => i === 0 ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`); // prettier-ignore
      text(`xref\n0 ${places.length}\n${rows.join('')}`);
      text(`trailer\n<</Size ${places.length}/Root ${catalog} 0 R/Info ${info} 0 R>>\nstartxref\n${start}\n%%EOF\n`);
      flush();
    },
    close: () => closeSync(file),
  };
} // prettier-ignore

function hexText(words: string): string {
  const utf16 = Buffer.from(`\ufeff${words}`, 'utf16le').swap16();
  return `<${utf16.toString('hex')}>`;
}
