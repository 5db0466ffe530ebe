// Stages with pipelines of their own: `$facet` and `$unionWith`.
import { type Doc, isDoc, setField, typeOf } from '../bson/index.ts';
import { fail, unsupported } from '../errors.ts';
import type { MakeStage } from './stage.ts';

export const facet: MakeStage = (argument, context, prepare) => {
  if (!isDoc(argument) || Object.keys(argument).length === 0)
    return fail(40169, 'the $facet specification must be a non-empty object');
  const branches = Object.keys(argument).map((name) => {
    const stages = argument[name];
    if (name.startsWith('$') || name.includes('.') || name === '')
      fail(16410, `a $facet output field cannot be called '${name}'`);
    if (!Array.isArray(stages))
      return fail(40170, `arguments to $facet must be arrays, ${name} is type ${typeOf(stages)}`);
    for (const stage of stages as Doc[])
      if (isDoc(stage) && '$facet' in stage)
        fail(40600, '$facet is not allowed to be used within a $facet stage');
    return { name, step: prepare(stages as Doc[], context) };
  });
  return function* (docs) {
    const all = [...docs];
    const result: Doc = {};
    for (const { name, step } of branches) setField(result, name, [...step(all)]);
    yield result;
  };
};

export const unionWith: MakeStage = (argument, context, prepare) => {
  const spec = typeof argument === 'string' ? { coll: argument } : argument;
  if (!isDoc(spec))
    return fail(
      9,
      `the $unionWith stage specification must be an object or string, but found ${typeOf(argument)}`,
    );
  for (const key of Object.keys(spec))
    if (key !== 'coll' && key !== 'pipeline')
      fail(40415, `BSON field '$unionWith.${key}' is an unknown field.`);
  const { coll, pipeline = [] } = spec;
  if (coll === undefined) return unsupported('$unionWith without a collection');
  if (typeof coll !== 'string') return fail(14, "BSON field '$unionWith.coll' must be a string");
  if (!Array.isArray(pipeline)) return fail(14, "BSON field '$unionWith.pipeline' must be an array");
  const step = prepare(pipeline as Doc[], context);
  return function* (docs) {
    yield* docs;
    yield* step(context.collection(coll));
  };
};
