// Write findings while the audit is in progress: grade, requirement, evidence. After the signature nothing in them changes (G14).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Forbidden, Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { link } from '../platform/links/links.ts';
import { clauseById, codeOf } from '../requirements/index.ts';
import type { AuditDoc } from './audit.ts';
import { auditForChange, inLine, mustBe } from './changing.ts';
import { Finding, type FindingDoc } from './finding.ts';
import { Line } from './line.ts';
import { conducts } from './policy.ts';
import { findingCode, isNonconformity, type Grade } from './rules/states.ts';
import { stampOf } from './stored.ts';

export interface FindingInput {
  grade: Grade;
  /** Id of the process that it is about, one of the audit's. */
  process: string;
  clause: string | null;
  /** In words, where the requirement is not a clause, or more exactly than the clause says it. */
  requirement: string;
  statement: string;
  evidence: string;
  /** Id of the line that showed it. */
  line: string | null;
}

/** Returns its number within the audit. @throws Invalid for a requirement that is not named */
export function recordFinding(code: string, input: FindingInput, user: User): Promise<number> {
  return act('audits.record_finding', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBeAtWork(audit, user);
    if (input.line && !(await Line.exists({ _id: input.line, audit: audit._id }))) throw new NotFound();
    audit.findings += 1;
    const number = audit.findings;
    const finding = new Finding({
      audit: audit._id, auditCode: code, number, code: findingCode(code, number), line: input.line,
      writtenBy: stampOf(user, currentAct().at), ...factsOf(audit, input),
    });
    await audit.save();
    await finding.save();
    await linkUp(finding);
    return number;
  }, inLine(code)); // prettier-ignore
}

export async function editFinding(
  code: string,
  number: number,
  input: FindingInput,
  user: User,
): Promise<void> {
  await act('audits.edit_finding', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBeAtWork(audit, user);
    const finding = await findingForChange(audit, number);
    if (finding.withdrawn) throw new Refusal('audits.refusal.finding_withdrawn');
    finding.set(factsOf(audit, input));
    await finding.save();
    await linkUp(finding);
  }, inLine(code)); // prettier-ignore
}

/** A finding written by mistake keeps its number, with the reason. */
export async function withdrawFinding(
  code: string,
  number: number,
  { reason }: { reason: string },
  user: User,
): Promise<void> {
  await act('audits.withdraw_finding', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBeAtWork(audit, user);
    const finding = await findingForChange(audit, number);
    finding.withdrawn = { ...stampOf(user, currentAct().at), reason };
    await finding.save();
  }, inLine(code, reason)); // prettier-ignore
}

/** @throws NotFound */
export async function findingForChange(audit: Pick<AuditDoc, '_id'>, number: number): Promise<FindingDoc> {
  const finding = await Finding.findOne({ audit: audit._id, number });
  if (!finding) throw new NotFound();
  return finding;
}

function mustBeAtWork(audit: AuditDoc, user: User): void {
  mustBe(audit, 'in_progress');
  if (!conducts(user, audit)) throw new Forbidden();
}

function factsOf(audit: AuditDoc, input: FindingInput): Record<string, unknown> {
  const { grade, clause, statement, evidence } = input;
  const process = audit.processes.find((one) => one.id === input.process);
  if (!process) throw Invalid.field('process', 'shared.form.choose');
  const found = clause ? clauseById(clause) : undefined;
  if (clause && !found) throw Invalid.field('clause', 'shared.form.choose');
  const requirement = input.requirement || (found ? codeOf(found) : '');
  if (isNonconformity(grade) && !requirement) throw Invalid.field('requirement', 'audits.form.requirement_needed');
  return {
    grade, clause, statement, evidence, requirement: requirement || '—',
    process: process.id, processCode: process.code, responsible: process.leader,
  };
} // prettier-ignore

async function linkUp(finding: FindingDoc): Promise<void> {
  const self = { kind: 'finding', id: finding.id };
  await link(self, 'applies_to', { kind: 'process', id: finding.process });
  if (finding.clause) await link(self, 'cites', { kind: 'clause', id: finding.clause });
}
