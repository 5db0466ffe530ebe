// Where the growth of a collection is noted: at once for plain writes, with the transaction otherwise.
import { namespaceOf } from '../catalogue/collection.ts';
import type { Context } from '../commands/context.ts';
import type { Bookkeeping } from '../indexes/writing.ts';

/** The books of a command. A collection that only its transaction knows is stored with the commit. */
export function booksOf({ engine, transaction }: Context): Bookkeeping {
  if (!transaction) return engine.catalogue;
  return {
    grow(collection, count, bytes) {
      const growth = transaction.growth.get(collection) ?? { count: 0, bytes: 0 };
      transaction.growth.set(collection, { count: growth.count + count, bytes: growth.bytes + bytes });
    },
    save(collection) {
      if (!transaction.collections.has(namespaceOf(collection))) engine.catalogue.save(collection);
    },
  };
}
