// A follow-up audit: one line for each finding that is still open, in the same room and under the same rules (G14: verify and report).
import { clauseById, codeOf } from '../requirements/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import type { Day } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { queueOf } from '../platform/numbering/numbering.ts';
import { auditForChange, mustBe } from './changing.ts';
import { addLines } from './composing.ts';
import { Finding, type FindingRecord } from './finding.ts';
import { openAudit } from './planning.ts';
import type { Method } from './rules/states.ts';

export interface FollowUpInput {
  title: string;
  objective: string;
  method: Method;
  remote: string;
  from: Day;
  until: Day;
}

/** Opens it with its lines. Returns its code. @throws Refusal when nothing is left to follow */
export function openFollowUp(code: string, input: FollowUpInput, user: User): Promise<string> {
  return act('audits.follow', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'signed', 'closed');
    const open = await Finding.find({ audit: audit._id, open: true, withdrawn: null }).sort({ number: 1 }).lean<FindingRecord[]>();
    if (open.length === 0) throw new Refusal('audits.refusal.nothing_to_follow');
    if (input.until < input.from) throw Invalid.field('until', 'audits.form.ends_before');
    const named = new Set(open.map((one) => one.process));
    const made = await openAudit(
      {
        ...input, scope: open.map((one) => one.code).join(', '), criteria: [...audit.criteria], agenda: [],
        processes: audit.processes.map((one) => one.id).filter((id) => named.has(id)), auditees: [...audit.auditees],
        origin: 'internal', body: '', programme: null,
      },
      String(audit._id),
      user,
    );
    await addLines(await auditForChange(made), open.map(lineFor));
    return made;
  }, queueOf('audits')); // prettier-ignore
}

function lineFor(finding: FindingRecord) {
  const clause = finding.clause ? clauseById(finding.clause) : undefined;
  return {
    section: finding.auditCode,
    against: finding.code,
    source: { kind: 'finding' as const, finding: String(finding._id) },
    question: clause ? `${codeOf(clause)}: ${finding.statement}` : finding.statement,
  };
}
