// Holds: reasons for which a record may not be disposed of. Whoever knows one says so; all are asked at the decision and again at the destruction.
import type { Message } from '../platform/errors.ts';
import { currentSession, type Session } from '../platform/db/connection.ts';

/** Why a record must stay, as a word key with its parameters; null when this source knows no reason. */
export type HoldSource = (
  recordId: string,
  session: Session | undefined,
) => Promise<{ says: string; params?: Record<string, string | number> } | null>;

const sources: HoldSource[] = [];

/** Adds a source of holds (an open audit, a claim, a litigation); a slice calls it from its `register`. */
export function registerHold(source: HoldSource): void {
  sources.push(source);
}

/** Every reason for which this record may not be disposed of now, asked inside the open transaction if there is one. */
export async function holdsOn(recordId: string): Promise<Message[]> {
  const found: Message[] = [];
  // One after the other: they share one session.
  for (const source of sources) {
    const hold = await source(recordId, currentSession());
    if (hold) found.push({ key: hold.says, ...(hold.params ? { params: hold.params } : {}) });
  }
  return found;
}
