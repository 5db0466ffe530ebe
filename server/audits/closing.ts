// Close an audit: the lead auditor signs the report, which is kept as a record and goes to the auditees and to top management (G14, O3).
import { holdersOf, peopleWithRole } from '../people/index.ts';
import { declareWithin, usualSeries } from '../records/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import { sign, type Signature } from '../platform/access/signatures.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { hashOf } from '../platform/audit/canonical.ts';
import { today } from '../platform/clock.ts';
import { Forbidden, NotFound, type Params, Refusal } from '../platform/errors.ts';
import { fileStore } from '../platform/files/index.ts';
import { queueOf } from '../platform/numbering/numbering.ts';
import { composePdf } from '../platform/pdf/index.ts';
import type { Language } from '../platform/words/index.ts';
import { Audit, type AuditDoc, type AuditRecord, type Recipient } from './audit.ts';
import { auditForChange, become, inLine, mustBe, mustBeSeen } from './changing.ts';
import type { FindingRecord } from './finding.ts';
import { leadsAudit } from './policy.ts';
import { reportStructure, type ReportFacts } from './present/report.ts';
import {
  codeOfFollowed,
  findingsOf,
  followedFindings,
  linesOf,
  samplesOf,
  sectionsOf,
  treatmentsOf,
} from './queries/reading.ts';
import type { StoredFile } from './stored.ts';

export interface ClosingInput {
  conclusion: string;
  sha256: string;
  password: string;
}

/**
 * @throws Refusal while an answer is awaited or a peer has not signed; Stale; Invalid for a wrong password
 */
export async function closeAudit(code: string, input: ClosingInput, user: User): Promise<void> {
  const known = await Audit.findOne({ code }).lean<AuditRecord>();
  if (!known) throw new NotFound();
  if (known.state !== 'signed') throw new Refusal(`audits.refusal.state_${known.state}`);
  mustBeReady(known, await findingsOf(known._id));
  const signature = await sign(user, input.password, 'elaboro', input.sha256);
  // The report is made before the transaction opens: nothing slow happens inside one.
  const file = await storedReport({
    ...known,
    state: 'closed',
    conclusion: input.conclusion,
    closed: signature,
  });
  const recipients = await recipientsOf(known);
  await act('audits.close', actorOf(user), async () => {
    const audit = await auditForChange(code);
    become(audit, 'closed');
    if (!leadsAudit(user, audit)) throw new Forbidden();
    const findings = await findingsOf(audit._id);
    mustBeSeen(reportHash(audit, findings), input.sha256);
    mustBeReady(audit, findings);
    audit.set({ conclusion: input.conclusion, closed: signature, recipients });
    audit.report = { ...file, record: await declareReport(audit, file) };
    await audit.save();
  }, queueOf('records')); // prettier-ignore
}

/** What the report rests on: the signed findings, the answers to them, and the peers' signatures. */
export function reportHash(
  audit: Pick<AuditRecord, 'code' | 'signed' | 'team'>,
  findings: readonly FindingRecord[],
): string {
  return hashOf({
    code: audit.code,
    findings: audit.signed?.sha256 ?? null,
    answers: findings.map(({ code, answer }) => ({ code, answer: answer && { accepts: answer.accepts, text: answer.text, correction: answer.correction, by: answer.id } })),
    peers: audit.team.flatMap((one) => (one.exception?.reviewed ? [one.exception.reviewed.person] : [])),
  }); // prettier-ignore
}

/** The peer of an exception signs that the work was read. @throws Refusal when there is nothing for this person to read */
export async function signAsPeer(
  code: string,
  input: { sha256: string; password: string },
  user: User,
): Promise<void> {
  const signature = await sign(user, input.password, 'reviso', input.sha256);
  await act('audits.peer_review', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'signed');
    mustBeSeen(audit.signed?.sha256 ?? '', input.sha256);
    const waiting = audit.team.filter((one) => one.exception?.peer.id === user.id && !one.exception.reviewed);
    if (waiting.length === 0) throw new Refusal('audits.refusal.nothing_to_review');
    for (const member of waiting) if (member.exception) member.exception.reviewed = { ...signature, at: currentAct().at };
    audit.markModified('team');
    await audit.save();
  }, inLine(code)); // prettier-ignore
}

/** A recipient read and understood the report. */
export async function acknowledgeReport(code: string, user: User): Promise<void> {
  await act('audits.acknowledge', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'closed');
    const own = audit.recipients.find((one) => one.id === user.id);
    if (!own) throw new Refusal('audits.refusal.not_recipient');
    own.readAt ??= currentAct().at;
    audit.markModified('recipients');
    await audit.save();
  }, inLine(code)); // prettier-ignore
}

/** Everything that the report says, or would have said before an instant. */
export async function reportFacts(audit: AuditRecord, close: Date | null = null): Promise<ReportFacts> {
  const [sections, findings, samples, lines, follows] = await Promise.all([
    sectionsOf(audit._id, close),
    findingsOf(audit._id, close),
    samplesOf(audit._id, close),
    linesOf(audit._id, undefined, close),
    codeOfFollowed(audit),
  ]);
  const [treatments, followed] = await Promise.all([
    treatmentsOf(findings, close),
    followedFindings(lines, close),
  ]);
  return { audit, sections, findings, samples, treatments, followed, follows };
}

export async function reportPdf(
  audit: AuditRecord,
  language: Language,
  close: Date | null = null,
): Promise<Uint8Array> {
  return composePdf(reportStructure(await reportFacts(audit, close), language));
}

async function storedReport(audit: AuditRecord & { closed: Signature }): Promise<StoredFile> {
  const bytes = await reportPdf(audit, 'es');
  const { sha256 } = await fileStore().put(Buffer.from(bytes));
  return { sha256, name: `${audit.code}.pdf`, type: 'application/pdf', size: bytes.length };
}

function mustBeReady(audit: Pick<AuditRecord, 'team'>, findings: readonly FindingRecord[]): void {
  const problem = notReady(audit, findings);
  if (problem) throw new Refusal(problem.key, problem.params);
}

/** What keeps the report from being closed, as a word key with its parameters; null when nothing does. */
export function notReady(
  audit: Pick<AuditRecord, 'team'>,
  findings: readonly FindingRecord[],
): { key: string; params: Params } | null {
  const peer = audit.team.find((one) => one.exception && !one.exception.reviewed)?.exception?.peer;
  if (peer) return { key: 'audits.refusal.peer_awaited', params: { name: peer.name } };
  // Without undue delay: the report waits for answers, and no longer than their term.
  const awaited = findings.filter((one) => !one.withdrawn && one.answerBy !== null && !one.answer && one.answerBy >= today()); // prettier-ignore
  if (awaited.length === 0) return null;
  const codes = awaited.map((one) => one.code).join(', ');
  return { key: 'audits.refusal.answers_awaited', params: { findings: codes } };
}

async function declareReport(audit: AuditDoc, file: StoredFile): Promise<string> {
  const signer = audit.closed;
  const { code } = await declareWithin({
    title: `${audit.code} · ${audit.title}`,
    series: usualSeries('audit'),
    happened: today(),
    author: signer?.name ?? '',
    responsible: signer?.position ?? signer?.name ?? '',
    conforms: 'not_applicable',
    files: [file],
    process: audit.processes[0]?.code ?? null,
    origin: { kind: 'audit', id: audit.id },
    evidences: [{ kind: 'clause', id: 'G14.3' }],
  });
  return code;
}

/** Who holds the audited positions today, and the committee (O3: results reach top management). */
async function recipientsOf(audit: Pick<AuditRecord, 'auditees'>): Promise<Recipient[]> {
  const [held, committee] = await Promise.all([
    Promise.all(audit.auditees.map((position) => holdersOf(position))),
    peopleWithRole('committee'),
  ]);
  const all = [...held.flat(), ...committee].map(({ id, name, position }) => ({
    id,
    name,
    position,
    readAt: null,
  }));
  return [...new Map(all.map((one) => [one.id, one])).values()];
}
