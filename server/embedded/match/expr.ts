// `$expr`: a filter that is an aggregation expression.
import type { Doc } from '../bson/index.ts';
import { compileExpression, isTruthy, rootVariables } from '../aggregate/expression/index.ts';
import type { FilterContext } from './parse.ts';

/** Builds the test of an expression: it must give something other than false, null, zero or nothing. */
export function expressionTest(expression: unknown, context?: FilterContext): (doc: Doc) => boolean {
  const evaluate = compileExpression(expression, Object.keys(context?.variables ?? {}));
  const variables = rootVariables(context?.now ?? new Date(), context?.variables);
  return (doc) => isTruthy(evaluate(doc, variables));
}
