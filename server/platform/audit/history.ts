// Reading the trail of one subject: what happened to it, newest first.
import type { Actor } from './act.ts';
import { entries, type Change } from './trail.ts';

export interface HistoryRow {
  at: Date;
  /** `slice.verb` */
  act: string;
  actor: Actor;
  reason: string | null;
  changes: readonly Change[];
  /** Place and hash in the subject's chain. */
  seq: number;
  hash: string;
}

/**
 * The latest entries of a subject.
 * @param subject `kind:id`
 * @param options.except acts that would drown the others, e.g. sign-ins
 * @param options.before leaves out what happened at this instant or later
 */
export async function historyOf(
  subject: string,
  options: { limit?: number; except?: readonly string[]; before?: Date | null } = {},
): Promise<HistoryRow[]> {
  const { limit = 50, except = [], before = null } = options;
  const filter = {
    subject,
    ...(except.length > 0 ? { act: { $nin: [...except] } } : {}),
    ...(before ? { at: { $lt: before } } : {}),
  };
  const found = await entries().find(filter).sort({ seq: -1 }).limit(limit).toArray();
  return found.map(({ at, act, actor, reason, changes, seq, hash }) => ({
    at,
    act,
    actor,
    reason,
    changes,
    seq,
    hash,
  }));
}
