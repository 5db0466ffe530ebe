// Record ids: the collection's number in the upper part, the record's own in the lower, in one safe integer.
import type { IdRange } from '../store/view.ts';

const RECORDS = 2 ** 32;

/** Highest collection number that keeps a record id a safe integer. */
export const LAST_COLLECTION = 2 ** 21 - 1;

export function recordId(collection: number, record: number): number {
  return collection * RECORDS + record;
}

export function collectionOf(id: number): number {
  return Math.floor(id / RECORDS);
}

export function recordOf(id: number): number {
  return id % RECORDS;
}

/** All records of a collection; record numbers begin at 1. */
export function allRecords(collection: number): IdRange {
  return { after: collection * RECORDS, before: (collection + 1) * RECORDS };
}
