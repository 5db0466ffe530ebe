// The blocks of a document one after the other: title, bookmarks, and pages turned for what is too wide.
import { nodeOf, rule } from './blocks.ts';
import { COLOURS, roomOf, SIZES } from './look.ts';
import type { Block, Structure } from './structure.ts';
import { fittingTable } from './table-widths.ts';
import { plain, runs } from './words.ts';
import type { Node } from './words.ts';

/** All blocks of a document; what is too wide for its pages gets landscape pages of its own. */
export function layout(doc: Structure): Node[] {
  const nodes: Node[] = doc.untitled ? [] : titleOf(doc);
  const path: string[] = [];
  let landscape = startsLandscape(doc);
  let breakNext = false;
  for (const [i, block] of doc.blocks.entries()) {
    if (block.kind === 'newPage') {
      breakNext = nodes.length > 0;
      continue;
    }
    const wide = (doc.landscape ?? false) || needsLandscape(block, doc);
    const node =
      block.kind === 'heading'
        ? heading(block, i, path)
        : nodeOf(block, roomFor(doc, wide, doc.blocks[i - 1]));
    // A heading stays with the wide table that it announces.
    const next = doc.blocks[i + 1];
    const turned = block.kind === 'heading' && next ? wide || needsLandscape(next, doc) : wide;
    if (turned !== landscape)
      Object.assign(node, { pageBreak: 'before', pageOrientation: turned ? 'landscape' : 'portrait' });
    else if (breakNext) node.pageBreak = 'before';
    landscape = turned;
    breakNext = false;
    const before = doc.blocks[i - 1];
    // pdfmake measures an unbreakable drawing before it moves it over: its heading would stay behind.
    if (block.kind === 'drawing' && before?.kind === 'heading') nodes.push(together(nodes.pop() ?? {}, node));
    else nodes.push(node);
  }
  return nodes;
}

/** A drawing leaves room for the heading that stands above it. */
function roomFor(doc: Structure, wide: boolean, before: Block | undefined): ReturnType<typeof roomOf> {
  const room = roomOf(doc, wide);
  return before?.kind === 'heading' ? { ...room, height: room.height - 40 } : room;
}

function together(head: Node, drawing: Node): Node {
  const { pageBreak, pageOrientation, ...rest } = head;
  return {
    stack: [rest, { ...drawing, unbreakable: false }],
    unbreakable: true,
    ...(pageBreak ? { pageBreak } : {}),
    ...(pageOrientation ? { pageOrientation } : {}),
  };
}

/** Without a title the first block decides how the first page lies. */
export function startsLandscape(doc: Structure): boolean {
  const [first] = doc.blocks;
  return doc.landscape ?? (doc.untitled === true && first !== undefined && needsLandscape(first, doc));
}

function titleOf(doc: Structure): Node[] {
  return [
    { text: runs(doc.title), fontSize: SIZES.title, bold: true, lineHeight: 1.1 },
    ...(doc.subtitle
      ? [{ text: runs(doc.subtitle), fontSize: SIZES.subtitle, color: COLOURS.quiet, margin: [0, 3, 0, 0] }]
      : []),
    rule(roomOf(doc, doc.landscape ?? false).width, [0, 8, 0, 12]),
  ];
}

/** Headings are bookmarks, each below the last one of a higher level. */
function heading(block: Extract<Block, { kind: 'heading' }>, index: number, path: string[]): Node {
  const id = `h${index}`;
  path.length = Math.min(path.length, block.level - 1);
  const parent = path.findLast((one) => one !== '');
  while (path.length < block.level - 1) path.push('');
  path.push(id);
  const words = runs(block.words);
  return {
    text: words,
    fontSize: SIZES.headings[block.level - 1],
    bold: true,
    color: block.level === 1 ? COLOURS.brand : COLOURS.ink,
    margin: [0, block.level < 3 ? 12 : 8, 0, 4],
    headlineLevel: block.level,
    id,
    outline: true,
    outlineText: plain(block.words),
    outlineExpanded: true,
    ...(parent && { outlineParentId: parent }),
    ...(block.listed && { tocItem: true, tocMargin: [(block.level - 1) * 12, 0, 0, 0] }),
  };
}

const SMALLEST_DRAWING = 0.5;

function needsLandscape(block: Block, doc: Structure): boolean {
  const room = roomOf(doc, false);
  if (block.kind === 'table') return !fittingTable(block, room.width).fits;
  if (block.kind !== 'drawing') return false;
  const { width, height } = block.shapes;
  return width > height && room.width / width < SMALLEST_DRAWING;
}
