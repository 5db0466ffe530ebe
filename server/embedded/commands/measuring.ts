// Sizes and checks of databases and collections.
import { namespaceOf, type Collection } from '../catalogue/collection.ts';
import { fail } from '../errors.ts';
import { type Doc } from '../bson/index.ts';
import { checkCollection } from '../indexes/checking.ts';
import type { Command, Context, Family } from './context.ts';
import { numberOf, textOf } from './values.ts';

const DB_STATS: Command = { fields: ['scale', 'freeStorage'], touchesData: true, run: dbStats };
const COLL_STATS: Command = { fields: ['scale'], touchesData: true, run: collStats };

export const measuring: Family = {
  dbStats: DB_STATS,
  dbstats: DB_STATS,
  collStats: COLL_STATS,
  collstats: COLL_STATS,
  validate: {
    fields: ['full', 'repair', 'metadata', 'background', 'checkBSONConformance'],
    touchesData: true,
    run({ engine, db, body }) {
      const collection = engine.catalogue.get(db, textOf(body, 'validate'));
      if (!collection) fail(26, `Collection '${db}.${String(body.validate)}' does not exist to validate.`);
      const errors = checkCollection(engine.store.current, collection);
      const ns = namespaceOf(collection);
      return {
        ns,
        nrecords: collection.count,
        nIndexes: collection.indexes.length,
        valid: errors.length === 0,
        errors,
        ok: 1,
      };
    },
  },
};

function dbStats({ engine, db, body }: Context): Doc {
  const collections = engine.catalogue.inDatabase(db);
  const scale = numberOf(body, 'scale', 1);
  const sum = (value: (collection: Collection) => number): number =>
    collections.reduce((total, collection) => total + value(collection), 0);
  const objects = sum(({ count }) => count);
  const dataSize = sum(({ bytes }) => bytes) / scale;
  return {
    db,
    collections: collections.length,
    views: 0,
    objects,
    avgObjSize: objects > 0 ? (dataSize * scale) / objects : 0,
    dataSize,
    storageSize: dataSize,
    indexes: sum(({ indexes }) => indexes.length),
    indexSize: 0,
    totalSize: dataSize,
    scaleFactor: scale,
    ok: 1,
  };
}

function collStats({ engine, db, body }: Context): Doc {
  const name = textOf(body, Object.keys(body)[0] as string);
  return {
    ...sizesOf(engine.catalogue.get(db, name), numberOf(body, 'scale', 1)),
    ns: `${db}.${name}`,
    ok: 1,
  };
}

/** The figures that `collStats` and the stage `$collStats` give. */
export function sizesOf(collection: Collection | undefined, scale = 1): Doc {
  const { count = 0, bytes = 0, indexes = [] } = collection ?? {};
  return {
    size: bytes / scale,
    count,
    ...(count > 0 ? { avgObjSize: Math.round(bytes / count) } : {}),
    storageSize: bytes / scale,
    capped: false,
    nindexes: indexes.length,
    indexSizes: Object.fromEntries(indexes.map(({ name }) => [name, 0])),
    totalIndexSize: 0,
    totalSize: bytes / scale,
    scaleFactor: scale,
  };
}
