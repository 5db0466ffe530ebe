// The filter language: reads a filter document into nodes and refuses what is malformed or out of scope.
import { type Doc, isDoc, isRegex } from '../bson/index.ts';
import { fail, unsupported } from '../errors.ts';
import type { FilterNode } from './nodes.ts';
import { isOperatorDoc, parseOperators } from './operators.ts';
import { regexNode } from './regex.ts';

/** What a filter with `$expr` may ask for: the clock and variables from outside. */
export interface FilterContext {
  now: Date;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * Parses a filter.
 * @throws CommandError 2 BadValue when malformed, 238 when it uses what the store does not have
 */
export function parseFilter(filter: Doc): FilterNode {
  if (!isDoc(filter)) fail(14, 'the filter must be a document');
  const nodes: FilterNode[] = [];
  for (const key of Object.keys(filter)) {
    const value = filter[key];
    if (key.startsWith('$') && !isReference(key)) nodes.push(...parseTopLevel(key, value));
    else nodes.push(...parseField(key, value));
  }
  return all(nodes);
}

/** One node for several that must all match. */
export function all(nodes: FilterNode[]): FilterNode {
  if (nodes.length === 0) return { kind: 'always', value: true };
  return nodes.length === 1 ? nodes[0]! : { kind: 'and', nodes };
}

/** `$ref`, `$id` and `$db` are the fields of a database reference, not operators. */
export function isReference(key: string): boolean {
  return key === '$ref' || key === '$id' || key === '$db';
}

function parseField(path: string, value: unknown): FilterNode[] {
  if (value === undefined) return fail(2, `the filter on '${path}' has no value`);
  if (isRegex(value)) return [regexNode(path, value)];
  if (isOperatorDoc(value)) return parseOperators(path, value);
  return [{ kind: 'cmp', path, op: 'eq', value }];
}

function parseTopLevel(key: string, value: unknown): FilterNode[] {
  switch (key) {
    case '$and':
    case '$or':
    case '$nor':
      return [{ kind: key.slice(1) as 'and' | 'or' | 'nor', nodes: clauses(key, value) }];
    case '$comment':
      return [];
    case '$expr':
      return [{ kind: 'expr', expression: value }];
    case '$alwaysTrue':
    case '$alwaysFalse':
      return [{ kind: 'always', value: key === '$alwaysTrue' }];
    case '$where':
    case '$text':
    case '$jsonSchema':
    case '$sampleRate':
      return unsupported(`the query operator ${key}`);
    default:
      return fail(
        2,
        `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

function clauses(key: string, value: unknown): FilterNode[] {
  if (!Array.isArray(value)) return fail(2, `${key} must be an array`);
  if (value.length === 0) return fail(2, '$and/$or/$nor must be a nonempty array');
  return value.map((clause: unknown) => {
    if (!isDoc(clause)) return fail(2, '$or/$and/$nor entries need to be full objects');
    return parseFilter(clause);
  });
}
