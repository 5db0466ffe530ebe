// Open nonconformities by the clause that is not met: the conformity matrix asks it (L3).
import { foundBefore } from '../../platform/audit/standing.ts';
import { Nonconformity, type NonconformityRecord } from '../nonconformity.ts';
import { ENDED } from '../rules/states.ts';

export interface OpenNonconformity {
  /** Of the nonconformity. */
  id: string;
  clause: string;
}

/**
 * @param process id of a process; null for all of them
 * @param close those that were open before this instant; null: that are open now
 */
export async function openByClause(
  process: string | null,
  close: Date | null = null,
): Promise<OpenNonconformity[]> {
  const where = { clause: { $ne: null }, state: { $nin: ENDED }, ...(process ? { process } : {}) };
  const asked = { within: { clause: { $ne: null } }, where, order: {} };
  const found = close
    ? await foundBefore<NonconformityRecord>(Nonconformity, asked, close)
    : await Nonconformity.find(where).select('clause').lean<NonconformityRecord[]>();
  return found.map(({ _id, clause }) => ({ id: String(_id), clause: clause ?? '' }));
}
