// Which fields of its documents a pipeline looks at, so that the others need not be read.
import { type Doc, isDoc } from '../bson/index.ts';
import { fieldsOf, parseFilter } from '../match/index.ts';

/**
 * The top-level fields that a pipeline needs, or null when it needs whole documents or that cannot be told. The stages must have been
 * checked before.
 */
export function fieldsNeeded(stages: readonly Doc[]): ReadonlySet<string> | null {
  const fields = new Set<string>();
  for (const stage of stages) {
    const name = Object.keys(stage)[0]!;
    const kind = STAGES[name]?.(stage[name], fields);
    if (kind === undefined || kind === 'all') return null;
    if (kind === 'end') return fields;
  }
  return null;
}

/** After `on` the documents still pass; after `end` they have given all they are asked for; `all` of them is needed otherwise. */
type Kind = 'on' | 'end' | 'all';

const STAGES: Record<string, ((argument: unknown, fields: Set<string>) => Kind) | undefined> = {
  $match: (argument, fields) => {
    const needed = fieldsOf(parseFilter(argument as Doc));
    needed?.forEach((field) => fields.add(field));
    return needed === null ? 'all' : 'on';
  },
  $sort: (argument, fields) => {
    for (const path of Object.keys(argument as Doc)) fields.add(first(path));
    return 'on';
  },
  $limit: () => 'on',
  $skip: () => 'on',
  $unwind: (argument, fields) => {
    const path = isDoc(argument) ? argument.path : argument;
    fields.add(first((path as string).slice(1)));
    return isDoc(argument) && 'includeArrayIndex' in argument ? 'all' : 'on';
  },
  $group: (argument, fields) => (refersOnly(argument, fields) ? 'end' : 'all'),
  $sortByCount: (argument, fields) => (refersOnly(argument, fields) ? 'end' : 'all'),
  $count: () => 'end',
};

/** Gathers the fields that an expression names; false when it may look at whole documents. */
function refersOnly(expression: unknown, fields: Set<string>): boolean {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return !/^\$\$(ROOT|CURRENT)/.test(expression);
    if (expression.startsWith('$')) fields.add(first(expression.slice(1)));
    return true;
  }
  if (Array.isArray(expression)) return expression.every((part) => refersOnly(part, fields));
  if (!isDoc(expression)) return true;
  if ('$getField' in expression) return false;
  if ('$literal' in expression) return true;
  return Object.values(expression).every((part) => refersOnly(part, fields));
}

function first(path: string): string {
  return path.split('.')[0]!;
}
