// Updates: operators or a whole replacement, prepared once and applied to each document.
import {
  type Doc,
  equal,
  getField,
  identical,
  isDoc,
  ObjectId,
  setField,
  Timestamp,
  typeOf,
} from '../bson/index.ts';
import { fail, unsupported } from '../errors.ts';
import { applyTree } from './apply.ts';
import { addToSet, push } from './arrays.ts';
import { currentDate, max, min, set, setOnInsert, unset } from './fields.ts';
import type { MakeModifier } from './modifier.ts';
import { bit, inc, mul } from './numbers.ts';
import { pop, pull, pullAll } from './removals.ts';
import { plantRename } from './rename.ts';
import { seedForUpsert } from './seed.ts';
import { type Branch, namesOf, plant, sorted } from './tree.ts';

export { seedForUpsert } from './seed.ts';

export interface UpdateOptions {
  /** Set when the document is being made by an upsert; `$setOnInsert` takes effect then only. */
  insert?: boolean;
  /** The time that `$currentDate` writes. */
  now?: Date;
}

export interface Update {
  /**
   * The document after the update: a new one, or the same object when nothing changes. The argument is never changed.
   * @throws CommandError with MongoDB's codes (28 path not viable, 14 wrong type, 66 `_id` changed ...)
   */
  apply(doc: Doc, options?: UpdateOptions): Doc;
  isReplacement: boolean;
}

/**
 * Prepares an update.
 * @param arrayFilters refused by name when there are any
 * @throws CommandError 9 for an unknown operator, 40 for paths in conflict, 238 for positional operators and pipelines
 */
export function compileUpdate(update: Doc | Doc[], arrayFilters?: readonly unknown[]): Update {
  if (Array.isArray(update)) return unsupported('an update by aggregation pipeline');
  if (arrayFilters !== undefined && arrayFilters.length > 0) return unsupported('arrayFilters in an update');
  if (!isDoc(update)) return fail(9, 'the update must be a document');
  const first = Object.keys(update)[0];
  return first === undefined || !first.startsWith('$') ? replacement(update) : operators(update);
}

/**
 * The document that an upsert inserts when nothing matched: what the filter fixes, then the update; `_id` stands first and is made when neither gives one.
 * @throws CommandError 54 when the filter fixes a field twice, and all that `apply` throws
 */
export function documentForUpsert(filter: Doc, update: Doc, now?: Date): Doc {
  const seed = seedForUpsert(filter, update);
  const doc = compileUpdate(update).apply(seed, { insert: true, now });
  const id = getField(doc, '_id');
  if (id !== undefined) checkId(id);
  return withIdFirst(doc, id === undefined ? new ObjectId() : id);
}

/** Refuses what no document can have as its `_id`. */
export function checkId(id: unknown): void {
  const type = typeOf(id);
  if (type === 'array' || type === 'regex') fail(53, `The '_id' value cannot be of type ${type}`);
  if (isDoc(id)) {
    const name = Object.keys(id).find((key) => key.startsWith('$'));
    if (name !== undefined)
      fail(52, `_id fields may not contain '$'-prefixed fields: ${name} is not valid for storage.`);
  }
}

const MODIFIERS: Record<string, MakeModifier | undefined> = {
  $set: set,
  $setOnInsert: setOnInsert,
  $unset: unset,
  $inc: inc,
  $mul: mul,
  $min: min,
  $max: max,
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $bit: bit,
};

function operators(update: Doc): Update {
  const tree: Branch = new Map();
  for (const name of Object.keys(update)) {
    const make = Object.hasOwn(MODIFIERS, name) ? MODIFIERS[name] : undefined;
    if (make === undefined && name !== '$rename')
      fail(
        9,
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    const fields = update[name];
    if (!isDoc(fields))
      return fail(
        9,
        `Modifiers operate on fields but we found type ${typeOf(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ...}`,
      );
    for (const path of Object.keys(fields)) {
      namesOf(path);
      if (make === undefined) plantRename(tree, path, fields[path]);
      else plant(tree, path, make(fields[path], path));
    }
  }
  const ordered = sorted(tree);
  return {
    isReplacement: false,
    apply: (doc, { insert = false, now = new Date() } = {}) => {
      const result = applyTree(doc, ordered, { insert, now, original: doc });
      return result === doc ? doc : withSameId(doc, result);
    },
  };
}

function withSameId(before: Doc, after: Doc): Doc {
  const old = getField(before, '_id');
  const id = getField(after, '_id');
  if (old === undefined) return id === undefined ? after : withIdFirst(after, id);
  if (!equal(old, id))
    fail(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  return after;
}

function replacement(update: Doc): Update {
  const operator = Object.keys(update).find(
    (key) => key.startsWith('$') && !['$ref', '$id', '$db'].includes(key),
  );
  if (operator !== undefined)
    fail(
      52,
      `The dollar ($) prefixed field '${operator}' in '${operator}' is not allowed in the context of an update's replacement document.`,
    );
  return {
    isReplacement: true,
    apply: (doc, { now = new Date() } = {}) => {
      const old = getField(doc, '_id');
      const own = getField(update, '_id');
      if (old !== undefined && own !== undefined && !equal(old, own))
        fail(66, `After applying the update, the (immutable) field '_id' was found to have been altered`);
      const id = old ?? own;
      const result = stamped(id === undefined ? update : withIdFirst(update, id), now);
      return identical(result, doc) ? doc : result;
    },
  };
}

function withIdFirst(doc: Doc, id: unknown): Doc {
  const result: Doc = { _id: id };
  for (const key of Object.keys(doc)) if (key !== '_id') setField(result, key, doc[key]);
  return result;
}

/** An empty timestamp at the top of a stored document stands for the time of storing. */
function stamped(doc: Doc, now: Date): Doc {
  const isEmpty = (value: unknown) => value instanceof Timestamp && value.t === 0 && value.i === 0;
  if (!Object.values(doc).some(isEmpty)) return doc;
  const result: Doc = {};
  for (const key of Object.keys(doc)) {
    const fill = key !== '_id' && isEmpty(doc[key]);
    setField(result, key, fill ? new Timestamp({ t: Math.floor(now.getTime() / 1000), i: 1 }) : doc[key]);
  }
  return result;
}
