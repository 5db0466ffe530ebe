// A collection read beside the entries of the trail, subject by subject, one row ahead.
import type { Collection, Document, Filter, Sort } from 'mongodb';
import type { SealLeaf } from './seals.ts';
import type { TrailHead } from './trail.ts';

export interface SubjectRows<T> {
  /** The rows of this subject. */
  of(subject: string): Promise<T[]>;
  /** The subjects that the collection holds before this one (all that remain for `null`) and that nobody asked for. */
  before(subject: string | null): Promise<string[]>;
}

/** A collection read in order of subject beside the entries, one row ahead. */
export function bySubject<T extends TrailHead | SealLeaf>(
  collection: Pick<Collection<T>, 'find'>,
  field: '_id' | 'subject',
): SubjectRows<T> {
  const order: Sort = field === '_id' ? { _id: 1 } : { subject: 1, seq: 1 };
  const sorted = collection.find({} as Filter<T>).sort(order);
  const rows = sorted[Symbol.asyncIterator]();
  let row: Promise<IteratorResult<unknown, unknown>> | undefined;
  const peek = async (): Promise<T | undefined> => {
    const next = await (row ??= rows.next());
    return next.done ? undefined : (next.value as T);
  };
  const subjectOf = (one: T): string => String((one as Document)[field]);
  return {
    async of(subject) {
      const found: T[] = [];
      for (let one = await peek(); one && subjectOf(one) === subject; one = await peek()) {
        found.push(one);
        row = undefined;
      }
      return found;
    },
    async before(subject) {
      const passed: string[] = [];
      for (
        let one = await peek();
        one && (subject === null || inOrder(subjectOf(one), subject));
        one = await peek()
      ) {
        passed.push(subjectOf(one));
        row = undefined;
      }
      return passed;
    },
  };
}

/** The database orders text by its UTF-8 bytes. */
function inOrder(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}
