// Server-side charts: flowcharts, trace graphs, bars and lines as SVG, and the same drawings as shapes for PDF.
export { barChart, layoutBars } from './bars.ts';
export type { BarOptions, BarRow } from './bars.ts';
export { flowchart, layoutFlowchart, layoutFlowchartPages } from './flowchart/index.ts';
export type { Direction, FlowEdge, FlowNode, FlowOptions } from './flowchart/index.ts';
export { graph, layoutGraph } from './graph.ts';
export type { GraphEdge, GraphNode } from './graph.ts';
export { layoutLines, lineChart } from './lines.ts';
export type { LineOptions, LineSeries } from './lines.ts';
export { textWidth, wrap } from './measure.ts';
export { flatten, PAINT } from './shapes.ts';
export type {
  LinkShape,
  Paint,
  PathShape,
  RectShape,
  Shape,
  Shapes,
  State,
  TextShape,
  Tone,
} from './shapes.ts';
export { shapesToSvg } from './svg.ts';
export type { SvgOptions } from './svg.ts';
