// What may be asked of an index: checked field by field, so that nothing is ignored in silence.
import { isDoc, isNumber, type Doc } from '../bson/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import { fail, unsupported } from '../errors.ts';
import { compileFilter } from '../match/index.ts';
import { patternText } from '../planner/choose.ts';
import type { Index } from './definition.ts';
import { show } from './show.ts';

const KNOWN = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'expireAfterSeconds',
  'partialFilterExpression',
  'hidden',
  'collation',
]);

const REFUSED = new Set([
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'wildcardProjection',
  'storageEngine',
  'prepareUnique',
  'clustered',
  'dropDups',
]);

/**
 * The spec as it will be stored and listed.
 * @throws CommandError 67, 9, 14, 197 for a malformed one, 238 for kinds and options of index that the store does not have
 */
export function checkSpec(given: unknown): Doc {
  if (!isDoc(given)) fail(14, 'an index specification must be a document');
  for (const option of Object.keys(given)) {
    if (REFUSED.has(option)) unsupported(`the index option ${option}`);
    if (!KNOWN.has(option))
      fail(
        197,
        `The field '${option}' is not valid for an index specification. Specification: ${show(given)}`,
      );
  }
  const key = checkKey(given.key);
  if (typeof given.name !== 'string' || given.name === '')
    fail(9, "The 'name' field is a required property of an index specification");
  const partial = checkPartial(given);
  checkExpiry(given, key);
  if (isDoc(given.collation) && given.collation.locale !== 'simple') unsupported('a collation of an index');
  return {
    v: 2,
    key,
    name: given.name,
    ...(isSet(given.unique) ? { unique: true } : {}),
    ...(isSet(given.sparse) ? { sparse: true } : {}),
    ...(given.expireAfterSeconds === undefined ? {} : { expireAfterSeconds: given.expireAfterSeconds }),
    ...(partial ? { partialFilterExpression: partial } : {}),
    ...(isSet(given.hidden) ? { hidden: true } : {}),
  };
}

function isSet(value: unknown): boolean {
  return value === true || (isNumber(value) && Number(value) !== 0);
}

function checkKey(key: unknown): Doc {
  if (!isDoc(key) || Object.keys(key).length === 0) return fail(67, 'Index keys cannot be an empty object');
  for (const [field, direction] of Object.entries(key)) {
    if (typeof direction === 'string') unsupported(`an index of type '${direction}'`);
    if (field.includes('$**')) unsupported('a wildcard index');
    if (!isNumber(direction) || !(Number(direction) !== 0))
      fail(
        67,
        `Values in v:2 index key pattern cannot be of type ${typeof direction}. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    if (field === '' || field.split('.').includes(''))
      fail(67, 'Index keys cannot contain an empty field name');
    if (field.startsWith('$')) fail(67, `Index key contains an illegal field name: '${field}'`);
  }
  return key;
}

function checkPartial({ partialFilterExpression, sparse }: Doc): Doc | null {
  if (partialFilterExpression === undefined) return null;
  if (!isDoc(partialFilterExpression))
    return fail(67, 'partialFilterExpression for an index must be a document');
  if (isSet(sparse)) fail(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  compileFilter(partialFilterExpression);
  return partialFilterExpression;
}

const LONGEST_EXPIRY = 2_147_483_647;

function checkExpiry({ expireAfterSeconds }: Doc, key: Doc): void {
  if (expireAfterSeconds === undefined) return;
  if (!isNumber(expireAfterSeconds)) fail(67, 'TTL index expireAfterSeconds option must be numeric');
  const seconds = Number(expireAfterSeconds);
  if (!(seconds >= 0 && seconds <= LONGEST_EXPIRY))
    fail(67, `TTL index expireAfterSeconds must be within the range 0 to ${LONGEST_EXPIRY}`);
  if (Object.keys(key).length > 1)
    fail(67, 'TTL indexes are single-field indexes, compound indexes do not support TTL');
  if ('_id' in key) fail(197, "The field 'expireAfterSeconds' is not valid for an _id index specification");
}

/**
 * Whether the index is there already.
 * @throws CommandError 85 or 86 when name or key are taken by a different index
 */
export function existingIndex(collection: Collection, spec: Doc): Index | null {
  const key = patternText(spec.key as Doc);
  if (key === '_id:1') return collection.indexes[0] as Index;
  const sameKey = collection.indexes.find(
    (index) => patternText(index.pattern) === key && samePartial(index.spec, spec),
  );
  const named = collection.indexes.find((index) => index.name === spec.name);
  if (sameKey) {
    if (sameOptions(sameKey.spec, spec)) {
      if (sameKey.name === spec.name) return sameKey;
      fail(85, `Index already exists with a different name: ${sameKey.name}`);
    }
    if (sameKey.name !== spec.name)
      fail(
        85,
        `An equivalent index already exists with a different name and options. Requested index: ${show(spec)}, existing index: ${show(sameKey.spec)}`,
      );
  }
  if (named)
    fail(
      86,
      `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${show(spec)}, existing index: ${show(named.spec)}`,
    );
  return null;
}

/** Indexes on the same key may differ by their partial filter and stand side by side. */
function samePartial(a: Doc, b: Doc): boolean {
  return show(a.partialFilterExpression) === show(b.partialFilterExpression);
}

function sameOptions(a: Doc, b: Doc): boolean {
  const expiry = (spec: Doc): number =>
    isNumber(spec.expireAfterSeconds) ? Number(spec.expireAfterSeconds) : -1;
  return a.unique === b.unique && a.sparse === b.sparse && expiry(a) === expiry(b);
}
