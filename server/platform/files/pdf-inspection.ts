// Looks through a PDF that a stranger sent: whole, open, passive? Every object ever written in it is looked at, also in object streams.
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFParser, PDFRef, PDFStream, PDFString } from 'pdf-lib';
import type { PDFContext, PDFObject } from 'pdf-lib';
import { RefusedFile } from './errors.ts';
import { hasZipTail } from './zips.ts';

export interface PdfFindings {
  pages: number;
  /** Stamping would break its digital signature. */
  signed: boolean;
  /** It points to web pages. */
  links: boolean;
}

/**
 * Parses and walks a PDF. Runs in a thread with limits: the parser has none of its own.
 * @throws RefusedFile naming what is wrong
 */
export async function inspectPdf(bytes: Buffer): Promise<PdfFindings> {
  checkEnds(bytes);
  const parser = new Witness(bytes, Infinity, true);
  let context: PDFContext;
  try {
    context = await parser.parseDocument();
  } catch {
    throw new RefusedFile('files.damaged');
  }
  if (context.trailerInfo.Encrypt || parser.encrypted) throw new RefusedFile('files.encrypted');
  const active = new Set<string>();
  const findings = { signed: false, links: false };
  for (const dict of dictsOf(parser.seen)) judge(dict, context, active, findings);
  if (active.size > 0) throw new RefusedFile('files.active', { what: [...active].sort().join(', ') });
  return { pages: countPages(context), ...findings };
}

/** The parser with a memory: an object that a later one replaces is still seen, because a viewer may choose the earlier. */
class Witness extends PDFParser {
  seen: PDFObject[] = [];
  encrypted = false;
  constructor(bytes: Uint8Array, objectsPerTick: number, strict: boolean) {
    super(bytes, objectsPerTick, strict);
    const { context, seen } = this;
    const assign = context.assign.bind(context);
    context.assign = (ref, object) => {
      seen.push(object);
      if (object instanceof PDFStream && object.dict.has(PDFName.of('Encrypt'))) this.encrypted = true;
      assign(ref, object);
    };
  }
}

/** Begins and ends as a PDF, and is nothing else besides. */
function checkEnds(bytes: Buffer): void {
  const tail = bytes.subarray(-1024);
  const end = tail.lastIndexOf('%%EOF');
  if (bytes.indexOf('%PDF-') !== 0 || end < 0 || !bytes.includes('startxref'))
    throw new RefusedFile('files.damaged');
  if (hasZipTail(bytes) || /<(?:html|script|\?php)/i.test(tail.toString('latin1', end)))
    throw new RefusedFile('files.two_kinds');
}

/** Every dictionary, however deep, without recursion. */
function* dictsOf(objects: PDFObject[]): Generator<PDFDict> {
  const waiting = [...objects];
  for (let object = waiting.pop(); object; object = waiting.pop()) {
    if (object instanceof PDFStream) object = object.dict;
    if (object instanceof PDFArray) for (const item of object.asArray()) waiting.push(item);
    if (!(object instanceof PDFDict)) continue;
    for (const value of object.values()) waiting.push(value);
    yield object;
  }
}

const ACTIONS = new Set([
  'JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'Rendition', 'GoToE', 'GoToR', 'RichMediaExecute', 'Movie', 'Sound',
]); // prettier-ignore
const SUBTYPES = new Set(['RichMedia', 'FileAttachment', 'Movie', 'Screen', 'Sound', '3D']);
const MOVES_ONLY = new Set(['GoTo', 'Named']);

function judge(
  dict: PDFDict,
  context: PDFContext,
  active: Set<string>,
  findings: { signed: boolean; links: boolean },
): void {
  const get = (key: string) => context.lookup(dict.get(PDFName.of(key)));
  const nameOf = (key: string) => wordOf(get(key));
  const action = nameOf('S');
  const subtype = nameOf('Subtype');
  if (action && ACTIONS.has(action)) active.add(action);
  if (subtype && SUBTYPES.has(subtype)) active.add(subtype);
  if (isScript(get('JS'))) active.add('JavaScript');
  if (nameOf('Type') === 'EmbeddedFile' || get('EF') instanceof PDFDict || get('EmbeddedFiles'))
    active.add('EmbeddedFile');
  if (get('XFA')) active.add('XFA');
  if (get('RichMediaContent')) active.add('RichMedia');
  if (startsSomething(get('OpenAction'))) active.add('OpenAction');
  if (hasTriggers(get('AA'), context)) active.add('AA');
  const target = get('URI');
  if (target instanceof PDFString || target instanceof PDFHexString) {
    if (/^\s*javascript:/i.test(target.decodeText())) active.add('JavaScript');
    findings.links = true;
  }
  if (get('ByteRange') instanceof PDFArray && get('Contents')) findings.signed = true;
}

function isScript(value: PDFObject | undefined): boolean {
  return value instanceof PDFString || value instanceof PDFHexString || value instanceof PDFStream;
}

/** Opening at a page is what most writers ask for; anything else on opening is not ours to run. */
function startsSomething(value: PDFObject | undefined): boolean {
  if (!(value instanceof PDFDict)) return false;
  return !MOVES_ONLY.has(wordOf(value.lookup(PDFName.of('S'))) ?? 'GoTo');
}

function hasTriggers(value: PDFObject | undefined, context: PDFContext): boolean {
  return value instanceof PDFDict && value.values().some((one) => startsSomething(context.lookup(one)));
}

function wordOf(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFName ? value.decodeText() : undefined;
}

/** Leaves of the page tree; a tree that bites its own tail is damaged. */
function countPages(context: PDFContext): number {
  const catalog = context.lookup(context.trailerInfo.Root);
  const visited = new Set<PDFObject>();
  const waiting: (PDFObject | undefined)[] = [
    catalog instanceof PDFDict ? catalog.get(PDFName.of('Pages')) : undefined,
  ];
  let pages = 0;
  while (waiting.length > 0) {
    const ref = waiting.pop();
    const node = context.lookup(ref);
    if (!(node instanceof PDFDict) || (ref instanceof PDFRef && visited.has(ref)))
      throw new RefusedFile('files.damaged');
    if (ref) visited.add(ref);
    const kids = context.lookup(node.get(PDFName.of('Kids')));
    if (kids instanceof PDFArray) waiting.push(...kids.asArray());
    else pages += 1;
  }
  if (pages === 0) throw new RefusedFile('files.damaged');
  return pages;
}
