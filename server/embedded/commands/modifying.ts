// findAndModify: one document found in order, changed or removed, and given back as it was or as it became.
import { decode, type Doc } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { parseFilter } from '../match/index.ts';
import { compileProjection } from '../projection.ts';
import { remove } from '../statements/delete.ts';
import { firstOf } from '../statements/each.ts';
import { change, insertSeed, updateOf } from '../statements/update.ts';
import {
  collectionForWriting,
  findCollection,
  whenFree,
  type Command,
  type Context,
  type Family,
} from './context.ts';
import { planSearch } from './finding.ts';
import { requireSimpleCollation } from '../collation.ts';
import { docOf, flagOf } from './values.ts';

const FIND_AND_MODIFY: Command = {
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'collation',
    'arrayFilters',
    'hint',
    'let',
    'rawData',
  ],
  transactional: true,
  retryable: true,
  writes: true,
  touchesData: true,
  run: (context) => whenFree(context, () => findAndModify(context)),
};

export const modifying: Family = { findAndModify: FIND_AND_MODIFY, findandmodify: FIND_AND_MODIFY };

function findAndModify(context: Context): Doc {
  const { body } = context;
  requireSimpleCollation(body.collation);
  const name = body[context.name];
  const removing = flagOf(body, 'remove');
  check(body, removing);
  const project = shownAs(body);
  const wanted = {
    filter: docOf(body, 'query') ?? {},
    sort: docOf(body, 'sort'),
    hint: body.hint,
    variables: context.variables,
  };
  parseFilter(wanted.filter);
  const update = removing ? null : updateOf(body.update, body);
  const collection = flagOf(body, 'upsert')
    ? collectionForWriting(context, name)
    : findCollection(context, name);
  const first = collection && firstOf(context, planSearch(context, collection, wanted));
  if (collection && first && !update) {
    remove(context, collection, first.id, first.doc);
    return { lastErrorObject: { n: 1 }, value: project(decode(first.doc)), ok: 1 };
  }
  if (collection && first && update) {
    const { before, after } = change(context, collection, first.id, first.doc, update);
    return {
      lastErrorObject: { n: 1, updatedExisting: true },
      value: project(flagOf(body, 'new') ? after : before),
      ok: 1,
    };
  }
  if (collection && update && flagOf(body, 'upsert')) {
    const { id, doc } = insertSeed(context, collection, wanted.filter, update);
    const value = flagOf(body, 'new') ? project(doc) : null;
    return { lastErrorObject: { n: 1, updatedExisting: false, upserted: id }, value, ok: 1 };
  }
  return { lastErrorObject: removing ? { n: 0 } : { n: 0, updatedExisting: false }, value: null, ok: 1 };
}

function check(body: Doc, removing: boolean): void {
  if (removing && body.update !== undefined) fail(9, 'Cannot specify both an update and remove=true');
  if (removing && flagOf(body, 'upsert')) fail(9, 'Cannot specify both upsert=true and remove=true');
  if (removing && flagOf(body, 'new'))
    fail(9, "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  if (!removing && body.update === undefined) fail(9, 'Either an update or remove=true must be specified');
}

function shownAs(body: Doc): (doc: Doc) => Doc {
  const fields = docOf(body, 'fields');
  return fields && Object.keys(fields).length > 0 ? compileProjection(fields) : (doc) => doc;
}
