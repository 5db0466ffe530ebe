// The life of a transaction in its session: begun by its first command, ended by commit, abort, error, or time.
import { Long, type Doc } from '../bson/index.ts';
import { CommandError, fail } from '../errors.ts';
import type { Engine } from '../engine.ts';
import type { Session } from '../sessions/session.ts';
import { StoreFailure } from '../store/store.ts';
import { Transaction } from '../transactions/transaction.ts';
import type { Command, Context, Family } from './context.ts';

/** A transaction that is still open after this long is aborted, as MongoDB does. */
const LIFETIME_SECONDS = 60;

const TRANSIENT = ['TransientTransactionError'];

/**
 * The transaction that a command with `autocommit: false` belongs to; begins it when told to.
 * @throws CommandError 225, 251, 256, 263 as MongoDB does
 */
export function enterTransaction(
  engine: Engine,
  name: string,
  command: Command,
  session: Session | null,
  body: Doc,
): Transaction | null {
  if (!session || body.txnNumber === undefined) fail(72, 'autocommit: false needs a session and a txnNumber');
  const number = body.txnNumber instanceof Long ? body.txnNumber.toBigInt() : BigInt(Number(body.txnNumber));
  if (number < session.number)
    fail(
      225,
      `Cannot start transaction ${number} on session because a newer transaction was already started`,
    );
  if (body.startTransaction === true) begin(engine, session, number);
  else if (number !== session.number || !session.transaction)
    throw new CommandError(
      251,
      `Given transaction number ${number} does not match any in-progress transactions.`,
      {},
      name === 'commitTransaction' || name === 'abortTransaction' ? [] : TRANSIENT,
    );
  if (name === 'commitTransaction' || name === 'abortTransaction') return null;
  const transaction = session.transaction as Transaction;
  if (transaction.state === 'committed') fail(256, `Transaction ${number} has been committed.`);
  if (transaction.state === 'aborted')
    throw new CommandError(251, `Transaction with { txnNumber: ${number} } has been aborted.`, {}, TRANSIENT);
  if (!command.transactional) refuseInTransaction(engine, session, name);
  return transaction;
}

function refuseInTransaction(engine: Engine, session: Session, name: string): never {
  abort(engine, session);
  fail(263, `Cannot run '${name}' in a multi-document transaction.`);
}

function begin(engine: Engine, session: Session, number: bigint): void {
  if (number === session.number && session.transaction)
    fail(50911, `Cannot start a transaction at given transaction number ${number} again`);
  abort(engine, session);
  session.number = number;
  session.lastWrite = null;
  const transaction = new Transaction(engine.store, engine.claims);
  session.transaction = transaction;
  session.committing = null;
  session.timer = setTimeout(() => {
    if (session.transaction === transaction) abort(engine, session);
  }, LIFETIME_SECONDS * 1000);
  session.timer.unref();
}

function abort(engine: Engine, session: Session): void {
  const { transaction } = session;
  if (session.timer) clearTimeout(session.timer);
  if (transaction?.state !== 'open') return;
  transaction.abort();
  engine.cursors.killWhere((cursor) => cursor.transaction === transaction);
}

/** An error in a transaction's command ends the transaction. Returns the error to answer with. */
export function abortOnError({ engine, transaction, session }: Context, error: unknown): unknown {
  if (!transaction || !session) return error;
  abort(engine, session);
  if (!(error instanceof StoreFailure)) return error;
  return new CommandError(251, `Transaction has been aborted: ${error.message}`, {}, TRANSIENT);
}

export const transacting: Family = {
  commitTransaction: {
    fields: ['recoveryToken'],
    writes: true,
    async run({ engine, session, body }) {
      if (body.autocommit !== false || !session)
        fail(50768, 'commitTransaction must be run within a transaction');
      const { transaction } = session;
      if (!transaction || transaction.state === 'aborted')
        throw new CommandError(251, 'Transaction has been aborted.', {}, TRANSIENT);
      if (transaction.state === 'open') commit(engine, session, transaction);
      await session.committing;
      return { ok: 1 };
    },
  },
  abortTransaction: {
    fields: ['recoveryToken'],
    run({ engine, session, body }) {
      if (body.autocommit !== false || !session)
        fail(50768, 'abortTransaction must be run within a transaction');
      const { transaction } = session;
      if (transaction?.state === 'committed') fail(256, 'Transaction has been committed.');
      if (transaction?.state !== 'open') fail(251, 'Transaction has been aborted.');
      abort(engine, session);
      return { ok: 1 };
    },
  },
};

/** Stores the changes; `committing` stays with the session, so that a repeated commit learns the same outcome. */
function commit(engine: Engine, session: Session, transaction: Transaction): void {
  const { store, catalogue, claims } = engine;
  if (session.timer) clearTimeout(session.timer);
  engine.cursors.killWhere((cursor) => cursor.transaction === transaction);
  transaction.commit(() => {
    for (const collection of transaction.collections.values())
      catalogue.publish(collection, ++claims.sequence);
    for (const [collection, { count, bytes }] of transaction.growth) catalogue.grow(collection, count, bytes);
  });
  session.committing = store.stored() ?? null;
  session.committing?.catch(() => undefined);
}
