// A parsed filter: what the planner reads to choose an index, and what the matcher is built from.
import type { BSONRegExp, Doc, TypeName } from '../bson/index.ts';

export type Comparison = 'eq' | 'gt' | 'gte' | 'lt' | 'lte';

/**
 * `$ne` is `not` of `eq`, `$nin` of `in`, `$exists: false` of `exists`; `$all` is an `and` of `eq`, `regex` and `elemMatch` nodes.
 * A node with a `path` looks at every value that `someValue` of the path offers.
 */
export type FilterNode =
  | { kind: 'and' | 'or' | 'nor'; nodes: FilterNode[] }
  | { kind: 'not'; node: FilterNode }
  | LeafNode
  | { kind: 'expr'; expression: unknown }
  /** Matches everything (`true`) or nothing (`false`). */
  | { kind: 'always'; value: boolean };

export type LeafNode =
  | { kind: 'cmp'; path: string; op: Comparison; value: unknown }
  /** `values` hold no regular expressions; those are apart. */
  | { kind: 'in'; path: string; values: unknown[]; regexes: RegexNode[] }
  | RegexNode
  | { kind: 'exists'; path: string }
  | { kind: 'type'; path: string; types: TypeName[] }
  | { kind: 'size'; path: string; size: number }
  | { kind: 'mod'; path: string; divisor: bigint; remainder: bigint }
  /** An array with a document (or array) that matches a filter of its own. */
  | { kind: 'elemMatch'; path: string; node: FilterNode }
  /** An array with one element that passes every test; the paths of `tests` mean nothing. */
  | { kind: 'elemValue'; path: string; tests: FilterNode[] };

export interface RegexNode {
  kind: 'regex';
  path: string;
  /** As stored in BSON; a regular expression in the data equals it when both are the same. */
  source: BSONRegExp;
  /** The same in JavaScript. */
  regex: RegExp;
  /** The literal text that every match begins with, '' when there is none to rely on. */
  prefix: string;
}

/** A filter made ready. */
export interface Matcher {
  matches(doc: Doc): boolean;
  /** The same on a stored document, of which only the fields needed are read. */
  matchesBytes(bytes: Uint8Array): boolean;
  node: FilterNode;
  /** The top-level fields that the filter looks at; null when it may look at any. */
  fields: ReadonlySet<string> | null;
}
