// What is known of one collection: name, options, indexes, and its exact size.
import type { Doc } from '../bson/index.ts';
import type { Index } from '../indexes/definition.ts';

export interface Collection {
  readonly id: number;
  db: string;
  name: string;
  readonly uuid: string;
  options: Doc;
  /** The first is always `_id_`. */
  indexes: Index[];
  count: number;
  bytes: number;
  /** Number of the next record. */
  next: number;
  /** The claim sequence at its last DDL: a transaction that began before cannot read it. */
  changed: number;
}

export function namespaceOf(collection: Collection): string {
  return `${collection.db}.${collection.name}`;
}
