// Indexes: made, listed, changed, dropped.
import { encode, isDoc, isNumber, type Doc } from '../bson/index.ts';
import { namespaceOf, type Collection } from '../catalogue/collection.ts';
import { fail, unsupported } from '../errors.ts';
import { buildIndex } from '../indexes/building.ts';
import { defineIndex, type Index } from '../indexes/definition.ts';
import { checkSpec, existingIndex } from '../indexes/spec.ts';
import { show } from '../indexes/show.ts';
import { patternText } from '../planner/choose.ts';
import {
  breathe,
  collectionForWriting,
  findCollection,
  scopeOf,
  whenFree,
  type Command,
  type Context,
  type Family,
} from './context.ts';
import { answerAll } from './cursoring.ts';
import { untilUnused } from './ddl.ts';
import { flagOf, listOf, textOf } from './values.ts';

const DROP: Command = { fields: ['index'], writes: true, touchesData: true, run: dropIndexes };

export const indexing: Family = {
  createIndexes: {
    fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
    transactional: true,
    writes: true,
    touchesData: true,
    run: createIndexes,
  },
  listIndexes: { fields: ['cursor'], touchesData: true, run: listIndexes },
  dropIndexes: DROP,
  deleteIndexes: DROP,
  collMod: {
    fields: [
      'index',
      'validator',
      'validationLevel',
      'validationAction',
      'viewOn',
      'pipeline',
      'cappedSize',
      'cappedMax',
      'changeStreamPreAndPostImages',
      'expireAfterSeconds',
    ],
    writes: true,
    touchesData: true,
    run: change,
  },
};

async function createIndexes(context: Context): Promise<Doc> {
  const { body, transaction, engine } = context;
  const specs = listOf(body, 'indexes').map(checkSpec);
  if (specs.length === 0) fail(2, 'Must specify at least one index to create');
  const created = !findCollection(context, body.createIndexes);
  const collection = await whenFree(context, () => collectionForWriting(context, body.createIndexes));
  const numIndexesBefore = collection.indexes.filter((index) => !index.building).length;
  for (const spec of specs) {
    if (existingIndex(collection, spec)) continue;
    if (transaction) addInTransaction(context, collection, spec);
    else await add(context, collection, engine.catalogue.makeIndex(spec));
  }
  const numIndexesAfter = collection.indexes.filter((index) => !index.building).length;
  const note = numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {};
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: created, ...note, ok: 1 };
}

/** In a transaction an index can only be made on a collection that was made there too; both appear with the commit. */
function addInTransaction({ engine, transaction }: Context, collection: Collection, spec: Doc): void {
  if (!transaction?.collections.has(namespaceOf(collection)))
    fail(
      263,
      `Cannot create new indexes on existing collection ${namespaceOf(collection)} in a multi-document transaction.`,
    );
  if (transaction.growth.get(collection)?.count)
    fail(263, 'Cannot create new indexes on a collection with documents in a multi-document transaction.');
  collection.indexes.push(engine.catalogue.makeIndex(spec));
}

async function add(context: Context, collection: Collection, index: Index): Promise<void> {
  const { catalogue, claims } = context.engine;
  await untilUnused(context, collection);
  index.building = true;
  collection.indexes.push(index);
  catalogue.publish(collection, ++claims.sequence);
  try {
    await buildIndex(context.engine, collection, index, breathe);
    index.building = false;
    catalogue.publish(collection, ++claims.sequence);
  } catch (error) {
    if (collection.indexes.includes(index)) remove(context, collection, index);
    throw error;
  }
}

function remove({ engine }: Context, collection: Collection, index: Index): void {
  collection.indexes = collection.indexes.filter((other) => other !== index);
  engine.catalogue.publish(collection, ++engine.claims.sequence);
  engine.catalogue.leave({ kind: 'index', id: index.id });
}

function listIndexes(context: Context): Buffer {
  const { db, body } = context;
  const collection = findCollection(context, body.listIndexes);
  if (!collection) fail(26, `ns does not exist: ${db}.${String(body.listIndexes)}`);
  const specs = collection.indexes.filter((index) => !index.building).map(({ spec }) => encode(spec));
  return answerAll(context, `${db}.${collection.name}`, specs);
}

async function dropIndexes(context: Context): Promise<Doc> {
  const { engine, db, body } = context;
  const name = textOf(body, Object.keys(body)[0] as string);
  await whenFree(context, () => scopeOf(context).claimName(`${db}.${name}`));
  const collection = engine.catalogue.get(db, name);
  if (!collection) fail(26, `ns not found ${db}.${name}`);
  await untilUnused(context, collection);
  const nIndexesWas = collection.indexes.length;
  const wanted = Array.isArray(body.index) ? (body.index as unknown[]) : [body.index];
  for (const index of wanted.flatMap((item) => chosen(collection, item))) remove(context, collection, index);
  return { nIndexesWas, ok: 1 };
}

/** The indexes that a name, a key pattern or '*' means. @throws CommandError 27, 72 */
function chosen(collection: Collection, item: unknown): Index[] {
  if (item === '*') return collection.indexes.slice(1);
  const found = collection.indexes.find((index) =>
    isDoc(item) ? patternText(index.pattern) === patternText(item) : index.name === item,
  );
  if (!found)
    fail(
      27,
      isDoc(item)
        ? `can't find index with key: ${show(item)}`
        : `index not found with name [${String(item)}]`,
    );
  if (found === collection.indexes[0]) fail(72, 'cannot drop _id index');
  return [found];
}

/** collMod: the time to live of an index, and whether it is hidden; nothing else can be changed. */
async function change(context: Context): Promise<Doc> {
  const { engine, db, body } = context;
  const collection = engine.catalogue.get(db, textOf(body, 'collMod'));
  if (!collection) fail(26, `ns does not exist: ${db}.${String(body.collMod)}`);
  for (const field of Object.keys(body))
    if (
      [
        'validator',
        'validationLevel',
        'validationAction',
        'viewOn',
        'pipeline',
        'cappedSize',
        'cappedMax',
        'expireAfterSeconds',
        'changeStreamPreAndPostImages',
      ].includes(field)
    )
      unsupported(`collMod with ${field}`);
  if (!isDoc(body.index)) return { ok: 1 };
  await untilUnused(context, collection);
  return changeIndex(context, collection, body.index);
}

function changeIndex({ engine }: Context, collection: Collection, wanted: Doc): Doc {
  const [index] = chosen(collection, wanted.name ?? wanted.keyPattern);
  const answer: Doc = { ok: 1 };
  const spec = { ...(index as Index).spec };
  for (const field of Object.keys(wanted))
    if (!['name', 'keyPattern', 'expireAfterSeconds', 'hidden'].includes(field))
      unsupported(`collMod of an index with ${field}`);
  if (wanted.expireAfterSeconds !== undefined) {
    if (!isNumber(wanted.expireAfterSeconds) || Number(wanted.expireAfterSeconds) < 0)
      fail(72, 'expireAfterSeconds must be a number that is not negative');
    if (spec.expireAfterSeconds !== undefined) answer.expireAfterSeconds_old = spec.expireAfterSeconds;
    answer.expireAfterSeconds_new = wanted.expireAfterSeconds;
    spec.expireAfterSeconds = wanted.expireAfterSeconds;
  }
  if (wanted.hidden !== undefined) {
    answer.hidden_old = spec.hidden === true;
    answer.hidden_new = flagOf(wanted, 'hidden');
    delete spec.hidden;
    if (answer.hidden_new === true) spec.hidden = true;
  }
  const changed = defineIndex((index as Index).id, spec, (index as Index).multikey);
  collection.indexes = collection.indexes.map((other) => (other === index ? changed : other));
  engine.catalogue.publish(collection, ++engine.claims.sequence);
  return answer;
}
