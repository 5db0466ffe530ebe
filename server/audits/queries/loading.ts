// How routes find their subject: inside what the person may see, else it does not exist.
import { closeFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { stoodBefore } from '../../platform/audit/standing.ts';
import { recordId } from '../../platform/db/ids.ts';
import { NotFound } from '../../platform/errors.ts';
import { Audit, type AuditRecord } from '../audit.ts';
import { Finding, type FindingRecord } from '../finding.ts';
import { Line, type LineRecord } from '../line.ts';
import {
  scope,
  seesUnsigned,
  type AuditSubject,
  type FindingSubject,
  type LineSubject,
  type MemberSubject,
} from '../policy.ts';
import { Programme, type ProgrammeLine, type ProgrammeRecord } from '../programme.ts';
import { Qualification, type QualificationRecord } from '../qualification.ts';

type Params = Record<string, string>;

export async function loadAudit({ code = '' }: Params, user: User | null): Promise<AuditSubject> {
  if (!user) throw new NotFound();
  const found = await Audit.find({ $and: [{ code }, scope(user)] }).lean<AuditRecord[]>();
  const [audit] = await stoodBefore(Audit, found, closeFor(user));
  if (!audit) throw new NotFound();
  return { audit };
}

export async function loadFinding(params: Params, user: User | null): Promise<FindingSubject> {
  const { audit } = await loadAudit(params, user);
  const number = /^[1-9]\d{0,3}$/.test(params.number ?? '') ? Number(params.number) : 0;
  const found = await Finding.find({ audit: audit._id, number }).lean<FindingRecord[]>();
  const [finding] = await stoodBefore(Finding, found, closeFor(user));
  if (!finding || !user || (!finding.signedAt && !seesUnsigned(user, audit))) throw new NotFound();
  return { audit, finding };
}

export async function loadLine(params: Params, user: User | null): Promise<LineSubject> {
  const { audit } = await loadAudit(params, user);
  const found = await Line.find({ _id: recordId(params.line), audit: audit._id }).lean<LineRecord[]>();
  const [line] = await stoodBefore(Line, found, closeFor(user));
  if (!line) throw new NotFound();
  return { audit, line };
}

/** A person who is on the team, or who might be put on it. */
export async function loadMember(params: Params, user: User | null): Promise<MemberSubject> {
  const { audit } = await loadAudit(params, user);
  const person = recordId(params.person);
  const member = audit.team.find((one) => one.person === person);
  if (member) return { audit, member };
  const held = await Qualification.findOne({ person }).lean<QualificationRecord>();
  if (!held) throw new NotFound();
  return {
    audit,
    member: { person, name: held.personName, position: null, role: held.level, exception: null },
  };
}

export async function loadProgramme({ programme = '' }: Params, user: User | null): Promise<ProgrammeRecord> {
  const kept = await Programme.find({ code: programme }).lean<ProgrammeRecord[]>();
  const [found] = await stoodBefore(Programme, kept, closeFor(user));
  if (!found) throw new NotFound();
  return found;
}

export interface ProgrammeLineSubject {
  programme: ProgrammeRecord;
  line: ProgrammeLine;
}

export async function loadProgrammeLine(params: Params, user: User | null): Promise<ProgrammeLineSubject> {
  const programme = await loadProgramme(params, user);
  const line = programme.lines.find((one) => one.processCode === params.process);
  if (!line) throw new NotFound();
  return { programme, line };
}

export async function loadQualification({ qualification }: Params): Promise<QualificationRecord> {
  const found = await Qualification.findById(recordId(qualification)).lean<QualificationRecord>();
  if (!found) throw new NotFound();
  return found;
}
