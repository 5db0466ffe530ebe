// How a query will be read: the whole collection, one index, several, or nothing at all.
import type { FilterNode } from '../match/index.ts';
import type { Index } from '../indexes/definition.ts';
import type { KeyRange } from '../store/view.ts';

export type Plan = ScanPlan | IndexPlan | UnionPlan | { kind: 'nothing' };

export interface ScanPlan {
  kind: 'scan';
  reverse: boolean;
  /** What a document must still pass; null when all match. */
  residual: FilterNode | null;
}

export interface IndexPlan {
  kind: 'index';
  index: Index;
  /** In the order of the index. */
  ranges: KeyRange[];
  reverse: boolean;
  /** Whether documents come in the order that was asked for. */
  sorted: boolean;
  /** Each range is one whole key of a unique index. */
  unique: boolean;
  /** A document may be met twice, because it has several entries. */
  repeats: boolean;
  residual: FilterNode | null;
}

/** The branches of an `$or`, each with an index of its own; documents are met once. */
export interface UnionPlan {
  kind: 'union';
  branches: IndexPlan[];
  residual: FilterNode | null;
}
