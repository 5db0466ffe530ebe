// Server-side charts: flowcharts, trace graphs, bars and lines as SVG, and the same drawings as shapes for PDF.
export { flowchart, layoutFlowchart } from './flowchart/index.ts';
export type { Direction, FlowEdge, FlowNode, FlowOptions } from './flowchart/index.ts';
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
