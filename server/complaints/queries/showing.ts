// One complaint, inside what the person may see; to a certifying body as it stood at the cut-off (L3).
import { closeFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { stoodBefore } from '../../platform/audit/standing.ts';
import { NotFound } from '../../platform/errors.ts';
import { Complaint, type ComplaintRecord } from '../complaint.ts';
import { scope } from '../policy.ts';

/** @throws NotFound */
export async function loadComplaint(
  { code = '' }: Record<string, string>,
  user: User | null,
): Promise<ComplaintRecord> {
  if (!user) throw new NotFound();
  const kept = await Complaint.find({ $and: [{ code }, scope(user)] })
    .select('-secretHash')
    .lean<ComplaintRecord[]>();
  const [found] = await stoodBefore(Complaint, kept, closeFor(user));
  if (!found) throw new NotFound();
  return found;
}
