// Turns a parsed filter into a function that tells whether a document matches.
import { compare, type Doc, isDoc, type Num, typeOf, typeOrder } from '../bson/index.ts';
import { toDouble, truncated } from '../bson/numbers.ts';
import { parsePath, someValue } from '../bson/path.ts';
import { getField, isNumber, isRegex } from '../bson/types.ts';
import { regexParts, textOf } from '../bson/compare.ts';
import { expressionTest } from './expr.ts';
import { membership } from './membership.ts';
import type { Comparison, FilterNode, LeafNode, RegexNode } from './nodes.ts';
import type { FilterContext } from './parse.ts';

type Test = (value: unknown) => boolean;

/** Builds the test of whole documents. */
export function predicate(node: FilterNode, context?: FilterContext): (doc: Doc) => boolean {
  switch (node.kind) {
    case 'and': {
      const tests = node.nodes.map((child) => predicate(child, context));
      return (doc) => tests.every((test) => test(doc));
    }
    case 'or': {
      const tests = node.nodes.map((child) => predicate(child, context));
      return (doc) => tests.some((test) => test(doc));
    }
    case 'nor': {
      const tests = node.nodes.map((child) => predicate(child, context));
      return (doc) => !tests.some((test) => test(doc));
    }
    case 'not': {
      const test = predicate(node.node, context);
      return (doc) => !test(doc);
    }
    case 'always':
      return () => node.value;
    case 'expr':
      return expressionTest(node.expression, context);
    default:
      return onPath(node);
  }
}

function onPath(node: LeafNode): (doc: Doc) => boolean {
  const test = valueTest(node);
  const elements = node.kind !== 'size' && node.kind !== 'elemMatch' && node.kind !== 'elemValue';
  const path = parsePath(node.path);
  if (path.length > 1) return (doc) => someValue(doc, path, elements, test);
  return (doc) => {
    const value = getField(doc, node.path);
    if (elements && Array.isArray(value)) return value.some(test) || test(value);
    return test(value);
  };
}

/** Builds the test of one value, with no look inside of arrays beyond what the operator itself does. */
function valueTest(node: LeafNode): Test {
  switch (node.kind) {
    case 'cmp':
      return comparison(node.op, node.value);
    case 'in':
      return membership(node.values, node.regexes.map(regexTest));
    case 'regex':
      return regexTest(node);
    case 'exists':
      return (value) => value !== undefined;
    case 'type': {
      const types = new Set(node.types);
      return (value) => value !== undefined && types.has(typeOf(value));
    }
    case 'size':
      return (value) => Array.isArray(value) && value.length === node.size;
    case 'mod':
      return (value) => isNumber(value) && hasRemainder(value, node.divisor, node.remainder);
    case 'elemMatch': {
      const test = predicate(node.node);
      return (value) => Array.isArray(value) && value.some((item) => isContainer(item) && test(asDoc(item)));
    }
    case 'elemValue': {
      const tests = node.tests.map(elementTest);
      return (value) => Array.isArray(value) && value.some((item) => tests.every((test) => test(item)));
    }
  }
}

/** The same tests applied to an array's element itself, as `$elemMatch` with operators does. */
function elementTest(node: FilterNode): Test {
  switch (node.kind) {
    case 'not': {
      const test = elementTest(node.node);
      return (value) => !test(value);
    }
    case 'and': {
      const tests = node.nodes.map(elementTest);
      return (value) => tests.every((test) => test(value));
    }
    case 'always':
      return () => node.value;
    case 'or':
    case 'nor':
    case 'expr':
      throw new Error(`${node.kind} cannot stand among the operators of $elemMatch`);
    default:
      return valueTest(node);
  }
}

const ACCEPTS: Record<Comparison, (order: number) => boolean> = {
  eq: (order) => order === 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

/** Comparisons hold within one type only; null stands for missing fields too, and NaN equals itself but has no order. */
function comparison(op: Comparison, wanted: unknown): Test {
  const accepts = ACCEPTS[op];
  const withEqual = op !== 'gt' && op !== 'lt';
  if (wanted === null || wanted === undefined)
    return (value) => withEqual && (value === null || value === undefined);
  const order = typeOrder(wanted);
  if (op === 'eq') return equality(order, wanted);
  if (order === 10 && Number.isNaN(toDouble(wanted as Num)))
    return (value) => withEqual && isNumber(value) && Number.isNaN(toDouble(value));
  // Every other type lies above MinKey and below MaxKey; that is the one comparison across types.
  const beyondTypes = order === -1 || order === 127;
  if (typeof wanted === 'number') return numberComparison(accepts, wanted);
  return (value) => {
    const difference = typeOrder(value) - order;
    if (difference !== 0) return beyondTypes && accepts(difference);
    if (order === 10 && Number.isNaN(toDouble(value as Num))) return false;
    return accepts(compare(value, wanted));
  };
}

function numberComparison(accepts: (order: number) => boolean, wanted: number): Test {
  return (value) => {
    if (typeof value === 'number')
      return value === value && accepts(value === wanted ? 0 : value < wanted ? -1 : 1);
    return isNumber(value) && !Number.isNaN(toDouble(value)) && accepts(compare(value, wanted));
  };
}

function equality(order: number, wanted: unknown): Test {
  if (typeof wanted === 'string')
    return (value) => value === wanted || (typeof value === 'object' && compare(value, wanted) === 0);
  if (typeof wanted === 'boolean') return (value) => value === wanted;
  if (typeof wanted === 'number')
    return (value) => value === wanted || (isNumber(value) && compare(value, wanted) === 0);
  return (value) => typeOrder(value) === order && compare(value, wanted) === 0;
}

function regexTest(node: RegexNode): Test {
  const parts = regexParts(node.source);
  return (value) => {
    if (typeof value === 'string') return node.regex.test(value);
    if (isRegex(value)) {
      const [pattern, options] = regexParts(value);
      return pattern === parts[0] && options === parts[1];
    }
    return typeOf(value) === 'symbol' && node.regex.test(textOf(value));
  };
}

function hasRemainder(value: Num, divisor: bigint, remainder: bigint): boolean {
  const whole = truncated(value);
  return whole !== null && whole % divisor === remainder;
}

function isContainer(value: unknown): boolean {
  return isDoc(value) || Array.isArray(value);
}

/** An array within an array is asked for its positions as if they were fields. */
function asDoc(value: unknown): Doc {
  return Array.isArray(value) ? { ...(value as unknown[]) } : (value as Doc);
}
