// Puts PDFs behind each other, with bookmarks that lead to where each begins.
import { PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import type { PDFContext, PDFPage, PDFRef } from 'pdf-lib';

export interface Part {
  pdf: Uint8Array;
  /** The bookmark. */
  title: string;
  /** 0 for a chapter (default), 1 for what belongs to the chapter before it, and so on. */
  level?: number;
}

export interface MergeInput {
  parts: Part[];
  /** Of the whole, for the window's title bar. */
  title?: string;
}

/**
 * One PDF of all parts in order.
 * @throws Error naming the part that cannot be read
 */
export async function merge(input: MergeInput): Promise<Uint8Array> {
  const whole = await PDFDocument.create();
  if (input.title) whole.setTitle(input.title, { showInWindowTitleBar: true });
  const marks: Mark[] = [];
  for (const { pdf, title, level = 0 } of input.parts) {
    const first = await append(whole, pdf, title);
    if (first) marks.push({ title, level, page: first.ref });
  }
  writeOutline(whole.context, whole.catalog, marks);
  return whole.save({ useObjectStreams: true, addDefaultPage: false });
}

interface Mark {
  title: string;
  level: number;
  page: PDFRef;
}

async function append(whole: PDFDocument, pdf: Uint8Array, title: string): Promise<PDFPage | undefined> {
  try {
    const part = await PDFDocument.load(pdf, { throwOnInvalidObject: true, updateMetadata: false });
    const pages = await whole.copyPages(part, part.getPageIndices());
    for (const page of pages) whole.addPage(page);
    return pages[0];
  } catch (error) {
    throw new Error(`the PDF of "${title}" cannot be read`, { cause: error });
  }
}

interface Node extends Mark {
  ref: PDFRef;
  children: Node[];
}

/** The tree of bookmarks as PDF wants it: each item knows its parent, its neighbours, its first and last child. */
function writeOutline(context: PDFContext, catalog: PDFDocument['catalog'], marks: Mark[]): void {
  if (marks.length === 0) return;
  const root = context.nextRef();
  const chapters = nested(context, marks);
  writeItems(context, chapters, root);
  const [first, last] = [chapters[0]?.ref, chapters.at(-1)?.ref];
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: marks.length }));
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

function nested(context: PDFContext, marks: Mark[]): Node[] {
  const top: Node[] = [];
  const path: Node[] = [];
  for (const mark of marks) {
    const depth = Math.max(0, Math.min(mark.level, path.length));
    path.length = depth;
    const node: Node = { ...mark, ref: context.nextRef(), children: [] };
    (path.at(-1)?.children ?? top).push(node);
    path.push(node);
  }
  return top;
}

function writeItems(context: PDFContext, nodes: Node[], parent: PDFRef): void {
  for (const [i, node] of nodes.entries()) {
    const { children } = node;
    const item = context.obj({
      Title: PDFHexString.fromText(node.title),
      Parent: parent,
      Dest: [node.page, PDFName.of('Fit')],
      ...(i > 0 && { Prev: nodes[i - 1]?.ref }),
      ...(i < nodes.length - 1 && { Next: nodes[i + 1]?.ref }),
      ...(children.length > 0 && {
        First: children[0]?.ref,
        Last: children.at(-1)?.ref,
        Count: descendants(node),
      }),
    });
    context.assign(node.ref, item);
    writeItems(context, children, node.ref);
  }
}

function descendants(node: Node): number {
  return node.children.reduce((sum, child) => sum + 1 + descendants(child), 0);
}
