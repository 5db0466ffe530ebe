// The work of a throw-away thread: parses one file of a stranger, says whether it may be taken, and takes its text.
import { RefusedFile } from './errors.ts';
import type { Params } from '../errors.ts';
import { kindOfName } from './kinds.ts';
import type { Kind } from './kinds.ts';
import { inspectOffice } from './office-inspection.ts';
import { ARCHIVE_LIMITS, openZip } from './zips.ts';

export interface Inspection {
  refused?: { key: string; params: Params };
  text: string;
  pages?: number;
  warnings: string[];
}

const MOST_TEXT = 2_000_000;
const TEXT_MS = 2_500;

/** Runs inside a worker; a refusal is an answer, so that its word key survives the way back. */
export async function inspect({ kind, bytes }: { kind: Kind; bytes: Uint8Array }): Promise<Inspection> {
  try {
    return await inspectKind(kind, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    return { refused: { key: error.key, params: error.params }, text: '', warnings: [] };
  }
}

async function inspectKind(kind: Kind, bytes: Buffer): Promise<Inspection> {
  if (kind === 'pdf') return inspectPdfAndText(bytes);
  if (kind === 'zip') {
    // Its directory is enough here: each file passes the gate by itself when it is taken out, and one that is refused is named.
    const { names } = openZip(bytes, ARCHIVE_LIMITS);
    if (names.some((name) => kindOfName(name) === 'zip')) throw new RefusedFile('files.zip_nested');
    return { text: '', warnings: [] };
  }
  const { text, warnings } = await inspectOffice(kind, bytes);
  return { text: text.slice(0, MOST_TEXT), warnings };
}

async function inspectPdfAndText(bytes: Buffer): Promise<Inspection> {
  const { inspectPdf } = await import('./pdf-inspection.ts');
  const { pages, signed, links } = await inspectPdf(bytes);
  const { text, whole } = await pdfText(bytes);
  const warnings = [
    ...(signed ? ['files.warn_signed'] : []),
    ...(links ? ['files.warn_links'] : []),
    ...(whole ? [] : ['files.warn_text_cut']),
    ...(text.trim() || !whole ? [] : ['files.warn_no_text']),
  ];
  return { text, pages, warnings };
}

/** Page by page until the time is up: a document is not refused because it is long to read. */
async function pdfText(bytes: Buffer): Promise<{ text: string; whole: boolean }> {
  const until = Date.now() + TEXT_MS;
  const lines: string[] = [];
  let length = 0;
  try {
    const { getDocumentProxy } = await import('unpdf');
    const document = await getDocumentProxy(new Uint8Array(bytes));
    for (let number = 1; number <= document.numPages; number += 1) {
      if (Date.now() > until || length > MOST_TEXT) return { text: lines.join('\n'), whole: false };
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const words = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      lines.push(words);
      length += words.length;
      page.cleanup();
    }
    return { text: lines.join('\n'), whole: true };
  } catch {
    return { text: lines.join('\n'), whole: false };
  }
}
