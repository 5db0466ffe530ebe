// Collections and databases: made, listed, renamed, dropped.
import { encode, isDoc, type Doc } from '../bson/index.ts';
import { uuidOf } from '../catalogue/catalogue.ts';
import { namespaceOf, type Collection } from '../catalogue/collection.ts';
import { fail, unsupported } from '../errors.ts';
import { compileFilter } from '../match/index.ts';
import { findCollection, scopeOf, whenFree, type Context, type Family } from './context.ts';
import { answerAll } from './cursoring.ts';
import { dropNow, splitNamespace, untilUnused } from './ddl.ts';
import { docOf, flagOf, textOf } from './values.ts';

/** What MongoDB can do with a collection and we refuse by name. */
const REFUSED_OPTIONS: Record<string, string> = {
  capped: 'a capped collection',
  viewOn: 'a view',
  timeseries: 'a time series collection',
  clusteredIndex: 'a clustered collection',
  encryptedFields: 'an encrypted collection',
  validator: 'a document validator',
  collation: 'a collation',
  changeStreamPreAndPostImages: 'change stream pre- and post-images',
  expireAfterSeconds: 'expireAfterSeconds of a collection',
};

const CREATE_FIELDS = [
  ...Object.keys(REFUSED_OPTIONS),
  'size',
  'max',
  'pipeline',
  'validationLevel',
  'validationAction',
  'idIndex',
  'storageEngine',
  'indexOptionDefaults',
  'autoIndexId',
  'temp',
  'flags',
];

export const cataloguing: Family = {
  create: {
    fields: CREATE_FIELDS,
    transactional: true,
    writes: true,
    touchesData: true,
    run: (context) => whenFree(context, () => create(context)),
  },
  drop: { fields: ['drop'], writes: true, touchesData: true, run: drop },
  dropDatabase: { fields: ['dropDatabase'], writes: true, touchesData: true, run: dropDatabase },
  renameCollection: {
    fields: ['to', 'dropTarget', 'stayTemp'],
    writes: true,
    touchesData: true,
    run: rename,
  },
  listCollections: {
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
    touchesData: true,
    run: listCollections,
  },
  listDatabases: {
    fields: ['filter', 'nameOnly', 'authorizedDatabases'],
    touchesData: true,
    run: listDatabases,
  },
};

function create(context: Context): Doc {
  const { body, db, engine, transaction } = context;
  const name = textOf(body, 'create');
  for (const [option, what] of Object.entries(REFUSED_OPTIONS)) {
    const value = body[option];
    const harmless = value === undefined || value === false || isSimple(option, value);
    if (!harmless) unsupported(what);
  }
  if (findCollection(context, name)) {
    if (transaction) fail(48, `Collection ${db}.${name} already exists.`);
    return { ok: 1 };
  }
  const collection = engine.catalogue.make(db, name, {});
  scopeOf(context).claimName(`${db}.${name}`);
  if (transaction) transaction.collections.set(`${db}.${name}`, collection);
  else engine.catalogue.publish(collection, ++engine.claims.sequence);
  return { ok: 1 };
}

function isSimple(option: string, value: unknown): boolean {
  if (option === 'collation') return isDoc(value) && value.locale === 'simple';
  return option === 'changeStreamPreAndPostImages' && isDoc(value) && value.enabled === false;
}

async function drop(context: Context): Promise<Doc> {
  const { engine, db, body } = context;
  const collection = await unusedCollection(context, textOf(body, 'drop'));
  if (!collection) return { ok: 1 };
  dropNow(engine, collection);
  return { nIndexesWas: collection.indexes.length, ns: `${db}.${collection.name}`, ok: 1 };
}

/** The collection, once no transaction uses it and no name is claimed by one that makes it. */
async function unusedCollection(context: Context, name: string): Promise<Collection | undefined> {
  const { engine, db } = context;
  await whenFree(context, () => scopeOf(context).claimName(`${db}.${name}`));
  const collection = engine.catalogue.get(db, name);
  if (collection) await untilUnused(context, collection);
  return engine.catalogue.get(db, name);
}

async function dropDatabase(context: Context): Promise<Doc> {
  const { engine, db } = context;
  const names = engine.catalogue.inDatabase(db).map(({ name }) => name);
  for (const name of names) {
    const collection = await unusedCollection(context, name);
    if (collection) dropNow(engine, collection);
  }
  return names.length > 0 ? { dropped: db, ok: 1 } : { ok: 1 };
}

async function rename(context: Context): Promise<Doc> {
  const { engine, body } = context;
  const from = splitNamespace(body.renameCollection);
  const to = splitNamespace(body.to);
  const source = await unusedCollection({ ...context, db: from.db }, from.name);
  if (!source) fail(26, `Source collection ${from.db}.${from.name} does not exist`);
  const target = await unusedCollection({ ...context, db: to.db }, to.name);
  if (target === source) fail(20, "Can't rename a collection to itself");
  if (target && !flagOf(body, 'dropTarget')) fail(48, 'target namespace exists');
  if (target) dropNow(engine, target);
  const ns = namespaceOf(source);
  engine.cursors.killWhere((cursor) => cursor.ns === ns);
  engine.catalogue.rename(source, to.db, to.name, ++engine.claims.sequence);
  return { ok: 1 };
}

function listCollections(context: Context): Buffer {
  const { engine, db, body } = context;
  const matcher = compileFilter(docOf(body, 'filter') ?? {});
  const described = engine.catalogue.inDatabase(db).map((collection) => ({
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: { readOnly: false, uuid: uuidOf(collection) },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  }));
  const matching = described.filter((collection) => matcher.matches(collection));
  const named = flagOf(body, 'nameOnly') ? matching.map(({ name, type }) => ({ name, type })) : matching;
  return answerAll(context, `${db}.$cmd.listCollections`, named.map(encode));
}

function listDatabases({ engine, body }: Context): Doc {
  const sizes = new Map<string, number>();
  for (const { db, bytes } of engine.catalogue.collections.values())
    sizes.set(db, (sizes.get(db) ?? 0) + bytes);
  const matcher = compileFilter(docOf(body, 'filter') ?? {});
  const databases = [...sizes]
    .map(([name, sizeOnDisk]) => ({ name, sizeOnDisk, empty: false }))
    .filter((database) => matcher.matches(database));
  if (flagOf(body, 'nameOnly')) return { databases: databases.map(({ name }) => ({ name })), ok: 1 };
  const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
  return { databases, totalSize, ok: 1 };
}
