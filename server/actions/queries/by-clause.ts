// Open nonconformities by the clause that is not met: the conformity matrix asks it (L3).
import { Nonconformity } from '../nonconformity.ts';
import { ENDED } from '../rules/states.ts';

export interface OpenNonconformity {
  /** Of the nonconformity. */
  id: string;
  clause: string;
}

/** @param process id of a process; null for all of them */
export async function openByClause(process: string | null): Promise<OpenNonconformity[]> {
  const found = await Nonconformity.find({
    clause: { $ne: null },
    state: { $nin: ENDED },
    ...(process ? { process } : {}),
  })
    .select('clause')
    .lean<{ _id: unknown; clause: string }[]>();
  return found.map(({ _id, clause }) => ({ id: String(_id), clause }));
}
