// The auditee answers a finding without undue delay: whether it is accepted, what was done at once; an observation may open its preventive treatment (G14).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Refusal } from '../platform/errors.ts';
import { queueOf } from '../platform/numbering/numbering.ts';
import { auditForChange, inLine, mustBe } from './changing.ts';
import { answersFor } from './policy.ts';
import { findingForChange } from './recording.ts';
import { asksAnswer } from './rules/states.ts';
import { openTreatment } from './signing.ts';
import { stampOf } from './stored.ts';

export interface AnswerInput {
  accepts: boolean;
  text: string;
  /** What was done at once; '' when nothing was. */
  correction: string;
}

/** @throws Refusal when it is not signed, was answered already, or the person does not answer for it */
export async function answerFinding(
  code: string,
  number: number,
  input: AnswerInput,
  user: User,
): Promise<void> {
  await act('audits.answer', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'signed', 'closed');
    const finding = await findingForChange(audit, number);
    if (!asksAnswer(finding.grade) || finding.withdrawn) throw new Refusal('audits.refusal.no_answer_asked');
    if (finding.answer) throw new Refusal('audits.refusal.answered');
    if (!answersFor(user, finding) || audit.team.some((one) => one.person === user.id)) throw new Refusal('audits.refusal.not_auditee');
    finding.answer = { ...stampOf(user, currentAct().at), ...input };
    await finding.save();
  }, inLine(code)); // prettier-ignore
}

/** An observation is what could fail: its treatment prevents. @throws Refusal when it has one */
export async function openPrevention(code: string, number: number, user: User): Promise<void> {
  await act('audits.open_action', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'signed', 'closed');
    const finding = await findingForChange(audit, number);
    if (finding.nonconformity) throw new Refusal('audits.refusal.has_treatment', { code: finding.nonconformity.code });
    if (finding.grade !== 'observation' || finding.withdrawn) throw new Refusal('audits.refusal.no_treatment');
    await openTreatment(finding, 'potential');
    await finding.save();
  }, queueOf('potential_nonconformities')); // prettier-ignore
}
