// Stages that make one document out of each: `$project`, `$addFields`, `$unset`, `$replaceRoot`.
import { type Doc, isDoc, typeOf } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { compileProjectStage } from '../projection.ts';
import { emptyShape, excluded, place, type Shape, withComputed } from '../shape.ts';
import { fieldNames } from './expression/compile.ts';
import { compileExpression, rootVariables } from './expression/index.ts';
import type { MakeStage, PipelineContext, Step } from './stage.ts';

export const project: MakeStage = (argument, context) => {
  if (!isDoc(argument)) return fail(15969, '$project specification must be an object');
  return each(compileProjectStage(argument, { now: context.now, variables: context.let }));
};

export const addFields: MakeStage = (argument, context) => {
  if (!isDoc(argument)) return fail(40272, '$addFields specification stage must be an object');
  const shape = emptyShape();
  const names = Object.keys(context.let ?? {});
  for (const key of Object.keys(argument)) addField(shape, fieldNames(key), argument[key], names);
  const variables = variablesOf(context);
  return each((doc) => withComputed(doc, shape, doc, variables));
};

/** A document without operators stands for the fields under it. */
function addField(shape: Shape, path: readonly string[], value: unknown, names: readonly string[]): void {
  const keys = isDoc(value) ? Object.keys(value) : [];
  if (isDoc(value) && keys.length === 0)
    fail(40180, `an empty object is not a valid value. Found empty object at path ${path.join('.')}`);
  if (keys.length === 0 || keys.some((key) => key.startsWith('$')))
    return place(shape, path, compileExpression(value, names));
  for (const key of keys) addField(shape, [...path, ...fieldNames(key)], (value as Doc)[key], names);
}

export const unset: MakeStage = (argument) => {
  const paths: unknown[] = Array.isArray(argument) ? argument : [argument];
  if (paths.length === 0)
    fail(31119, '$unset specification must be a string or an array with at least one field');
  const shape = emptyShape();
  for (const path of paths) {
    if (typeof path !== 'string')
      return fail(31002, '$unset specification must be a string or an array of strings');
    place(shape, fieldNames(path));
  }
  return each((doc) => excluded(doc, shape));
};

export const replaceRoot: MakeStage = (argument, context) => {
  if (!isDoc(argument))
    return fail(40229, `expected an object as specification for $replaceRoot stage, got ${typeOf(argument)}`);
  for (const key of Object.keys(argument))
    if (key !== 'newRoot') fail(40415, `BSON field '$replaceRoot.${key}' is an unknown field.`);
  if (!('newRoot' in argument))
    fail(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field");
  return newRoot(argument.newRoot, context, "'newRoot' expression");
};

export const replaceWith: MakeStage = (argument, context) =>
  newRoot(argument, context, "'replacement document'");

function newRoot(expression: unknown, context: PipelineContext, what: string): Step {
  const evaluate = compileExpression(expression, Object.keys(context.let ?? {}));
  const variables = variablesOf(context);
  return each((doc) => {
    const value = evaluate(doc, variables);
    return isDoc(value)
      ? value
      : fail(40228, `${what} must evaluate to an object, but resulting value was of type: ${typeOf(value)}`);
  });
}

function variablesOf(context: PipelineContext) {
  return rootVariables(context.now, context.let);
}

function each(apply: (doc: Doc) => Doc): Step {
  return function* (docs) {
    for (const doc of docs) yield apply(doc);
  };
}
