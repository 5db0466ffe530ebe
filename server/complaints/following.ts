// Follow: a petitioner finds a complaint by its number and code, and nothing by one of the two alone.
import { act } from '../platform/audit/act.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { NotFound } from '../platform/errors.ts';
import { Complaint, type ComplaintRecord } from './complaint.ts';
import { hashOfSecret, isSecret, newSecret } from './secrets.ts';

const NOBODY = hashOfSecret('nobody has this code');

/** The code of the complaint that both open; null for a wrong number or secret, without saying which. */
export async function unlock(typed: string, secret: string): Promise<string | null> {
  const code = typed.trim().toUpperCase().slice(0, 30);
  const found = await Complaint.findOne({ code }).select('code secretHash').lean<ComplaintRecord>();
  return isSecret(secret, found?.secretHash ?? NOBODY) && found ? found.code : null;
}

/** For the petitioner's own pages, after `unlock`. */
export function complaintOf(code: string): Promise<ComplaintRecord | null> {
  return Complaint.findOne({ code }).select('-secretHash').lean<ComplaintRecord>();
}

/** A new code for who lost it and showed who they are at the desk; the earlier one opens nothing any more. */
export async function renewSecret(code: string, reason: string, user: User): Promise<string> {
  const secret = newSecret();
  const renew = async (): Promise<void> => {
    const complaint = await Complaint.findOne({ code });
    if (!complaint) throw new NotFound();
    complaint.secretHash = hashOfSecret(secret);
    complaint.renewals += 1;
    await complaint.save();
  };
  await act('complaints.renew_secret', actorOf(user), renew, { reason });
  return secret;
}
