// Flowcharts as SVG: a straight column, side steps beside it, loops along lanes.
import { shapesToSvg } from '../svg.ts';
import { layoutFlowchart } from './draw.ts';
import type { FlowEdge, FlowNode, FlowOptions } from './types.ts';

export { layoutFlowchart } from './draw.ts';
export { layoutFlowchartPages } from './pages.ts';
export type { Direction, FlowEdge, FlowNode, FlowOptions } from './types.ts';

/**
 * Draws a flowchart as an SVG string of its natural size.
 * @param nodes in reading order; what comes first stands first
 */
export function flowchart(nodes: FlowNode[], edges: FlowEdge[], options: FlowOptions): string {
  const shapes = layoutFlowchart(nodes, edges, options.direction);
  return shapesToSvg(shapes, {
    title: options.title,
    desc: options.desc ?? describe(nodes, edges),
    className: 'flow',
  });
}

/** The flow in words: every node and where it leads. */
function describe(nodes: FlowNode[], edges: FlowEdge[]): string {
  const texts = new Map(nodes.map(({ id, text }) => [id, text]));
  return nodes
    .map(({ id, text }) => {
      const out = edges.filter(({ from, to }) => from === id && texts.has(to));
      const ways = out.map(({ to, label }) => `${label ? `${label}: ` : ''}${texts.get(to) ?? ''}`);
      return ways.length > 0 ? `${text} → ${ways.join('; ')}.` : `${text}.`;
    })
    .join(' ');
}
