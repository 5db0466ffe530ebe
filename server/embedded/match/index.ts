// Filters: parse once, then ask document after document whether it matches.
import { decode, decodeFields, type Doc } from '../bson/index.ts';
import { predicate } from './predicate.ts';
import type { FilterNode, Matcher } from './nodes.ts';
import { type FilterContext, parseFilter } from './parse.ts';

export { parseFilter } from './parse.ts';
export type { Comparison, FilterNode, LeafNode, Matcher, RegexNode } from './nodes.ts';

/**
 * Prepares a filter.
 * @param context clock and variables for `$expr`
 * @throws CommandError 2 and others of MongoDB's for a malformed filter, 238 for operators outside of the scope
 */
export function compileFilter(filter: Doc, context?: FilterContext): Matcher {
  return matcherOf(parseFilter(filter), context);
}

/** Prepares a filter that is parsed already. */
export function matcherOf(node: FilterNode, context?: FilterContext): Matcher {
  const matches = predicate(node, context);
  const fields = fieldsOf(node);
  return {
    matches,
    matchesBytes: (bytes) => matches(fields === null ? decode(bytes) : decodeFields(bytes, fields)),
    node,
    fields,
  };
}

/** The top-level fields that a filter looks at, or null when that cannot be told. */
export function fieldsOf(node: FilterNode): Set<string> | null {
  const fields = new Set<string>();
  return gather(node, fields) ? fields : null;
}

function gather(node: FilterNode, fields: Set<string>): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
    case 'nor':
      return node.nodes.every((child) => gather(child, fields));
    case 'not':
      return gather(node.node, fields);
    case 'expr':
      return false;
    case 'always':
      return true;
    default:
      fields.add(node.path.split('.')[0]!);
      return true;
  }
}
