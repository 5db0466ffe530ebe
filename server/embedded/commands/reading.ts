// find, count and distinct.
import { decode, decodeFields, encode, type Doc } from '../bson/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import type { Source } from '../cursors.ts';
import { distinctValues } from '../distinct.ts';
import { fail, unsupported } from '../errors.ts';
import { parseFilter } from '../match/index.ts';
import { count } from '../planner/read.ts';
import { compileProjection } from '../projection.ts';
import { compileSort } from '../sort.ts';
import type { DocRow, View } from '../store/view.ts';
import { ConnectionView } from '../store/view.ts';
import { findCollection, scopeOf, type Context, type Family } from './context.ts';
import { answerAll, answerFrom } from './cursoring.ts';
import { found, planSearch, type Wanted } from './finding.ts';
import { requireSimpleCollation } from '../collation.ts';
import { docOf, flagOf, numberOf, textOf } from './values.ts';

export const FIND_FIELDS = [
  'filter',
  'sort',
  'projection',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'collation',
  'let',
  'allowDiskUse',
  'noCursorTimeout',
  'allowPartialResults',
  'oplogReplay',
  'tailable',
  'awaitData',
  'min',
  'max',
  'returnKey',
  'showRecordId',
  'rawData',
];

const COUNT_FIELDS = ['query', 'limit', 'skip', 'hint', 'fields', 'collation', 'rawData'];

export const reading: Family = {
  find: { fields: FIND_FIELDS, transactional: true, touchesData: true, run: find },
  count: { fields: COUNT_FIELDS, touchesData: true, run: countMatching },
  distinct: {
    fields: ['key', 'query', 'collation', 'hint', 'rawData'],
    transactional: true,
    touchesData: true,
    run: distinct,
  },
};

function find(context: Context): Buffer {
  const { body, db } = context;
  const wanted = wantedBy(context);
  const shown = shownAs(context, docOf(body, 'projection'));
  const collection = findCollection(context, body.find);
  const ns = `${db}.${String(body.find)}`;
  if (!collection) return answerAll(context, ns, []);
  const single = flagOf(body, 'singleBatch') || numberOf(body, 'limit', 0) < 0;
  const source = sourceOf(context, (view) => found(view, planSearch(context, collection, wanted)), shown);
  return answerFrom(context, ns, source, single);
}

/** How a document is answered: as it is stored, or projected from the fields that this needs. */
function shownAs(context: Context, projection: Doc | undefined): (row: DocRow) => Uint8Array {
  if (!projection || Object.keys(projection).length === 0) return bytesOf;
  const project = compileProjection(projection, { now: new Date(), variables: context.variables });
  const { needs } = project;
  return ({ doc }) => encode(project(needs ? decodeFields(doc, needs) : decode(doc)));
}

/** The search that a find command asks for. @throws CommandError for what is malformed or out of scope */
export function wantedBy(context: Context): Wanted {
  const { body, variables } = context;
  requireSimpleCollation(body.collation);
  for (const option of ['min', 'max', 'returnKey', 'showRecordId', 'tailable', 'awaitData'])
    if (body[option] !== undefined && body[option] !== false) unsupported(`the find option ${option}`);
  const filter = docOf(body, 'filter') ?? {};
  const sort = docOf(body, 'sort');
  parseFilter(filter);
  if (sort && !('$natural' in sort)) compileSort(sort);
  const skip = numberOf(body, 'skip', 0);
  if (skip < 0) fail(51024, `BSON field 'skip' value must be >= 0, actual value '${skip}'`);
  return { filter, sort, skip, limit: Math.abs(numberOf(body, 'limit', 0)), hint: body.hint, variables };
}

function bytesOf(row: DocRow): Uint8Array {
  return row.doc;
}

/**
 * A source that reads what is current at first. When it must outlive the reply it moves to a snapshot of that same
 * moment: no statement is open between two chunks, so the connection can be exchanged under the reader.
 */
export function sourceOf<T>(
  context: Context,
  open: (view: View) => Iterable<T>,
  bytes: (row: T) => Uint8Array,
): Source {
  const { transaction, engine } = context;
  const view = transaction ?? new ConnectionView(engine.store.current.connection);
  const rows = open(view)[Symbol.iterator]();
  const documents: Iterator<Uint8Array> = {
    next() {
      const row = rows.next();
      return row.done ? { done: true, value: undefined } : { done: false, value: bytes(row.value) };
    },
  };
  if (!(view instanceof ConnectionView))
    return { documents, keep: () => undefined, release: () => undefined };
  const { snapshots } = engine.store;
  return {
    documents,
    keep() {
      engine.store.flush();
      view.connection = snapshots.take();
    },
    release: () => snapshots.release(view.connection),
  };
}

function countMatching(context: Context): Doc {
  const { body, variables } = context;
  requireSimpleCollation(body.collation);
  const collection = findCollection(context, body.count);
  const filter = docOf(body, 'query') ?? {};
  const skip = numberOf(body, 'skip', 0);
  const limit = Math.abs(numberOf(body, 'limit', 0));
  if (skip < 0) fail(51024, `BSON field 'skip' value must be >= 0, actual value '${skip}'`);
  parseFilter(filter);
  const total = collection ? countIn(context, collection, { filter, hint: body.hint, variables }) : 0;
  const after = Math.max(0, total - skip);
  return { n: limit > 0 ? Math.min(limit, after) : after, ok: 1 };
}

/** How many documents match: the kept count for all of them, else from the index alone where it can be. */
export function countIn(context: Context, collection: Collection, wanted: Wanted): number {
  if (Object.keys(wanted.filter).length === 0 && !context.transaction && wanted.hint === undefined)
    return collection.count;
  const { plan, options } = planSearch(context, collection, wanted);
  return count(scopeOf(context), collection, plan, options);
}

function distinct(context: Context): Doc {
  const { body, variables } = context;
  requireSimpleCollation(body.collation);
  const key = textOf(body, 'key');
  const collection = findCollection(context, body.distinct);
  const filter = docOf(body, 'query') ?? {};
  parseFilter(filter);
  if (!collection) return { values: [], ok: 1 };
  const search = planSearch(context, collection, { filter, hint: body.hint, variables });
  return { values: distinctValues(decoded(found(scopeOf(context), search), key), key), ok: 1 };
}

/** The one field that is asked for, of each document. */
function* decoded(rows: Iterable<DocRow>, path: string): Iterable<Doc> {
  const fields = new Set([path.split('.')[0] as string]);
  for (const { doc } of rows) yield decodeFields(doc, fields);
}
