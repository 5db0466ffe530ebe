// The act: who does what, when, from where and why. Every change of the domain happens inside one, in one transaction.
import { AsyncLocalStorage } from 'node:async_hooks';
import { now } from '../clock.ts';
import { currentSession, inTransaction } from '../db/connection.ts';
import { forgetKept } from '../db/kept.ts';
import { claimKey } from './once.ts';
import { appendEntries, type Touched } from './trail.ts';

/** Who acts. A person acts with the position held at that moment. */
export type Actor =
  | { kind: 'person'; id: string; name: string; position: string | null }
  | { kind: 'citizen' }
  | { kind: 'system'; job: string }
  | { kind: 'setup' };

export interface Act {
  /** `slice.verb`, e.g. `documents.approve`. */
  name: string;
  actor: Actor;
  at: Date;
  reason: string | null;
  /** The changed records by model and id; `before` is null for a new one. */
  touched: Map<string, Touched>;
  /** Names of the models that changed, those of acts within this one as well. */
  changed: Set<string>;
  /** Subjects whose personal values are forgotten when the act ends (see erasing.ts). */
  forgotten: Set<string>;
}

/** What the HTTP edge knows of the request around an act. */
export interface RequestOrigin {
  request: string;
  address: string;
  /** One-time key of the form that was sent; the first act of the request uses it up. */
  once: string | null;
}

const acts = new AsyncLocalStorage<Act>();
const origins = new AsyncLocalStorage<RequestOrigin>();

/** The open act. @throws Error when there is none: nothing changes without a trail. */
export function currentAct(): Act {
  const open = acts.getStore();
  if (!open) throw new Error('Nothing changes without a trail: open an act first (platform/audit/act.ts)');
  return open;
}

export function currentOrigin(): RequestOrigin | undefined {
  return origins.getStore();
}

export function withOrigin<T>(origin: RequestOrigin, work: () => T): T {
  return origins.run(origin, work);
}

export interface ActOptions {
  reason?: string | undefined;
  /** Callers with the same queue wait for each other in this process instead of colliding in the database. */
  queue?: string;
}

/**
 * Opens an act and its transaction, runs the verb in it, and writes the trail before the commit.
 * The verb is run again from its beginning when the transaction must be retried, so it reads what it needs inside itself.
 * An act inside an act (a decision that acts through an earlier slice's verb) shares the transaction and keeps its own entries.
 */
export async function act<T>(
  name: string,
  actor: Actor,
  verb: () => Promise<T>,
  options: ActOptions = {},
): Promise<T> {
  const changed = acts.getStore()?.changed ?? new Set<string>();
  const run = async (): Promise<T> => {
    const open: Act = {
      name,
      actor,
      at: now(),
      reason: options.reason?.trim() || null,
      touched: new Map(),
      changed,
      forgotten: new Set(),
    };
    return acts.run(open, async () => {
      const result = await verb();
      await appendEntries(open, currentOrigin());
      return result;
    });
  };
  if (currentSession()) return run();
  const origin = currentOrigin();
  const result = await inQueue(options.queue, () =>
    inTransaction(async () => {
      await claimKey(origin?.once ?? null, name);
      return run();
    }),
  );
  forgetKept(changed);
  // Spent: a second act of the same request must not take itself for a repeat.
  if (origin) origin.once = null;
  return result;
}

const queues = new Map<string, Promise<unknown>>();

async function inQueue<T>(name: string | undefined, work: () => Promise<T>): Promise<T> {
  if (!name) return work();
  const before = queues.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  queues.set(name, settled);
  try {
    return await mine;
  } finally {
    if (queues.get(name) === settled) queues.delete(name);
  }
}
