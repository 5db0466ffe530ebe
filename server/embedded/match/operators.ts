// The operators under a field: `{ field: { $gt: 1, $lt: 9 } }`.
import { type Doc, isDoc, isNumber, isRegex, type TypeName } from '../bson/index.ts';
import { toDouble, truncated } from '../bson/numbers.ts';
import { fail, unsupported } from '../errors.ts';
import type { Comparison, FilterNode, RegexNode } from './nodes.ts';
import { all, isReference, parseFilter } from './parse.ts';
import { regexNode, regexOperator } from './regex.ts';

/** Whether a value is a set of operators rather than a document to be equal to. */
export function isOperatorDoc(value: unknown): value is Doc {
  if (!isDoc(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith('$') && !isReference(first);
}

/** Parses all operators of one field. */
export function parseOperators(path: string, operators: Doc): FilterNode[] {
  const nodes: FilterNode[] = [];
  for (const name of Object.keys(operators)) {
    if (name === '$options') {
      if (!('$regex' in operators)) fail(2, '$options needs a $regex');
      continue;
    }
    if (name === '$comment') continue;
    const parse = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (parse !== undefined) nodes.push(parse(path, operators[name], operators));
    else if (OUT_OF_SCOPE.has(name)) unsupported(`the query operator ${name}`);
    else fail(2, `unknown operator: ${name}`);
  }
  return nodes;
}

const OUT_OF_SCOPE = new Set([
  ...[
    '$near',
    '$nearSphere',
    '$geoWithin',
    '$geoIntersects',
    '$within',
    '$geometry',
    '$maxDistance',
    '$minDistance',
  ],
  ...['$bitsAllSet', '$bitsAnySet', '$bitsAllClear', '$bitsAnyClear', '$uniqueDocs'],
]);

const OPERATORS: Record<string, (path: string, value: unknown, operators: Doc) => FilterNode> = {
  $eq: (path, value) => ({ kind: 'cmp', path, op: 'eq', value }),
  $ne: (path, value) => {
    if (isRegex(value)) fail(2, "Can't have regex as arg to $ne.");
    return { kind: 'not', node: { kind: 'cmp', path, op: 'eq', value } };
  },
  $gt: (path, value) => comparison(path, 'gt', value),
  $gte: (path, value) => comparison(path, 'gte', value),
  $lt: (path, value) => comparison(path, 'lt', value),
  $lte: (path, value) => comparison(path, 'lte', value),
  $in: (path, value) => membership('$in', path, value),
  $nin: (path, value) => ({ kind: 'not', node: membership('$nin', path, value) }),
  $exists: (path, value) =>
    isTrue(value) ? { kind: 'exists', path } : { kind: 'not', node: { kind: 'exists', path } },
  $type: (path, value) => ({ kind: 'type', path, types: types(value) }),
  $size: (path, value) => ({ kind: 'size', path, size: size(value) }),
  $mod: modulo,
  $regex: (path, value, operators) => regexOperator(path, value, operators.$options),
  $not: negation,
  $all: everyOne,
  $elemMatch: elementMatch,
};

function comparison(path: string, op: Comparison, value: unknown): FilterNode {
  if (isRegex(value)) fail(2, `Can't have RegEx as arg to predicate over field '${path}'.`);
  return { kind: 'cmp', path, op, value };
}

function membership(name: string, path: string, value: unknown): FilterNode {
  if (!Array.isArray(value)) return fail(2, `${name} needs an array`);
  const values: unknown[] = [];
  const regexes: RegexNode[] = [];
  for (const item of value as unknown[]) {
    if (isOperatorDoc(item)) fail(2, 'cannot nest $ under $in');
    if (isRegex(item)) regexes.push(regexNode(path, item));
    else values.push(item);
  }
  return { kind: 'in', path, values, regexes };
}

/** What the server takes for true: all but false, null, missing and zero. */
export function isTrue(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumber(value) || toDouble(value) !== 0;
}

const TYPE_CODES: Record<string, TypeName | undefined> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  '-1': 'minKey',
  127: 'maxKey',
};

/** Types that no stored value can have: `undefined` is read as null, references of the old kind are refused. */
const DEPRECATED = new Set(['undefined', 'dbPointer', '6', '12']);

const TYPE_NAMES: ReadonlySet<unknown> = new Set(Object.values(TYPE_CODES));

function types(value: unknown): TypeName[] {
  const wanted: unknown[] = Array.isArray(value) ? value : [value];
  if (wanted.length === 0) fail(9, '$type must match at least one type');
  return wanted.flatMap((type): TypeName[] => {
    if (type === 'number') return ['int', 'long', 'double', 'decimal'];
    if (!isNumber(type) && typeof type !== 'string')
      return fail(14, 'type must be represented as a number or a string');
    const name = String(isNumber(type) ? toDouble(type) : type);
    if (DEPRECATED.has(name)) return unsupported(`the deprecated type ${name}`);
    if (typeof type === 'string')
      return TYPE_NAMES.has(type) ? [type as TypeName] : fail(2, `Unknown type name alias: ${type}`);
    const known = TYPE_CODES[name];
    return known === undefined ? fail(2, `Invalid numerical type code: ${name}`) : [known];
  });
}

function size(value: unknown): number {
  if (!isNumber(value)) return fail(2, 'Failed to parse $size. Expected a number');
  const number = toDouble(value);
  if (!Number.isSafeInteger(number)) return fail(2, 'Failed to parse $size. Expected an integer');
  return number < 0 ? fail(2, 'Failed to parse $size. Expected a non-negative number') : number;
}

function modulo(path: string, value: unknown): FilterNode {
  if (!Array.isArray(value)) return fail(2, 'malformed mod, needs to be an array');
  if (value.length < 2) return fail(2, 'malformed mod, not enough elements');
  if (value.length > 2) return fail(2, 'malformed mod, too many elements');
  const [divisor, remainder] = (value as unknown[]).map((item) => {
    const whole = isNumber(item) ? truncated(item) : null;
    return whole ?? fail(2, 'malformed mod, divisor and remainder must be finite numbers');
  });
  if (divisor === 0n) return fail(2, 'divisor cannot be 0');
  return { kind: 'mod', path, divisor: divisor!, remainder: remainder! };
}

function negation(path: string, value: unknown): FilterNode {
  if (isRegex(value)) return { kind: 'not', node: regexNode(path, value) };
  if (!isDoc(value)) return fail(2, '$not needs a regex or a document');
  if (Object.keys(value).length === 0) return fail(2, '$not cannot be empty');
  return { kind: 'not', node: all(parseOperators(path, value)) };
}

function everyOne(path: string, value: unknown): FilterNode {
  if (!Array.isArray(value)) return fail(2, '$all needs an array');
  if (value.length === 0) return { kind: 'always', value: false };
  const elementWise = isElementMatch(value[0]);
  return all(
    value.map((item: unknown) => {
      if (elementWise !== isElementMatch(item)) return fail(2, '$all/$elemMatch has to be consistent');
      if (elementWise) return all(parseOperators(path, item as Doc));
      if (isOperatorDoc(item)) return fail(2, 'no $ expressions in $all');
      return isRegex(item) ? regexNode(path, item) : { kind: 'cmp', path, op: 'eq', value: item };
    }),
  );
}

function isElementMatch(value: unknown): boolean {
  return isDoc(value) && Object.keys(value)[0] === '$elemMatch';
}

/** These make the content of `$elemMatch` a filter on documents although they begin with `$`. */
const LOGICAL = new Set(['$and', '$or', '$nor', '$where', '$expr']);

function elementMatch(path: string, value: unknown): FilterNode {
  if (!isDoc(value)) return fail(2, '$elemMatch needs an Object');
  const first = Object.keys(value)[0];
  if (first === undefined || !isOperatorDoc(value) || LOGICAL.has(first))
    return { kind: 'elemMatch', path, node: parseFilter(value) };
  return { kind: 'elemValue', path, tests: parseOperators('', value) };
}
