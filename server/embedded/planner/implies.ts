// Whether a query keeps within the documents that a partial index holds.
import { compare, equal, typeOrder } from '../bson/index.ts';
import type { FilterNode, LeafNode } from '../match/index.ts';
import { conjuncts } from './bounds.ts';

/** True only when every document that matches `query` surely matches `condition`; in doubt false. */
export function implies(query: FilterNode, condition: FilterNode): boolean {
  const given = conjuncts(query);
  return conjuncts(condition).every((wanted) => given.some((node) => nodeImplies(node, wanted)));
}

/** The parts of a query that all documents meet which meet `condition`: the same conditions, written the same way. */
export function givenBy(query: FilterNode, condition: FilterNode): FilterNode[] {
  const wanted = conjuncts(condition);
  return conjuncts(query).filter((node) => wanted.some((other) => identical(node, other)));
}

function nodeImplies(given: FilterNode, wanted: FilterNode): boolean {
  if (same(given, wanted)) return true;
  if (wanted.kind === 'or') return wanted.nodes.some((branch) => implies(given, branch));
  if (!('path' in given) || !('path' in wanted) || given.path !== wanted.path) return false;
  return leafImplies(given, wanted);
}

function leafImplies(given: LeafNode, wanted: LeafNode): boolean {
  if (wanted.kind === 'exists') return needsValue(given);
  const values = valuesOf(given);
  if (values) return values.length > 0 && values.every((value) => accepts(wanted, value));
  return (
    given.kind === 'cmp' && wanted.kind === 'cmp' && narrower(given.op, given.value, wanted.op, wanted.value)
  );
}

/** The only values that the field can have, when the condition lists them. */
function valuesOf(leaf: LeafNode): unknown[] | null {
  if (leaf.kind === 'cmp' && leaf.op === 'eq') return [leaf.value];
  return leaf.kind === 'in' && leaf.regexes.length === 0 ? leaf.values : null;
}

function needsValue(given: LeafNode): boolean {
  if (given.kind === 'exists') return true;
  const values = valuesOf(given);
  if (values) return values.every((value) => value !== null);
  return (
    given.kind === 'cmp' &&
    given.value !== null &&
    Math.abs(typeOrder(given.value)) !== 127 &&
    typeOrder(given.value) >= 0
  );
}

function accepts(wanted: LeafNode, value: unknown): boolean {
  if (Array.isArray(value)) return false;
  if (wanted.kind === 'in') return wanted.values.some((other) => equal(other, value));
  if (wanted.kind !== 'cmp') return false;
  return narrower('eq', value, wanted.op, wanted.value);
}

type Operator = Extract<LeafNode, { kind: 'cmp' }>['op'];

/** Whether `x given a` leaves only values with `x wanted b`, both within one type. */
function narrower(given: Operator, a: unknown, wanted: Operator, b: unknown): boolean {
  if (typeOrder(a) !== typeOrder(b) || a === null || Number.isNaN(a) || Number.isNaN(b)) return false;
  const order = compare(a, b);
  const below = given === 'lt' || given === 'lte';
  const above = given === 'gt' || given === 'gte';
  switch (wanted) {
    case 'eq':
      return given === 'eq' && order === 0;
    case 'gt':
      return !below && (order > 0 || (order === 0 && given === 'gt'));
    case 'gte':
      return !below && order >= 0;
    case 'lt':
      return !above && (order < 0 || (order === 0 && given === 'lt'));
    case 'lte':
      return !above && order <= 0;
  }
}

/** The same condition, written the same way. */
function same(a: FilterNode, b: FilterNode): boolean {
  if (a.kind === 'cmp' && b.kind === 'cmp')
    return a.path === b.path && a.op === b.op && equal(a.value, b.value);
  if (a.kind === 'exists' && b.kind === 'exists') return a.path === b.path;
  if (a.kind === 'type' && b.kind === 'type')
    return a.path === b.path && a.types.every((type) => b.types.includes(type));
  if (a.kind === 'in' && b.kind === 'in' && a.regexes.length + b.regexes.length === 0)
    return a.path === b.path && a.values.every((value) => b.values.some((other) => equal(other, value)));
  if (a.kind === 'not' && b.kind === 'not') return identical(a.node, b.node);
  return false;
}

/** Under `not`, narrower is wider: both must be exactly the same. */
function identical(a: FilterNode, b: FilterNode): boolean {
  return same(a, b) && same(b, a);
}
