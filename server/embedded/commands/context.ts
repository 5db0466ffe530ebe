// What a command is given, and the shape in which each family of commands declares its own.
import type { Doc } from '../bson/index.ts';
import type { Collection } from '../catalogue/collection.ts';
import { CommandError, fail } from '../errors.ts';
import type { Engine } from '../engine.ts';
import type { Answer, Session } from '../sessions/session.ts';
import { Blocked } from '../transactions/claims.ts';
import { Plain, type Scope } from '../transactions/scope.ts';
import type { Transaction } from '../transactions/transaction.ts';

export interface Context {
  readonly engine: Engine;
  readonly name: string;
  readonly db: string;
  readonly body: Doc;
  readonly sequences: Map<string, Buffer[]>;
  readonly session: Session | null;
  /** The open transaction that the command belongs to. */
  readonly transaction: Transaction | null;
  /** Milliseconds since the epoch by which maxTimeMS wants the end, or Infinity. */
  readonly deadline: number;
  readonly connection: number;
  /** Values of `let`, for `$expr`. */
  readonly variables: Record<string, unknown>;
  /** A statement of the command failed, which ends a transaction although the command answers. */
  failed: boolean;
}

export interface Command {
  run(context: Context): Answer | Promise<Answer>;
  /** The fields that it understands, beside those that all commands share; any other is refused. */
  fields: readonly string[];
  /** Whether it may be part of a transaction. */
  transactional?: boolean;
  /** Whether its answer is kept for a retry with the same number. */
  retryable?: boolean;
  /** Whether it changes anything: refused by a read-only store. */
  writes?: boolean;
  /** Whether its answer waits until what it read or wrote is on disk; so for all that touch data. */
  touchesData?: boolean;
}

export type Family = Record<string, Command>;

/** Where the command reads and writes. */
export function scopeOf(context: Context): Scope {
  return context.transaction ?? new Plain(context.engine.store, context.engine.claims);
}

/**
 * The collection as the command may see it, or undefined when there is none.
 * @throws CommandError 73 for a name that is no text, 246 when it changed shape after the transaction began
 */
export function findCollection(context: Context, name: unknown): Collection | undefined {
  if (typeof name !== 'string') fail(73, `collection name has invalid type ${typeof name}`);
  const { transaction, engine } = context;
  const collection =
    transaction?.collections.get(`${context.db}.${name}`) ?? engine.catalogue.get(context.db, name);
  if (collection && transaction) touch(transaction, collection);
  return collection;
}

function touch(transaction: Transaction, collection: Collection): void {
  if (collection.changed > transaction.start)
    throw new CommandError(
      246,
      'Unable to read from a snapshot due to pending collection catalog changes; please retry the operation.',
      {},
      ['TransientTransactionError'],
    );
  transaction.touched.add(collection.id);
}

/** The collection, made when it is not there: in a transaction it appears to others with the commit. */
export function collectionForWriting(context: Context, name: unknown): Collection {
  const known = findCollection(context, name);
  if (known) return known;
  const { engine, transaction, db } = context;
  const collection = engine.catalogue.make(db, name as string, {});
  scopeOf(context).claimName(`${db}.${name as string}`);
  if (transaction) {
    transaction.collections.set(`${db}.${name as string}`, collection);
    transaction.touched.add(collection.id);
  } else engine.catalogue.publish(collection, ++engine.claims.sequence);
  return collection;
}

/** Does the work as soon as no open transaction is in its way; in a transaction a conflict is thrown at once. */
export async function whenFree<T>(context: Context, work: () => T): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      await within(context.deadline, error.holder.ended);
    }
  }
}

/** Waits, but not past the deadline. @throws CommandError 50 */
export async function within(deadline: number, wait: Promise<void>): Promise<void> {
  if (deadline === Infinity) return wait;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), Math.max(0, deadline - Date.now()));
  });
  const first = await Promise.race([wait, late]);
  clearTimeout(timer);
  if (first === 'late') fail(50, 'operation exceeded time limit');
}

/** @throws CommandError 50 when maxTimeMS is over */
export function checkTime(context: Context): void {
  if (context.deadline !== Infinity && Date.now() > context.deadline)
    fail(50, 'operation exceeded time limit');
}

/** Lets other connections be served in the middle of long work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
