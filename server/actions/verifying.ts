// Verify effectiveness: another person, later, against the criterion set at the start; what did not work begins a new cycle (G11e, G12f).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { today } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { formatDate } from '../platform/words/index.ts';
import { closureDays } from '../platform/settings/settings.ts';
import { attach, EVIDENCE_QUEUE } from './evidencing.ts';
import { actionsIn, amend, become, keep, mustBeIn, recordForChange } from './keeping.ts';
import { cycleOf, newCycle, type Cycle, type Evidence, type NonconformityDoc } from './nonconformity.ts';
import { verifiableFrom } from './rules/closing.ts';
import { planDue } from './rules/dates.ts';
import { evidenceIn } from './rules/proof.ts';
import { doersOf, verifierProblem } from './rules/separation.ts';
import { stamp } from './stamping.ts';

export interface NewVerification {
  effective: boolean;
  findings: string;
  evidence: Evidence[];
}

/** @throws Refusal for who did part of it or answers for it, or before the day that the plan set; Invalid without any evidence */
export async function verify(code: string, input: NewVerification, user: User): Promise<void> {
  const run = async (): Promise<void> => {
    const record = await recordForChange(code);
    mustBeIn(record, 'verifying');
    const [actions, cycle] = [await actionsIn(record), cycleOf(record)];
    mustBeAnother(record, doersOf(record.cycles, actions), user);
    const from = verifiableFrom(cycle, actions);
    if (from && today() < from) throw new Refusal('actions.refusal.too_early', { day: formatDate(from) });
    const { process, responsibleName: responsible } = record;
    const proven = { kind: 'nonconformity', id: record.id, code, process, responsible };
    const evidence = await attach(proven, input.evidence, user);
    const verification = { ...input, evidence, ...stamp(user) };
    const own = actions.filter((one) => one.cycle === cycle.number);
    if (evidenceIn({ verification }, own).length === 0)
      throw Invalid.field('file', 'actions.form.no_evidence');
    amend(record, { verification });
    become(record, input.effective ? 'verified' : 'analysing');
    if (!input.effective) beginCycle(record, 'ineffective', input.findings, user);
    await keep(record);
  };
  await act('actions.verify', actorOf(user), run, EVIDENCE_QUEUE);
}

/** The doer never verifies, at any door. @throws Refusal */
function mustBeAnother(record: NonconformityDoc, doers: string[], user: User): void {
  const problem = verifierProblem(user, { doers, positions: record.positions });
  if (problem) throw new Refusal(`actions.refusal.verifier_${problem}`);
}

/** A new cycle; the earlier ones keep what was done, verified and closed. Causes and plan are owed anew. */
export function beginCycle(
  record: NonconformityDoc,
  cause: Cycle['cause'],
  reason: string,
  user: User,
): void {
  const { review, number } = cycleOf(record);
  const began = stamp(user);
  record.set('cycles', [...record.cycles, { ...newCycle(number + 1, { began, cause, reason }), review }]);
  record.set({
    planDue: planDue(record.grade, today(), closureDays()),
    closedOn: null,
    took: null,
    reminded: { last: null, times: 0, level: 0 },
  });
}
