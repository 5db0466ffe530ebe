// `$lookup`: the matching documents of another collection, by equal fields, by a pipeline, or by both.
import { type Doc, getField, identityOf, isDoc, isRegex } from '../bson/index.ts';
import { parsePath, someValue } from '../bson/path.ts';
import { fail, unsupported } from '../errors.ts';
import { compileExpression, rootVariables } from './expression/index.ts';
import { fieldNames } from './expression/compile.ts';
import { variableName } from './expression/sequences.ts';
import type { MakeStage, PipelineContext, Prepare } from './stage.ts';
import { withValue } from './unwind.ts';

export const lookup: MakeStage = (argument, context, prepare) => {
  if (!isDoc(argument)) return fail(9, 'the $lookup stage specification must be an object');
  for (const key of Object.keys(argument))
    if (!KNOWN.has(key)) fail(9, `unknown argument to $lookup: ${key}`);
  const as = fieldNames(text(argument, 'as'));
  const from = sourceOf(argument);
  const join = joinOf(argument);
  const pipeline = pipelineOf(argument, context, prepare);
  if (join === null && pipeline === null)
    return fail(
      9,
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  return function* (docs) {
    for (const portion of portions(docs, join === null || !context.having ? Infinity : PORTION)) {
      const all = [...candidates(context, from, argument, join === null ? null : portion)];
      const partners = join === null ? () => all : join(all);
      for (const doc of portion) {
        const found = partners(doc);
        yield withValue(doc, as, pipeline === null ? found : pipeline(doc, found));
      }
    }
  };
};

/** So many documents are joined at a time, by one search for all their values. */
const PORTION = 200;

/** More values than this are not searched for one by one. */
const MOST_VALUES = 1000;

function* portions(docs: Iterable<Doc>, size: number): Iterable<Doc[]> {
  let portion: Doc[] = [];
  for (const doc of docs) {
    portion.push(doc);
    if (portion.length < size) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** The foreign documents that can be partners of the given ones; all of them when that cannot be narrowed. */
function candidates(
  context: PipelineContext,
  from: string,
  argument: Doc,
  docs: Doc[] | null,
): Iterable<Doc> {
  if (docs === null || !context.having) return context.collection(from);
  const path = parsePath(argument.localField as string);
  const values = docs.flatMap((doc) => localValues(doc, path));
  if (values.length > MOST_VALUES || values.some((value) => Array.isArray(value) || isRegex(value)))
    return context.collection(from);
  return context.having(from, argument.foreignField as string, values);
}

const KNOWN = new Set(['from', 'localField', 'foreignField', 'as', 'let', 'pipeline']);

function text(argument: Doc, name: string): string {
  const value = argument[name];
  return typeof value === 'string' ? value : fail(9, `$lookup argument '${name}' must be a string`);
}

function sourceOf(argument: Doc): string {
  if (isDoc(argument.from)) return unsupported('$lookup from another database');
  return argument.from === undefined ? unsupported('$lookup without a collection') : text(argument, 'from');
}

type Join = (all: readonly Doc[]) => (doc: Doc) => readonly Doc[];

/** The foreign documents are sorted by the values of their field once, then each local value is looked up. */
function joinOf(argument: Doc): Join | null {
  if (argument.localField === undefined && argument.foreignField === undefined) return null;
  const local = text(argument, 'localField');
  const foreign = parsePath(fieldNames(text(argument, 'foreignField')).join('.'));
  fieldNames(local);
  const path = parsePath(local);
  return (all) => {
    const byValue = new Map<unknown, number[]>();
    for (const [place, doc] of all.entries()) {
      for (const key of foreignKeys(doc, foreign)) {
        const places = byValue.get(key);
        if (places === undefined) byValue.set(key, [place]);
        else places.push(place);
      }
    }
    return (doc) => {
      const places = new Set(localKeys(doc, path).flatMap((key) => byValue.get(key) ?? []));
      return [...places].sort((a, b) => a - b).map((place) => all[place]!);
    };
  };
}

type JoinPath = ReturnType<typeof parsePath>;

function foreignKeys(doc: Doc, path: JoinPath): Set<unknown> {
  const keys = new Set<unknown>();
  someValue(doc, path, true, (value) => {
    keys.add(identityOf(value ?? null));
    return false;
  });
  return keys;
}

/** A local array stands for each of its elements; when there is nothing at all, an empty array included, that stands for null. */
function localValues(doc: Doc, path: JoinPath): unknown[] {
  const values: unknown[] = [];
  gather(getField(doc, path[0]!.name), path, 1, values);
  return values.length === 0 ? [null] : values;
}

function localKeys(doc: Doc, path: JoinPath): unknown[] {
  return [...new Set(localValues(doc, path).map(identityOf))];
}

/** Names that are numbers are places in an array; else the documents of an array are entered, but no array within an array. */
function gather(value: unknown, path: JoinPath, from: number, values: unknown[]): void {
  const part = path[from];
  if (part === undefined) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value])
      if (item !== undefined) values.push(item);
  } else if (isDoc(value)) gather(getField(value, part.name), path, from + 1, values);
  else if (Array.isArray(value)) {
    if (part.index >= 0) return gather(value[part.index], path, from + 1, values);
    for (const item of value) if (isDoc(item)) gather(item, path, from, values);
  }
}

type Inner = (doc: Doc, found: Iterable<Doc>) => Doc[];

/** The pipeline sees the variables of `let`, evaluated on the local document. */
function pipelineOf(argument: Doc, context: PipelineContext, prepare: Prepare): Inner | null {
  const { pipeline, let: own = {} } = argument;
  if (pipeline === undefined) return null;
  if (!Array.isArray(pipeline)) return fail(9, "$lookup argument 'pipeline' must be an array");
  if (!isDoc(own)) return fail(9, "$lookup argument 'let' must be an object");
  const outer = context.let ?? {};
  const names = Object.keys(own).map(variableName);
  const values = names.map((name) => compileExpression(own[name], Object.keys(outer)));
  const variables = rootVariables(context.now, outer);
  const stages = pipeline as Doc[];
  prepare(stages, {
    ...context,
    let: { ...outer, ...Object.fromEntries(names.map((name) => [name, null])) },
  });
  return (doc, found) => {
    const given: Record<string, unknown> = { ...outer };
    for (const [i, name] of names.entries()) given[name] = values[i]!(doc, variables);
    return [...prepare(stages, { ...context, let: given })(found)];
  };
}
