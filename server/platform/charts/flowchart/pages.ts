// A long flowchart cut into pages: letters join one page to the next, and lines that leave a page say where they go.
import type { Shapes } from '../shapes.ts';
import { layoutFlowchart } from './draw.ts';
import { place } from './places.ts';
import type { FlowEdge, FlowNode, Placed } from './types.ts';

/** Height of a letter with its line. */
const JOINT = 68;

/**
 * Lays out a flowchart from top to bottom on as many pages as it needs, for print and PDF.
 * @param maxHeight of a page, in pixels; a single node that is taller gets a page of its own
 */
export function layoutFlowchartPages(nodes: FlowNode[], edges: FlowEdge[], maxHeight: number): Shapes[] {
  const whole = layoutFlowchart(nodes, edges);
  if (whole.height <= maxHeight) return [whole];
  const all = [...place(nodes, edges, 'TB').values()];
  const pages = cut(all, maxHeight);
  const pageOf = new Map(
    all.map((placed) => [placed.node.id, pages.findIndex((rows) => rows.includes(placed.row))]),
  );
  const first = (rows: number[]) => all.find(({ side, row }) => side === 0 && row === rows[0])?.node.id ?? '';
  const book: Book = { all, pageOf, firsts: pages.map(first) };
  return pages.map((_, page) => {
    const part = onePage(book, edges, page);
    return layoutFlowchart(part.nodes, part.edges);
  });
}

/** The rows of each page. A page rather ends before a step than between a step and its decisions. */
function cut(all: Placed[], maxHeight: number): number[][] {
  const column = all.filter(({ side }) => side === 0).sort((a, b) => a.row - b.row);
  const bounds = column.map(({ row }) => {
    const here = all.filter((placed) => placed.row === row);
    return {
      top: Math.min(...here.map(({ m, lm }) => m - lm / 2)),
      bottom: Math.max(...here.map(({ m, lm }) => m + lm / 2)),
    };
  });
  const pages: number[][] = [];
  let first = 0;
  while (first < column.length) {
    let last = first;
    const room = maxHeight - JOINT - (first > 0 ? JOINT : 0);
    while (last + 1 < column.length && (bounds[last + 1]?.bottom ?? 0) - (bounds[first]?.top ?? 0) <= room)
      last += 1;
    const full = last;
    while (last + 1 < column.length && last > first && column[last + 1]?.node.kind !== 'step') last -= 1;
    // Decisions without a step for more than half a page: break among them after all.
    if (last - first < (full - first) / 2) last = full;
    pages.push(column.slice(first, last + 1).map(({ row }) => row));
    first = last + 1;
  }
  return pages;
}

type Part = { nodes: FlowNode[]; edges: FlowEdge[] };

/** Which page each node is on, and which node each page begins with. */
type Book = { all: Placed[]; pageOf: Map<string, number>; firsts: string[] };

function onePage(book: Book, edges: FlowEdge[], page: number): Part {
  const here = book.all.filter(({ node }) => book.pageOf.get(node.id) === page).sort((a, b) => a.row - b.row);
  const part: Part = { nodes: here.map(({ node }) => ({ ...node })), edges: [] };
  const first = book.firsts[page] ?? '';
  if (joined(book, edges, page)) {
    part.nodes.unshift({ id: 'joint-in', kind: 'joint', text: letter(page - 1) });
    part.edges.push({ from: 'joint-in', to: first });
  }
  if (joined(book, edges, page + 1)) part.nodes.push({ id: 'joint-out', kind: 'joint', text: letter(page) });
  for (const edge of edges) addEdge(part, edge, book, page);
  return part;
}

/** True when the page before leads to the first node of this one. */
function joined({ pageOf, firsts }: Book, edges: FlowEdge[], page: number): boolean {
  return page > 0 && edges.some(({ from, to }) => to === firsts[page] && pageOf.get(from) === page - 1);
}

/** An edge inside the page as it is; one that leaves it to the letter below, or to a mark that names its target. */
function addEdge(part: Part, edge: FlowEdge, { all, pageOf, firsts }: Book, page: number): void {
  const target = all.find(({ node }) => node.id === edge.to)?.node;
  const from = part.nodes.find(({ id }) => id === edge.from);
  if (!from || !target) return;
  if (pageOf.get(edge.to) === page) part.edges.push(edge);
  else if (edge.to === firsts[page + 1]) part.edges.push({ ...edge, to: 'joint-out' });
  else if (from.kind === 'aside')
    from.note = [from.note, `→ ${shortName(target)}`].filter(Boolean).join('\n');
  else {
    const id = `jump ${edge.from} ${edge.to} ${edge.label ?? ''}`;
    part.nodes.push({ id, kind: 'jump', text: `→ ${shortName(target)}`, href: target.href });
    part.edges.push({ ...edge, to: id });
  }
}

/** The number of a numbered node, or all of its text. */
function shortName({ text }: FlowNode): string {
  return /^(\d+(?:\.\d+)*)\. /.exec(text)?.[1] ?? text;
}

function letter(index: number): string {
  return String.fromCharCode(65 + (index % 26));
}
