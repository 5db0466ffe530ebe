// Open findings by the clause that they are about: the conformity matrix asks it (L3).
import { foundBefore } from '../../platform/audit/standing.ts';
import { Finding, type FindingRecord } from '../finding.ts';

export interface OpenFinding {
  /** Of the finding. */
  id: string;
  clause: string;
}

/**
 * @param process id of a process; null for all of them
 * @param close those that were open before this instant; null: that are open now
 */
export async function openFindings(
  process: string | null,
  close: Date | null = null,
): Promise<OpenFinding[]> {
  const where = { open: true, clause: { $ne: null }, ...(process ? { process } : {}) };
  const found = close
    ? await foundBefore<FindingRecord>(
        Finding,
        { within: { clause: { $ne: null } }, where, order: {} },
        close,
      )
    : await Finding.find(where).select('clause').lean<FindingRecord[]>();
  return found.map(({ _id, clause }) => ({ id: String(_id), clause: clause ?? '' }));
}
