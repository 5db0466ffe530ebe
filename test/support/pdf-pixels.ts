// PDF pages as a reader sees them: rendered by pdf.js in the test browser, given back as grey pixels.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { withPage } from './browser.ts';

export interface Picture {
  width: number;
  height: number;
  /** One byte per pixel, row by row; 255 is white. */
  grey: Uint8Array;
}

const HOST = 'http://pdf.test';

/** The given pages (from 1), one point per pixel times `scale`. With a name they are also saved below test/output. */
export function renderPdf(
  pdf: Uint8Array,
  pages: number[],
  options: { scale?: number; name?: string } = {},
): Promise<Picture[]> {
  return withPage(async (page) => {
    const script = readFileSync(join(import.meta.dirname, '../../node_modules/unpdf/dist/pdfjs.mjs'));
    await page.route(`${HOST}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/pdfjs.mjs') return route.fulfill({ body: script, contentType: 'text/javascript' });
      if (pathname === '/a.pdf')
        return route.fulfill({ body: Buffer.from(pdf), contentType: 'application/pdf' });
      return route.fulfill({ body: '<!doctype html><title>PDF</title>', contentType: 'text/html' });
    });
    await page.goto(`${HOST}/`);
    const work = `(${DRAW_PAGES})(${JSON.stringify({ pages, scale: options.scale ?? 1 })})`;
    const drawn = await page.evaluate<{ width: number; height: number; grey: string; png: string }[]>(work);
    return drawn.map(({ width, height, grey, png }, i) => {
      if (options.name) save(`${options.name}-${pages[i]}`, png);
      return { width, height, grey: new Uint8Array(Buffer.from(grey, 'base64')) };
    });
  });
}

/** How many pixels of a part of the picture are not white; fractions of width and height, from the upper left. */
export function inkIn({ width, height, grey }: Picture, left = 0, top = 0, right = 1, bottom = 1): number {
  let ink = 0;
  for (let y = Math.floor(top * height); y < Math.floor(bottom * height); y += 1)
    for (let x = Math.floor(left * width); x < Math.floor(right * width); x += 1)
      if ((grey[y * width + x] ?? 255) < 250) ink += 1;
  return ink;
}

/** A part of a picture, in pixels. */
export function cut(
  { width, grey }: Picture,
  left: number,
  top: number,
  columns: number,
  rows: number,
): Picture {
  const cell = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y += 1)
    cell.set(grey.subarray((top + y) * width + left, (top + y) * width + left + columns), y * columns);
  return { width: columns, height: rows, grey: cell };
}

/** The share of pixels that differ visibly. */
export function difference(a: Picture, b: Picture): number {
  let differing = 0;
  for (const [i, value] of a.grey.entries()) if (Math.abs(value - (b.grey[i] ?? 0)) > 64) differing += 1;
  return differing / a.grey.length;
}

/** The text of each page. */
export async function textOf(pdf: Uint8Array): Promise<string[]> {
  return (await extractText(await getDocumentProxy(new Uint8Array(pdf)))).text;
}

function save(name: string, png: string): void {
  const folder = join(import.meta.dirname, '../output');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), Buffer.from(png.split(',')[1] ?? '', 'base64'));
}

// Text, because it runs in the browser.
const DRAW_PAGES = `async ({ pages, scale }) => {
  const { getDocument } = await import('/pdfjs.mjs');
  const bytes = new Uint8Array(await (await fetch('/a.pdf')).arrayBuffer());
  const document_ = await getDocument({ data: bytes }).promise;
  const drawn = [];
  for (const number of pages) {
    const page = await document_.getPage(number);
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    const context = canvas.getContext('2d');
    await page.render({ canvas, canvasContext: context, viewport }).promise;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let grey = '';
    for (let i = 0; i < data.length; i += 4)
      grey += String.fromCharCode(Math.round(0.3 * data[i] + 0.59 * data[i + 1] + 0.11 * data[i + 2]));
    drawn.push({ width: canvas.width, height: canvas.height, grey: btoa(grey), png: canvas.toDataURL() });
  }
  return drawn;
}`;
