// What is remembered of a client's session: its transaction, and the answer to its last retryable write.
import type { Doc } from '../bson/index.ts';
import type { Transaction } from '../transactions/transaction.ts';

export type Answer = Doc | Buffer;

export interface Session {
  /** The id as hexadecimal text. */
  readonly id: string;
  used: number;
  /** Number of the newest transaction or retryable write; the numbers of a session only rise. */
  number: bigint;
  transaction: Transaction | null;
  /** Set while a commit's changes may not have reached the disk. */
  committing: Promise<void> | null;
  /** The promise is kept, so that a retry that arrives during the first try waits for it instead of writing twice. */
  lastWrite: { number: bigint; command: string; answer: Promise<Answer> } | null;
  timer: NodeJS.Timeout | null;
}
