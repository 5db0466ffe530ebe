// `$group` and `$sortByCount`.
import { type Doc, identityOf, isDoc, setField } from '../bson/index.ts';
import { fail, unsupported } from '../errors.ts';
import { sortDocs } from '../sort.ts';
import { type Accumulator, accumulatorOf } from './accumulators.ts';
import { OUT_OF_SCOPE } from './expression/outofscope.ts';
import { compileExpression, type Evaluate, rootVariables } from './expression/index.ts';
import type { MakeStage, PipelineContext } from './stage.ts';

interface Field {
  name: string;
  value: Evaluate;
  start: () => Accumulator;
}

interface Group {
  id: unknown;
  totals: Accumulator[];
}

/** Groups come out in the order in which they were first met. */
export const group: MakeStage = (argument, context) => {
  if (!isDoc(argument)) return fail(15947, "a group's fields must be specified in an object");
  if (!('_id' in argument)) return fail(15955, 'a group specification must include an _id');
  const id = compileExpression(argument._id, Object.keys(context.let ?? {}));
  const fields = Object.keys(argument)
    .filter((name) => name !== '_id')
    .map((name) => field(name, argument[name], context));
  const variables = rootVariables(context.now, context.let);
  return function* (docs) {
    const groups = new Map<unknown, Group>();
    for (const doc of docs) {
      const key = id(doc, variables);
      const { totals } = groupOf(groups, key ?? null, fields);
      for (let i = 0; i < fields.length; i++) totals[i]!.add(fields[i]!.value(doc, variables));
    }
    for (const { id: _id, totals } of groups.values()) yield answer(_id, fields, totals);
  };
};

function groupOf(groups: Map<unknown, Group>, id: unknown, fields: readonly Field[]): Group {
  const identity = identityOf(id);
  const known = groups.get(identity);
  if (known !== undefined) return known;
  const made = { id, totals: fields.map(({ start }) => start()) };
  groups.set(identity, made);
  return made;
}

function answer(_id: unknown, fields: readonly Field[], totals: readonly Accumulator[]): Doc {
  const doc: Doc = { _id };
  for (let i = 0; i < fields.length; i++) setField(doc, fields[i]!.name, totals[i]!.result());
  return doc;
}

function field(name: string, spec: unknown, context: PipelineContext): Field {
  if (name.includes('.')) fail(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$')) fail(40236, `The field name '${name}' cannot be an operator name`);
  if (!isDoc(spec)) return fail(40234, `The field '${name}' must be an accumulator object`);
  const [operator = '', ...others] = Object.keys(spec);
  if (others.length > 0) fail(40238, `The field '${name}' must specify one accumulator`);
  if (operator === '$count') return { name, value: () => 1, start: counting(spec[operator]) };
  const start = accumulatorOf(operator);
  if (start === null) {
    if (OUT_OF_SCOPE.has(operator) || WINDOW_ONLY.has(operator)) unsupported(`the accumulator ${operator}`);
    return fail(15952, `unknown group operator '${operator}'`);
  }
  const argument: unknown = spec[operator];
  if (Array.isArray(argument) && argument.length !== 1)
    fail(40237, `The ${operator} accumulator is a unary operator`);
  const only: unknown = Array.isArray(argument) ? argument[0] : argument;
  return { name, value: compileExpression(only, Object.keys(context.let ?? {})), start };
}

const WINDOW_ONLY = new Set(['$top', '$topN', '$bottom', '$bottomN', '$concatArrays', '$setUnion']);

function counting(argument: unknown): () => Accumulator {
  if (!isDoc(argument) || Object.keys(argument).length > 0)
    return fail(9, '$count takes no arguments, i.e. $count:{}');
  return accumulatorOf('$sum')!;
}

export const sortByCount: MakeStage = (argument, context, prepare) => {
  const isExpression =
    (typeof argument === 'string' && argument.startsWith('$')) ||
    (isDoc(argument) && Object.keys(argument)[0]?.startsWith('$'));
  if (!isExpression)
    return fail(
      40147,
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  const grouped = group({ _id: argument, count: { $sum: 1 } }, context, prepare);
  return (docs) => sortDocs(grouped(docs), { count: -1 });
};
