// The plan goes to the auditee, who accepts it or sends it back; then the audit starts, if its team is still independent (G14).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Forbidden, Refusal } from '../platform/errors.ts';
import { planHash, type AuditDoc } from './audit.ts';
import { auditForChange, become, inLine, mustBe, mustBeSeen } from './changing.ts';
import { checkTeam } from './independence/checking.ts';
import { conducts, speaksForAuditee } from './policy.ts';
import { planLacks } from './rules/states.ts';
import { stampOf } from './stored.ts';

/** @throws Refusal naming what the plan lacks */
export async function proposePlan(code: string, user: User): Promise<void> {
  await act('audits.propose', actorOf(user), async () => {
    const audit = await auditForChange(code);
    become(audit, 'proposed');
    mustBeComplete(audit);
    audit.proposed = { ...stampOf(user, currentAct().at), sha256: planHash(audit) };
    await audit.save();
  }, inLine(code)); // prettier-ignore
}

/** The auditee accepts the plan that was on the page. @throws Stale when it changed */
export async function acceptPlan(
  code: string,
  input: { sha256: string; note: string },
  user: User,
): Promise<void> {
  await act('audits.accept', actorOf(user), async () => {
    const audit = await auditForChange(code);
    become(audit, 'accepted');
    mustSpeakForAuditee(audit, user);
    mustBeSeen(planHash(audit), input.sha256);
    audit.accepted = { ...stampOf(user, currentAct().at), sha256: input.sha256, note: input.note };
    await audit.save();
  }, inLine(code)); // prettier-ignore
}

export async function returnPlan(code: string, { reason }: { reason: string }, user: User): Promise<void> {
  await act('audits.return_plan', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'proposed');
    become(audit, 'planned');
    mustSpeakForAuditee(audit, user);
    audit.proposed = null;
    await audit.save();
  }, inLine(code, reason)); // prettier-ignore
}

/** Opens the field work. @throws Refusal when somebody of the team is no longer qualified or independent */
export async function startAudit(code: string, user: User): Promise<void> {
  await act('audits.start', actorOf(user), async () => {
    const audit = await auditForChange(code);
    // What a body from outside does is not planned with us: it is kept when it comes.
    if (audit.origin === 'external' && audit.state === 'planned') audit.state = 'accepted';
    become(audit, 'in_progress');
    if (!conducts(user, audit)) throw new Forbidden();
    await checkTeam(audit, 'started');
    audit.started = stampOf(user, currentAct().at);
    await audit.save();
  }, inLine(code)); // prettier-ignore
}

function mustBeComplete(audit: AuditDoc): void {
  const [lacks] = planLacks(audit);
  if (lacks) throw new Refusal(`audits.refusal.plan_without_${lacks}`);
}

/** At every door: neither a stranger nor somebody of the team accepts for the auditee. */
function mustSpeakForAuditee(audit: AuditDoc, user: User): void {
  if (!speaksForAuditee(user, audit) || audit.team.some((one) => one.person === user.id))
    throw new Refusal('audits.refusal.not_auditee');
}
