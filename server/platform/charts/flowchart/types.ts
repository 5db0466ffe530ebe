// What a flowchart is made of: nodes in reading order, edges between them, and how it is laid out.

/**
 * `step`, `decision`, `start` and `end` stand in the column (or row) in the order given. An `aside` is done on the way between two
 * of them, an `open` end says that nothing is stated; both stand beside the node that leads to them. A `joint` (in the column) and a
 * `jump` (beside it) say where a line goes on that leaves a page.
 */
export type FlowNode = {
  id: string;
  kind: 'start' | 'end' | 'step' | 'decision' | 'aside' | 'open' | 'joint' | 'jump';
  text: string;
  /** Smaller text below, such as who is responsible; each line of it begins a new one. */
  note?: string | undefined;
  href?: string | undefined;
};

/** `label` is the answer that leads this way. Edges to unknown nodes are left out. */
export type FlowEdge = { from: string; to: string; label?: string | undefined };

/** `TB` goes down the page, `LR` across it. */
export type Direction = 'TB' | 'LR';

export type FlowOptions = { title: string; desc?: string; direction?: Direction };

/**
 * A node with its size and place. Everything is laid out along (`m`, main axis) and across (`c`, cross axis) the flow, so that
 * one layout serves both directions; `m` and `c` are the centre, `lm` and `lc` the lengths.
 */
export type Placed = {
  node: FlowNode;
  text: string[];
  note: string[];
  lm: number;
  lc: number;
  m: number;
  c: number;
  row: number;
  side: -1 | 0 | 1;
};

export type Spot = { m: number; c: number };

/** A drawn edge: a polyline, and where its label stands. */
export type Route = { points: Spot[]; label: string; labelled: 'along' | 'across'; from: Placed };
