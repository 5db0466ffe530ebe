// Open a nonconformity out of a complaint, in the same act that links both (G12, L1).
import { NONCONFORMITIES_QUEUE, openNonconformity, type Grade } from '../actions/index.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { Day } from '../platform/clock.ts';
import { Refusal } from '../platform/errors.ts';
import { refOf } from './classifying.ts';
import { complaintForChange } from './changing.ts';

export interface Opening {
  description: string;
  grade: Grade;
  /** Id of the position that answers for it. */
  responsible: string;
  found: Day;
}

/** @throws Refusal for an annulled one, Invalid as `openNonconformity` */
export async function openFrom(code: string, input: Opening, user: User): Promise<{ id: string; code: string }> {
  return act('complaints.open_nonconformity', actorOf(user), async () => {
    const complaint = await complaintForChange(code, null);
    if (complaint.state === 'annulled') throw new Refusal('complaints.refusal.annulled');
    const { process } = complaint;
    return openNonconformity({ ...input, nature: 'real', source: 'complaint', origin: refOf(complaint), process, clause: null });
  }, NONCONFORMITIES_QUEUE);
} // prettier-ignore
