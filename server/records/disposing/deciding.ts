// The committee's decision on an inventory: every gate is asked again, and holds above all.
import { actorOf } from '../../platform/access/policy.ts';
import { has, type User } from '../../platform/access/roles.ts';
import type { Signature } from '../../platform/access/signatures.ts';
import { act } from '../../platform/audit/act.ts';
import { Refusal, Stale } from '../../platform/errors.ts';
import type { DisposalRecord } from './disposal.ts';
import { Disposal } from './disposal.ts';
import { mustPass, unitOf } from './gates.ts';
import { inventoryHash, standing } from './line.ts';
import { disposalForChange } from './preparing.ts';
import { mustBe } from './rules.ts';

export interface DisposalDecision {
  /** Given by who presides the session, bound to the hash of the inventory. */
  signature: Signature;
  /** The hash that the page showed. */
  sha256: string;
  comment: string;
  /** The session in which it was decided, `SES-2026-001`, and its acta. */
  session: string;
  acta: string;
}

/**
 * Decides on an inventory in the name of a committee, inside the act of its session or in one of its own.
 * @throws Refusal outside the committee, for whoever prepared the inventory, while a hold stands, or for a unit that may not go;
 * Stale when the inventory is another than the one shown
 */
export async function decideDisposal(
  code: string,
  outcome: 'approved' | 'rejected',
  input: DisposalDecision,
  user: User,
): Promise<void> {
  await act('records.decide_disposal', actorOf(user), async () => {
    const disposal = await disposalForChange(code);
    mustBe(disposal.state, 'prepared');
    if (!has(user, 'committee')) throw new Refusal('records.disposal.refusal.not_committee');
    if (disposal.prepared.by === user.id) throw new Refusal('records.disposal.refusal.own');
    const { signature, sha256, comment, session, acta } = input;
    const now = inventoryHash(code, disposal.lines);
    if (sha256 !== now || signature.sha256 !== now) throw new Stale('records.disposal.refusal.changed');
    if (outcome === 'approved')
      for (const line of standing(disposal.lines)) await mustPass(await unitOf(line.kind, line.id));
    disposal.decision = { outcome, signature, comment, session, acta };
    disposal.state = outcome;
    await disposal.save();
  });
}

/** What of an inventory waits for a committee now; null when nothing does. */
export async function disposalAwaiting(
  id: string,
): Promise<Pick<DisposalRecord, 'code' | 'sha256' | 'lines'> | null> {
  const found = await Disposal.findById(id).lean<DisposalRecord>();
  return found?.state === 'prepared' ? found : null;
}

/** Ids of the inventories that wait for a committee. */
export async function disposalsAwaiting(): Promise<string[]> {
  const found = await Disposal.find({ state: 'prepared' }, { _id: 1 }).sort({ code: 1 }).limit(50).lean();
  return found.map((one) => String(one._id));
}
