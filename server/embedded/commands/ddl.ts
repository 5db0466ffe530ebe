// What all changes of shape have in common: they wait for the transactions that use the collection.
import type { Collection } from '../catalogue/collection.ts';
import { fail } from '../errors.ts';
import type { Engine } from '../engine.ts';
import { within, type Context } from './context.ts';

/** Waits until no open transaction has read or written the collection. @throws CommandError 50 at the deadline */
export async function untilUnused(context: Context, collection: Collection): Promise<void> {
  for (;;) {
    const user = [...context.engine.claims.active].find((transaction) =>
      transaction.touched.has(collection.id),
    );
    if (!user) return;
    await within(context.deadline, user.ended);
  }
}

/** Removes a collection with its indexes; open cursors on it end, small leftovers go at once. */
export function dropNow(engine: Engine, collection: Collection): void {
  engine.catalogue.drop(collection);
  const ns = `${collection.db}.${collection.name}`;
  engine.cursors.killWhere((cursor) => cursor.ns === ns);
  for (const index of collection.indexes) index.building = false;
  if (collection.count <= SMALL) sweepAll(engine);
}

/** A collection of no more documents is removed within the command; larger ones by and by. */
const SMALL = 1000;

const ROWS_AT_ONCE = 5000;

/** Removes one portion of what dropped indexes and collections left. Returns whether there is more. */
export function sweep(engine: Engine): boolean {
  const [leftover] = engine.catalogue.leftovers;
  if (!leftover) return false;
  const removed = engine.store.write((writer) => {
    if (leftover.kind === 'collection') {
      const first = leftover.id * 2 ** 32;
      return writer.run('deleteDocs', first, first + 2 ** 32, ROWS_AT_ONCE);
    }
    const low = Buffer.alloc(4);
    low.writeUInt32BE(leftover.id);
    return writer.run('deleteKeys', low, Buffer.concat([low, Buffer.from([0xff])]), ROWS_AT_ONCE);
  });
  if (removed < ROWS_AT_ONCE) engine.catalogue.removed(leftover);
  return engine.catalogue.leftovers.length > 0;
}

function sweepAll(engine: Engine): void {
  while (sweep(engine));
}

/** @throws CommandError 72 for a part of a name that is not text */
export function splitNamespace(namespace: unknown): { db: string; name: string } {
  if (typeof namespace !== 'string' || !namespace.includes('.'))
    fail(73, `Invalid namespace specified '${String(namespace)}'`);
  const dot = namespace.indexOf('.');
  return { db: namespace.slice(0, dot), name: namespace.slice(dot + 1) };
}
