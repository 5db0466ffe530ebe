// Reveal: a reserved identity is shown only to those who treat the complaint, and each look at it stays in its record and trail.
import type { User } from '../platform/access/roles.ts';
import { currentAct } from '../platform/audit/act.ts';
import { Refusal } from '../platform/errors.ts';
import { byOf, change } from './changing.ts';
import type { Petitioner } from './complaint.ts';

/** @throws Refusal for one without a petitioner */
export async function reveal(code: string, reason: string, user: User): Promise<Petitioner> {
  const { petitioner } = await change('complaints.reveal', code, null, user, (complaint) => {
    complaint.reads.push({ by: byOf(user), at: currentAct().at, reason });
  }, { reason }); // prettier-ignore
  if (!petitioner) throw new Refusal('complaints.refusal.no_petitioner');
  return petitioner;
}
