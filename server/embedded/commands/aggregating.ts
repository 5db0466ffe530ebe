// aggregate: the leading stages are read through an index where one fits, the rest runs over the stream.
import { decode, decodeFields, encode, isDoc, isNumber, type Doc } from '../bson/index.ts';
import { fieldsNeeded, preparePipeline } from '../aggregate/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import { fail } from '../errors.ts';
import { parseFilter } from '../match/index.ts';
import { compileSort } from '../sort.ts';
import type { View } from '../store/view.ts';
import { findCollection, type Context, type Family } from './context.ts';
import { answerAll, answerFrom } from './cursoring.ts';
import { explainCommand } from './explaining.ts';
import { found, planSearch, type Wanted } from './finding.ts';
import { requireSimpleCollation } from '../collation.ts';
import { countIn, sourceOf } from './reading.ts';
import { flagOf, listOf } from './values.ts';

export const aggregating: Family = {
  aggregate: {
    fields: [
      'pipeline',
      'cursor',
      'explain',
      'allowDiskUse',
      'collation',
      'hint',
      'let',
      'bypassDocumentValidation',
      'rawData',
    ],
    transactional: true,
    touchesData: true,
    run: aggregate,
  },
};

function aggregate(context: Context): Buffer | Doc {
  const { body, db } = context;
  requireSimpleCollation(body.collation);
  if (flagOf(body, 'explain')) return explainCommand(context, 'queryPlanner');
  if (!isDoc(body.cursor))
    fail(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const { wanted, rest } = leadingSearch(context);
  const whole = typeof body.aggregate !== 'string';
  const ns = `${db}.${whole ? '$cmd.aggregate' : String(body.aggregate)}`;
  const collection = whole ? undefined : findCollection(context, body.aggregate);
  const quick = collection && quickAnswer(context, collection, wanted, rest);
  if (quick) return answerAll(context, ns, quick.map(encode));
  const open = (view: View): Iterable<Doc> => {
    const step = preparePipeline(rest, {
      collection: (name) => everything(context, view, name),
      having: (name, path, values) => having(context, view, name, { [path]: { $in: values } }),
      now: new Date(),
      let: context.variables,
    });
    return step(collection ? documents(context, view, collection, wanted, fieldsNeeded(rest)) : []);
  };
  return answerFrom(context, ns, sourceOf(context, open, encode));
}

function* documents(
  context: Context,
  view: View,
  collection: Collection,
  wanted: Wanted,
  needed: ReadonlySet<string> | null = null,
): Iterable<Doc> {
  for (const { doc } of found(view, planSearch(context, collection, wanted)))
    yield needed ? decodeFields(doc, needed) : decode(doc);
}

/** All documents of another collection, for the stages that join one. */
function everything(context: Context, view: View, name: string): Iterable<Doc> {
  const collection = findCollection(context, name);
  return collection ? documents(context, view, collection, { filter: {} }) : [];
}

/** Those of another collection that match, in the order in which they were stored, whatever index finds them. */
function having(context: Context, view: View, name: string, filter: Doc): Doc[] {
  const collection = findCollection(context, name);
  if (!collection) return [];
  const rows = [...found(view, planSearch(context, collection, { filter }))];
  return rows.sort((a, b) => a.id - b.id).map(({ doc }) => decode(doc));
}

/** The stages at the beginning of a pipeline that a search can do, and those that are left. */
export function leadingSearch({ body, variables }: Context): { wanted: Wanted; rest: Doc[] } {
  const stages = listOf(body, 'pipeline') as Doc[];
  const wanted: Wanted = { filter: {}, hint: body.hint, variables };
  let next = 0;
  const take = (name: string, fits: (value: unknown) => boolean): unknown => {
    const stage = stages[next];
    if (
      !isDoc(stage) ||
      Object.keys(stage)[0] !== name ||
      Object.keys(stage).length > 1 ||
      !fits(stage[name])
    )
      return undefined;
    next++;
    return stage[name];
  };
  const whole = (value: unknown): boolean =>
    isNumber(value) && Number.isInteger(Number(value)) && Number(value) > 0;
  const filter = take('$match', isDoc) as Doc | undefined;
  const sort = take('$sort', isDoc) as Doc | undefined;
  if (filter) parseFilter((wanted.filter = filter));
  if (sort) compileSort((wanted.sort = sort));
  wanted.skip = Number(take('$skip', whole) ?? 0);
  wanted.limit = Number(take('$limit', whole) ?? 0);
  return { wanted, rest: stages.slice(next) };
}

/** What needs no reading of documents: countDocuments in its usual form, and the sizes of `$collStats`. */
function quickAnswer(context: Context, collection: Collection, wanted: Wanted, rest: Doc[]): Doc[] | null {
  const [stage] = rest;
  if (isDoc(stage?.$collStats)) return null;
  if (rest.length !== 1 || !isCount(stage)) return null;
  const total = countIn(context, collection, wanted);
  const after = Math.max(0, total - (wanted.skip ?? 0));
  const n = wanted.limit ? Math.min(wanted.limit, after) : after;
  return n > 0 ? [{ _id: 1, n }] : [];
}

/** `{ $group: { _id: 1, n: { $sum: 1 } } }`, with which drivers count documents. */
function isCount(stage: Doc | undefined): boolean {
  const group = stage?.$group;
  return (
    isDoc(group) &&
    Object.keys(group).join() === '_id,n' &&
    group._id === 1 &&
    isDoc(group.n) &&
    group.n.$sum === 1
  );
}
