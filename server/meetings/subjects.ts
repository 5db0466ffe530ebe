// What a body can decide on: each kind says how, and the decision acts through the verb of the slice that owns the record.
import type { Signature } from '../platform/access/signatures.ts';
import type { User } from '../platform/access/roles.ts';
import { Refusal } from '../platform/errors.ts';
import type { Ref, Shown } from '../platform/links/kinds.ts';
import type { Outcome } from './rules.ts';

/** What the verb of the earlier slice gets, inside the act of the session. */
export interface DecisionContext {
  /** Who presides the session and decides in its name. */
  user: User;
  /** Given with the password just now, bound to `sha256`. */
  signature: Signature;
  /** The hash that the page showed; the empty text for a subject that shows none. */
  sha256: string;
  comment: string;
  /** Code of the session, `SES-2026-001`, and of its minutes. */
  session: string;
  acta: string;
}

/** What waits for the decision, as the page shows it. */
export interface Awaiting {
  sha256: string;
  /** A sentence: what is decided. */
  says: string;
  href: string;
}

export interface DecisionSubject {
  /** Word key of what is decided, e.g. `meetings.subject.document`. */
  label: string;
  /** What of this record waits for a decision now; null when nothing does. Left out: it is decided on without a hash. */
  awaits?: (ref: Ref) => Promise<Awaiting | null>;
  /** Records of the kind that wait for a body now, to choose from. */
  waiting?: (user: User) => Promise<Shown[]>;
  /** Acts through the owner's verb, inside the open act. Not called for what is postponed. @throws Refusal of that verb */
  decide: (ref: Ref, outcome: 'approved' | 'rejected', ctx: DecisionContext) => Promise<void>;
  /** Tells those whose turn it is now; called after the act, outside of it. */
  tell?: (ref: Ref) => Promise<void>;
}

const subjects = new Map<string, DecisionSubject>();

/** Lets bodies decide on a kind of record; a slice calls it from its `register`. */
export function registerDecisionSubject(kind: string, subject: DecisionSubject): void {
  subjects.set(kind, subject);
}

export function decisionSubject(kind: string): DecisionSubject | undefined {
  return subjects.get(kind);
}

/** Everything that waits for a body, of every kind. */
export async function waitingSubjects(user: User): Promise<Shown[]> {
  const lists = await Promise.all(
    [...subjects.values()].map(async (one) => (await one.waiting?.(user)) ?? []),
  );
  return lists.flat();
}

/** Hands the outcome to the owner of the record. @throws Refusal of the owner's verb */
export async function actOn(ref: Ref, outcome: Outcome, ctx: DecisionContext): Promise<void> {
  if (outcome === 'postponed') return;
  const subject = subjects.get(ref.kind);
  if (!subject) throw new Refusal('meetings.refusal.not_decidable');
  await subject.decide(ref, outcome, ctx);
}
