// Looks through office documents: whole archives, no macros, nothing that fetches from outside, no entities; and takes their text.
import { RefusedFile } from './errors.ts';
import type { Kind } from './kinds.ts';
import { checkZip } from './zips.ts';
import type { Zip } from './zips.ts';

export interface OfficeFindings {
  text: string;
  warnings: string[];
}

const MAIN_PART: Partial<Record<Kind, string>> = {
  docx: 'word/document.xml',
  xlsx: 'xl/workbook.xml',
  pptx: 'ppt/presentation.xml',
  odt: 'content.xml',
};
const ODT_TYPE = 'application/vnd.oasis.opendocument.text';
const MACROS = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|activeX\/.*|macrosheets\/.*)$|^(?:Basic|Scripts)\/./i;

/**
 * Checks the archive and every XML part of it. @throws RefusedFile
 */
export async function inspectOffice(kind: Kind, bytes: Buffer): Promise<OfficeFindings> {
  const zip = checkZip(bytes);
  const main = MAIN_PART[kind];
  if (!main || !zip.has(main) || !isDeclared(kind, zip))
    throw new RefusedFile('files.not_what_it_says', { kind });
  if (zip.names.some((name) => MACROS.test(name))) throw new RefusedFile('files.macros');
  const warnings = new Set<string>();
  if (zip.names.some((name) => /\/embeddings\//i.test(name))) warnings.add('files.warn_embedded');
  for (const name of zip.names.filter((one) => /\.(?:xml|rels|rdf|vml)$/i.test(one))) {
    const xml = zip.text(name);
    if (name.endsWith('.rels')) checkRelations(xml, warnings);
    else if (kind === 'odt') checkOdt(xml);
    else if (kind === 'docx') checkFields(xml);
  }
  return { text: await textOf(kind, zip, bytes), warnings: [...warnings] };
}

function isDeclared(kind: Kind, zip: Zip): boolean {
  if (kind === 'odt') return zip.has('mimetype') && zip.read('mimetype').toString().trim() === ODT_TYPE;
  if (!zip.has('[Content_Types].xml')) return false;
  const types = zip.text('[Content_Types].xml');
  if (/macroEnabled|\.template\./i.test(types)) throw new RefusedFile('files.macros');
  return true;
}

/** What a document draws from outside when it is opened: links that are clicked may stay, templates and objects may not. */
function checkRelations(xml: string, warnings: Set<string>): void {
  for (const [tag] of xml.matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)) {
    const plain = decodeEntities(tag);
    if (!/TargetMode\s*=\s*["']External/i.test(plain)) continue;
    const what = /Type\s*=\s*["'][^"']*\/([\w-]+)["']/.exec(plain)?.[1] ?? '?';
    if (what === 'image') warnings.add('files.warn_external_image');
    else if (what !== 'hyperlink') throw new RefusedFile('files.external', { what });
  }
}

function checkOdt(xml: string): void {
  if (/<script:event-listener\b/.test(xml)) throw new RefusedFile('files.macros');
  for (const [tag, what] of xml.matchAll(
    /<(meta:template|text:section-source|draw:object|draw:object-ole|draw:plugin)\s[^<>]*>/g,
  ))
    if (/xlink:href\s*=\s*["']\s*(?:https?:|ftp:|smb:|[/\\]{2})/i.test(decodeEntities(tag)))
      throw new RefusedFile('files.external', { what: what ?? '' });
}

/** Field codes may be cut into many runs: they are put together before they are read. */
function checkFields(xml: string): void {
  const runs = [...xml.matchAll(/<w:(?:instrText|fldSimple)\b([^<>]*)>([^<>]*)/g)];
  const codes = runs.map(([, attributes, content]) => decodeEntities(`${attributes ?? ''} ${content ?? ''}`));
  if (/\bDDE(?:AUTO)?\b/i.test(codes.join(' ')) || /DDEAUTO/i.test(runs.map((run) => run[2]).join('')))
    throw new RefusedFile('files.external', { what: 'DDE' });
}

async function textOf(kind: Kind, zip: Zip, bytes: Buffer): Promise<string> {
  if (kind === 'docx') {
    const { default: mammoth } = await import('mammoth');
    return (await mammoth.extractRawText({ buffer: bytes })).value;
  }
  const parts = zip.names
    .filter((name) => TEXT_PARTS.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return parts.map((name) => plainText(zip.text(name))).join('\n');
}

const TEXT_PARTS = /^(?:content\.xml|xl\/sharedStrings\.xml|ppt\/slides\/slide\d+\.xml)$/;

/** The words of an XML part: a line per paragraph, heading or cell. */
function plainText(xml: string): string {
  const lined = xml
    .replace(/<(?:text:tab|text:s|a:br|text:line-break)\b[^<>]*>/g, ' ')
    .replace(/<\/(?:text:p|text:h|a:p|si)>/g, '\n');
  return decodeEntities(lined.replace(/<[^<>]*>/g, '')).trim();
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return NAMED[name] ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}
