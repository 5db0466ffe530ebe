// One complaint, inside what the person may see.
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import { Complaint, type ComplaintRecord } from '../complaint.ts';
import { scope } from '../policy.ts';

/** @throws NotFound */
export async function loadComplaint(
  { code = '' }: Record<string, string>,
  user: User | null,
): Promise<ComplaintRecord> {
  if (!user) throw new NotFound();
  const found = await Complaint.findOne({ $and: [{ code }, scope(user)] })
    .select('-secretHash')
    .lean<ComplaintRecord>();
  if (!found) throw new NotFound();
  return found;
}
