// Aggregation expressions, prepared once and evaluated for document after document.
export { compileExpression } from './compile.ts';
export { isTruthy, rootVariables } from './values.ts';
export type { Evaluate, Variables } from './values.ts';
