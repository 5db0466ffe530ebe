// Open findings by the clause that they are about: the conformity matrix asks it (L3).
import { Finding } from '../finding.ts';

export interface OpenFinding {
  /** Of the finding. */
  id: string;
  clause: string;
}

/** @param process id of a process; null for all of them */
export async function openFindings(process: string | null): Promise<OpenFinding[]> {
  const found = await Finding.find({ open: true, clause: { $ne: null }, ...(process ? { process } : {}) })
    .select('clause')
    .lean<{ _id: unknown; clause: string }[]>();
  return found.map(({ _id, clause }) => ({ id: String(_id), clause }));
}
