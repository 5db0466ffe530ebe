// Sorting in memory, within a bound: keys are kept, documents only while they are few, the rest read again when due.
import { decodeFields, type Doc } from '../bson/index.ts';
import { fail } from '../errors.ts';
import { sortOrder } from '../sort.ts';
import type { DocRow, View } from '../store/view.ts';

/** MongoDB's bound for a sort that no index helps. */
const LARGEST_SORT = 100 * 1024 * 1024;

/** Beyond this many bytes documents are let go, and read again by their id. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** What a key takes beside its text, roughly. */
const KEY_BYTES = 120;

interface Row {
  id: number;
  key: unknown[];
  doc: Uint8Array | null;
}

/**
 * The rows in order; equal ones in the order in which they came. `keep` is how many of the first are wanted.
 * @throws CommandError 292 when the keys do not fit the bound
 */
export function* sorted(view: View, rows: Iterable<DocRow>, sort: Doc, keep: number): Iterable<DocRow> {
  const order = sortOrder(sort);
  const fields = new Set(Object.keys(sort).map((path) => path.split('.')[0] as string));
  const byKey = (a: Row, b: Row): number => order.compareKeys(a.key, b.key);
  const kept: Row[] = [];
  let bytes = 0;
  for (const { id, doc } of rows) {
    bytes += doc.length;
    kept.push({ id, key: order.keyOf(decodeFields(doc, fields)), doc: bytes < KEPT_BYTES ? doc : null });
    if (kept.length >= 2 * keep + 1000) {
      kept.sort(byKey).splice(keep);
      bytes = kept.reduce((sum, row) => sum + (row.doc?.length ?? 0), 0);
    }
    if (kept.length * KEY_BYTES > LARGEST_SORT) tooLarge();
  }
  kept.sort(byKey);
  for (const row of kept.length > keep ? kept.slice(0, keep) : kept) {
    const doc = row.doc ?? view.doc(row.id);
    if (doc) yield { id: row.id, doc };
  }
}

function tooLarge(): never {
  fail(
    292,
    `Sort exceeded memory limit of ${LARGEST_SORT} bytes, but did not opt in to external sorting. Add an index, or a limit.`,
  );
}
