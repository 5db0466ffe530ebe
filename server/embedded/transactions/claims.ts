// Who is changing what: first writer wins among transactions; plain writes wait for a transaction to end.
import { CommandError } from '../errors.ts';
import type { Transaction } from './transaction.ts';

/** A plain write met what an open transaction has changed; the whole statement is tried again when that one ended. */
export class Blocked extends Error {
  readonly holder: Transaction;

  constructor(holder: Transaction) {
    super('waiting for a transaction to end');
    this.holder = holder;
  }
}

/** The error that asks a client to run its transaction again. */
export function writeConflict(): CommandError {
  const message =
    'WriteConflict error: this operation conflicted with another operation. Please retry your operation or multi-document transaction.';
  return new CommandError(112, message, {}, ['TransientTransactionError']);
}

/**
 * A claim is a text: a record (`r` and its id), a unique key (`u` and the key's bytes), a namespace (`n` and its name).
 * `sequence` numbers the changes, so that a transaction can tell what changed after it began.
 */
export class Claims {
  sequence = 0;
  readonly active = new Set<Transaction>();
  readonly #held = new Map<string, Transaction>();
  readonly #changed = new Map<string, number>();

  /** A plain write is about to change this. @throws Blocked when an open transaction holds it */
  change(claim: string): void {
    const holder = this.#held.get(claim);
    if (holder) throw new Blocked(holder);
    this.#changed.set(claim, ++this.sequence);
  }

  /** A transaction is about to change this. @throws CommandError 112 when another did, or does */
  take(claim: string, by: Transaction): void {
    const holder = this.#held.get(claim);
    if (holder === by) return;
    if (holder || (this.#changed.get(claim) ?? 0) > by.start) throw writeConflict();
    this.#held.set(claim, by);
    by.claims.add(claim);
  }

  /** The open transaction that holds this, if one does. */
  holder(claim: string): Transaction | undefined {
    return this.#held.get(claim);
  }

  begin(transaction: Transaction): void {
    this.active.add(transaction);
  }

  end(transaction: Transaction, committed: boolean): void {
    this.active.delete(transaction);
    for (const claim of transaction.claims) {
      this.#held.delete(claim);
      if (committed && this.active.size > 0) this.#changed.set(claim, ++this.sequence);
    }
    if (this.active.size === 0) this.#changed.clear();
  }
}
