// Where each node of a flowchart stands: a straight column of steps and decisions, with side steps beside what leads to them.
import { sized } from './sizes.ts';
import type { Direction, FlowEdge, FlowNode, Placed } from './types.ts';

const GAP = { TB: { plain: 30, answered: 42 }, LR: { plain: 40, answered: 58 } };
/** Room between the column and what stands beside it: an answer must fit over the line. */
const BESIDE = { TB: 46, LR: 40 };

const BESIDE_KINDS = new Set(['aside', 'open', 'jump']);

/** Places every node once; ids that come twice are taken the first time. */
export function place(nodes: FlowNode[], edges: FlowEdge[], direction: Direction): Map<string, Placed> {
  const all = new Map<string, Placed>();
  for (const node of nodes) if (!all.has(node.id)) all.set(node.id, sized(node, direction));
  const column = line(all, edges);
  column.forEach((placed, row) => (placed.row = row));
  const beside = seat(all, edges, column);
  spread(column, beside, edges, direction);
  return all;
}

/** True for a node that stands beside the column, once it has its place. */
export function isBeside(placed: Placed): boolean {
  return placed.side !== 0;
}

/**
 * The nodes of the column in order. A side step that is the only way on from a decision to what follows it stands in the column,
 * so that the flow goes straight down.
 */
function line(all: Map<string, Placed>, edges: FlowEdge[]): Placed[] {
  const steps = [...all.values()].filter(({ node }) => !BESIDE_KINDS.has(node.kind));
  return steps.flatMap((placed, index) => {
    const next = steps[index + 1]?.node.id;
    const out = edges.filter(({ from }) => from === placed.node.id).map(({ to }) => to);
    if (!next || out.includes(next)) return [placed];
    const inline = out.find(
      (id) => all.get(id)?.node.kind === 'aside' && edges.some(({ from, to }) => from === id && to === next),
    );
    const side = inline === undefined ? undefined : all.get(inline);
    return side ? [placed, side] : [placed];
  });
}

/** Gives each side node the row of the node that leads to it: the first on the right, the second on the left. */
function seat(all: Map<string, Placed>, edges: FlowEdge[], column: Placed[]): Placed[] {
  const taken = new Map<number, number>();
  const beside = [...all.values()].filter((placed) => !column.includes(placed));
  for (const placed of beside) {
    const from = edges.find(({ to }) => to === placed.node.id)?.from ?? '';
    placed.row = all.get(from)?.row ?? column.length - 1;
    const earlier = taken.get(placed.row) ?? 0;
    taken.set(placed.row, earlier + 1);
    placed.side = earlier % 2 === 0 ? 1 : -1;
  }
  return beside;
}

function spread(column: Placed[], beside: Placed[], edges: FlowEdge[], direction: Direction): void {
  const half = Math.max(0, ...column.map(({ lc }) => lc / 2));
  const depth = Math.max(0, ...beside.map(({ lc }) => lc));
  let m = 0;
  column.forEach((placed, row) => {
    const here = beside.filter((other) => other.row === row);
    const length = Math.max(placed.lm, ...here.map(({ lm }) => lm));
    placed.m = m + length / 2;
    here.forEach((other, index) => {
      // A third side node in one row does not come out of a document, but must not hide another.
      const outward = half + BESIDE[direction] + Math.floor(index / 2) * (depth + 20) + other.lc / 2;
      Object.assign(other, { m: placed.m, c: other.side * outward });
    });
    m += length + gapAfter(placed, column[row + 1], edges, direction);
  });
}

function gapAfter(placed: Placed, next: Placed | undefined, edges: FlowEdge[], direction: Direction): number {
  const straight = edges.find(({ from, to }) => from === placed.node.id && to === next?.node.id);
  return straight?.label ? GAP[direction].answered : GAP[direction].plain;
}
