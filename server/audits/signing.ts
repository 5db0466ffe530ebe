// The lead auditor signs the findings: the team is checked once more, terms begin to run, nonconformities open, a follow-up gives its verdicts (G14).
import { nonconformityStates, openNonconformity } from '../actions/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import { sign } from '../platform/access/signatures.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { hashOf } from '../platform/audit/canonical.ts';
import { dayOf } from '../platform/clock.ts';
import { Forbidden, Refusal } from '../platform/errors.ts';
import { queueOf } from '../platform/numbering/numbering.ts';
import type { AuditDoc, AuditRecord } from './audit.ts';
import { auditForChange, become, mustBeSeen } from './changing.ts';
import { Finding, type FindingDoc, type FindingRecord } from './finding.ts';
import { checkTeam } from './independence/checking.ts';
import { Line, type LineRecord } from './line.ts';
import { leadsAudit } from './policy.ts';
import { asksAnswer, isNonconformity, signingProblem } from './rules/states.ts';
import { dueFrom } from './settings.ts';

export interface SigningInput {
  sha256: string;
  password: string;
}

/**
 * @throws Refusal for blank lines, failing lines without a finding, or somebody on the team who is no longer independent;
 * Stale when a finding or a line changed since the page was shown; Invalid for a wrong password
 */
export async function signFindings(code: string, input: SigningInput, user: User): Promise<void> {
  const signature = await sign(user, input.password, 'verifico', input.sha256);
  await act('audits.sign', actorOf(user), async () => {
    const audit = await auditForChange(code);
    become(audit, 'signed');
    if (!leadsAudit(user, audit)) throw new Forbidden();
    mustBeSeen(await findingsHash(audit), input.sha256);
    await mustBeFinished(audit);
    await checkTeam(audit, 'signed');
    audit.signed = { ...signature, at: currentAct().at };
    for (const finding of await Finding.find({ audit: audit._id, withdrawn: null }).sort({ number: 1 })) await takeEffect(finding);
    await giveVerdicts(audit);
    await audit.save();
  }, queueOf('nonconformities')); // prettier-ignore
}

/** What is signed: every finding as it stands, and what each line says. */
export async function findingsHash(audit: Pick<AuditRecord, '_id' | 'code'>): Promise<string> {
  const findings = await Finding.find({ audit: audit._id, withdrawn: null })
    .sort({ number: 1 })
    .lean<FindingRecord[]>();
  const lines = await Line.find({ audit: audit._id }).sort({ order: 1 }).lean<LineRecord[]>();
  return hashOf({
    code: audit.code,
    findings: findings.map(({ code, grade, processCode, clause, requirement, statement, evidence }) => ({ code, grade, processCode, clause, requirement, statement, evidence })),
    lines: lines.map(({ order, result, evidence, interviewee, note, photos }) => ({ order, result, evidence, interviewee, note, photos: photos.map((one) => one.sha256) })),
  }); // prettier-ignore
}

/** A nonconformity of an audit opens its treatment, inside the open act. */
export async function openTreatment(finding: FindingDoc, nature: 'real' | 'potential'): Promise<void> {
  const { grade, statement, clause, processCode, responsible } = finding;
  if (!asksAnswer(grade)) throw new Refusal('audits.refusal.no_treatment');
  if (!responsible) throw new Refusal('audits.refusal.no_leader', { process: processCode });
  finding.nonconformity = await openNonconformity({
    nature, source: 'audit', origin: { kind: 'finding', id: finding.id }, process: processCode, clause,
    description: statement, grade, found: dayOf(currentAct().at), responsible,
  }); // prettier-ignore
}

async function mustBeFinished(audit: AuditDoc): Promise<void> {
  const problem = await unfinished(audit);
  if (problem) throw new Refusal(problem.key, { count: problem.count });
}

/** What keeps the findings from being signed, as a word key with its count; null when nothing does. */
export async function unfinished(
  audit: Pick<AuditRecord, '_id' | 'origin'>,
): Promise<{ key: string; count: number } | null> {
  // A body from outside brings findings, not the lines that it looked at.
  if (audit.origin === 'external') return null;
  const lines = await Line.find({ audit: audit._id }).select('result source').lean<LineRecord[]>();
  const named = new Set((await Finding.find({ audit: audit._id, withdrawn: null }).select('line').lean()).map((one) => one.line)); // prettier-ignore
  const failing = lines.filter(({ result, source }) => source.kind !== 'finding' && (result === 'nonconforming' || result === 'observation')); // prettier-ignore
  return signingProblem({
    lines: lines.length,
    blanks: lines.filter((line) => line.result === null).length,
    failing: failing.length,
    withFinding: failing.filter((line) => named.has(String(line._id))).length,
  });
}

async function takeEffect(finding: FindingDoc): Promise<void> {
  const { at } = currentAct();
  const due = dueFrom(finding.grade, dayOf(at));
  finding.set({ signedAt: at, answerBy: due?.answer ?? null, closeBy: due?.close ?? null, open: asksAnswer(finding.grade) });
  if (isNonconformity(finding.grade)) await openTreatment(finding, 'real');
  await finding.save();
} // prettier-ignore

/** The lines of a follow-up say of each finding whether what was done about it works; only what was closed can be found to work. */
async function giveVerdicts(audit: AuditDoc): Promise<void> {
  const lines = await Line.find({ audit: audit._id, 'source.kind': 'finding' }).lean<LineRecord[]>();
  for (const { source, result, evidence, note } of lines) {
    if (source.kind !== 'finding' || result === 'not_applicable') continue;
    const finding = await Finding.findById(source.finding);
    if (!finding) continue;
    const effective = result === 'conforming';
    if (effective) await mustBeTreated(finding);
    finding.followUp = { audit: String(audit._id), code: audit.code, effective, evidence: evidence || note, at: currentAct().at };
    finding.open = !effective;
    await finding.save();
  }
} // prettier-ignore

async function mustBeTreated({ code, nonconformity }: FindingDoc): Promise<void> {
  if (!nonconformity) return;
  const [state] = await nonconformityStates([nonconformity.id]);
  if (state?.isOpen) throw new Refusal('audits.refusal.treatment_open', { finding: code, nonconformity: nonconformity.code });
} // prettier-ignore
