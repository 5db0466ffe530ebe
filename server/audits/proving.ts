// What audits state about themselves, held against their lines, findings, checks and signatures: `verify` names each fault (G14).
import type { FaultMessage } from '../platform/errors.ts';
import type { Fault } from '../platform/http/slice.ts';
import { seriesFaults } from '../platform/integrity/series.ts';
import { Audit, type AuditRecord } from './audit.ts';
import { Finding, type FindingRecord } from './finding.ts';
import { Line, type LineRecord } from './line.ts';
import { Programme, programmeHash, type ProgrammeRecord } from './programme.ts';
import { Qualification, type QualificationRecord } from './qualification.ts';
import { uncovered } from './rules/independence.ts';
import { drawn } from './rules/sampling.ts';
import { asksAnswer, examines, isNonconformity } from './rules/states.ts';
import { findingsHash } from './signing.ts';
import { Sample, type SampleRecord } from './sample.ts';

export async function* auditFaults(): AsyncGenerator<Fault> {
  const numbers = new Map<number, number[]>();
  for await (const audit of Audit.find().sort({ year: 1, number: 1 }).lean<AuditRecord>().cursor() as AsyncIterable<AuditRecord>) {
    numbers.set(audit.year, [...(numbers.get(audit.year) ?? []), audit.number]);
    const [lines, findings, samples] = await Promise.all([
      Line.find({ audit: audit._id }).select('result').lean<LineRecord[]>(),
      Finding.find({ audit: audit._id }).sort({ number: 1 }).lean<FindingRecord[]>(),
      Sample.find({ audit: audit._id }).lean<SampleRecord[]>(),
    ]);
    const faults = [
      ...courseFaults(audit, lines),
      ...teamFaults(audit),
      ...findingFaults(audit, findings),
      ...sampleFaults(samples),
      ...(await signatureFaults(audit)),
    ];
    for (const { key, params } of faults) yield { check: 'audit', subject: audit.code, says: key, params };
  }
  for (const [year, own] of numbers) yield* seriesFaults(`audits/${year}`, own);
  for await (const programme of Programme.find().lean<ProgrammeRecord>().cursor() as AsyncIterable<ProgrammeRecord>)
    for (const { key, params } of programmeFaults(programme)) yield { check: 'programme', subject: programme.code, says: key, params };
} // prettier-ignore

/** Hashes of photos, reports and grounds. */
export async function* auditFiles(): AsyncGenerator<string> {
  for await (const line of Line.find({ 'photos.sha256': { $exists: true } }).select('photos').lean<LineRecord>().cursor() as AsyncIterable<LineRecord>)
    for (const one of line.photos) yield one.sha256;
  for await (const { report } of Audit.find({ report: { $ne: null } }).select('report').lean<AuditRecord>().cursor() as AsyncIterable<AuditRecord>)
    if (report) yield report.sha256;
  for await (const { file } of Qualification.find({ file: { $ne: null } }).select('file').lean<QualificationRecord>().cursor() as AsyncIterable<QualificationRecord>)
    if (file) yield file.sha256;
} // prettier-ignore

export function courseFaults(audit: AuditRecord, lines: readonly Pick<LineRecord, 'result'>[]): FaultMessage[] {
  const { state, origin } = audit;
  const faults: FaultMessage[] = [];
  const isSigned = state === 'signed' || state === 'closed';
  if (isSigned && !audit.signed) faults.push({ key: 'audits.fault.unsigned' });
  if (isSigned && lines.some((line) => line.result === null)) faults.push({ key: 'audits.fault.blank' });
  if (isSigned && origin === 'internal' && audit.accepted === null) faults.push({ key: 'audits.fault.plan' });
  if (state === 'closed' && (!audit.closed || !audit.report?.record)) faults.push({ key: 'audits.fault.report' });
  if (state === 'closed' && audit.team.some((one) => one.exception && !one.exception.reviewed)) faults.push({ key: 'audits.fault.peer' });
  return faults;
} // prettier-ignore

/** What the lead auditor signed is what stands: no line and no finding changed afterwards. */
async function signatureFaults(audit: AuditRecord): Promise<FaultMessage[]> {
  if (!audit.signed || audit.signed.sha256 === (await findingsHash(audit))) return [];
  return [{ key: 'audits.fault.signed' }];
}

/** Each examiner was checked at each moment, and what was found is covered by an exception. */
export function teamFaults(audit: AuditRecord): FaultMessage[] {
  const { team, checks, started, signed } = audit;
  const moments = ['assigned' as const, ...(started ? ['started' as const] : []), ...(signed ? ['signed' as const] : [])];
  return team.filter((one) => examines(one.role)).flatMap((member) =>
    moments.flatMap((moment): FaultMessage[] => {
      const params = { name: member.name, moment: `audits.fault_moment.${moment}` };
      const own = checks.filter((one) => one.person === member.person && one.moment === moment);
      if (own.length === 0) return [{ key: 'audits.fault.unchecked', params }];
      const open = own.some((one) => uncovered(one.ties, member.exception?.ties ?? []).length > 0);
      return open ? [{ key: 'audits.fault.dependent', params }] : [];
    }),
  );
} // prettier-ignore

export function findingFaults(audit: AuditRecord, findings: readonly FindingRecord[]): FaultMessage[] {
  const faults: FaultMessage[] = [];
  if (findings.some(({ number }, index) => number !== index + 1) || audit.findings !== findings.length) faults.push({ key: 'audits.fault.order' });
  for (const { code, grade, withdrawn, signedAt, nonconformity, open, followUp } of findings) {
    if (withdrawn) continue;
    if ((signedAt !== null) !== (audit.signed !== null)) faults.push({ key: 'audits.fault.finding_signed', params: { code } });
    if (signedAt && isNonconformity(grade) && !nonconformity) faults.push({ key: 'audits.fault.finding_nonconformity', params: { code } });
    if (open !== (signedAt !== null && asksAnswer(grade) && !followUp?.effective)) faults.push({ key: 'audits.fault.finding_open', params: { code } });
  }
  return faults;
} // prettier-ignore

/** A sample is drawn again and must come out the same. */
export function sampleFaults(samples: readonly SampleRecord[]): FaultMessage[] {
  return samples
    .filter(({ method, populationSize, size, seed, drawn: kept }) => drawn(method, populationSize, size, seed).join() !== kept.join())
    .map(({ number }) => ({ key: 'audits.fault.sample', params: { number } }));
} // prettier-ignore

export function programmeFaults(programme: ProgrammeRecord): FaultMessage[] {
  const { state, approvals, authors, revision } = programme;
  const last = approvals.find((one) => one.revision === revision)?.signature;
  if (state !== 'approved') return [];
  if (!last) return [{ key: 'audits.fault.approval' }];
  const faults: FaultMessage[] = [];
  if (last.sha256 !== programmeHash(programme)) faults.push({ key: 'audits.fault.content' });
  if (authors.some((one) => one.id === last.person)) faults.push({ key: 'audits.fault.author' });
  return faults;
}
