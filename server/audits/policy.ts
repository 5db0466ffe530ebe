// Who may do what with programmes, auditors, audits and findings. What depends on the records stands in the verbs as well.
import { processFilter } from '../platform/access/engagement.ts';
import type { Policy } from '../platform/access/policy.ts';
import { has, holds, type User } from '../platform/access/roles.ts';
import type { AuditRecord, Member } from './audit.ts';
import type { FindingRecord } from './finding.ts';
import type { LineRecord } from './line.ts';
import type { ProgrammeRecord } from './programme.ts';
import type { QualificationRecord } from './qualification.ts';
import { examines } from './rules/states.ts';

/** What a route below an audit loads. */
export interface AuditSubject {
  audit: AuditRecord;
}
export interface FindingSubject extends AuditSubject {
  finding: FindingRecord;
}
export interface LineSubject extends AuditSubject {
  line: LineRecord;
}
export interface MemberSubject extends AuditSubject {
  member: Member;
}

/** Those who keep the system or judge it see every audit. */
const sees = (user: User): boolean => has(user, 'quality', 'auditor', 'certifier', 'committee', 'admin');
const works = (user: User): boolean => has(user, 'quality', 'auditor') && !has(user, 'certifier');

const memberOf = (user: User, { team }: Pick<AuditRecord, 'team'>): Member | undefined =>
  team.filter((one) => one.person === user.id).at(0);
/** Findings of a body from outside are kept by the quality office. */
const keepsExternal = (user: User, { origin }: Pick<AuditRecord, 'origin'>): boolean =>
  origin === 'external' && has(user, 'quality');

/** Those who examine: the team; of an external audit, the quality office that keeps it. */
export function conducts(user: User, audit: Pick<AuditRecord, 'team' | 'origin'>): boolean {
  const member = memberOf(user, audit);
  return (member !== undefined && examines(member.role)) || keepsExternal(user, audit);
}

export function leadsAudit(user: User, audit: Pick<AuditRecord, 'team' | 'origin'>): boolean {
  return memberOf(user, audit)?.role === 'lead' || keepsExternal(user, audit);
}

/** The auditee speaks through who leads the process; where nobody leads it, through top management. */
export function speaksForAuditee(user: User, { processes }: Pick<AuditRecord, 'processes'>): boolean {
  const leaders = processes.flatMap((one) => one.leader ?? []);
  return leaders.length > 0 ? leaders.some((leader) => holds(user, leader)) : has(user, 'committee');
}

const isAuditee = (user: User, audit: AuditRecord): boolean =>
  audit.auditees.some((position) => holds(user, position)) || speaksForAuditee(user, audit);

export function answersFor(user: User, finding: Pick<FindingRecord, 'responsible'>): boolean {
  return finding.responsible === null ? has(user, 'committee') : holds(user, finding.responsible);
}

export const policy = {
  'audits.list': (user: User) => sees(user) || has(user, 'leader'),
  'audits.read': () => true,
  'audits.programme': (user: User) => sees(user) || has(user, 'leader'),
  'audits.edit_programme': works,
  'audits.approve_programme': (user: User, programme?: ProgrammeRecord) =>
    has(user, 'committee') &&
    !has(user, 'certifier') &&
    !(programme?.authors.some((author) => author.id === user.id) ?? false),
  'audits.auditors': (user: User) => sees(user) || has(user, 'leader'),
  'audits.qualify': (user: User) => has(user, 'quality'),
  'audits.withdraw_qualification': (user: User, one?: QualificationRecord) =>
    has(user, 'quality') && one?.person !== user.id,
  'audits.settings': (user: User) => sees(user),
  'audits.set': (user: User) => has(user, 'quality'),
  'audits.plan': works,
  'audits.edit_plan': (user: User) => works(user),
  'audits.assign': works,
  /** Nobody grants an exception to themselves. */
  'audits.except': (user: User, subject?: MemberSubject) =>
    has(user, 'quality', 'committee') && !has(user, 'certifier') && subject?.member.person !== user.id,
  'audits.accept': (user: User, { audit }: AuditSubject) =>
    !has(user, 'certifier') && speaksForAuditee(user, audit) && !memberOf(user, audit),
  'audits.see_checklist': (user: User, { audit }: AuditSubject) =>
    sees(user) || memberOf(user, audit) !== undefined,
  /** A draft is the team's; what was signed goes to everybody whom the audit concerns. */
  'audits.report': (user: User, { audit }: AuditSubject) =>
    audit.signed !== null || (audit.state === 'in_progress' && seesUnsigned(user, audit)),
  'audits.prepare': (user: User, { audit }: AuditSubject) => works(user) || conducts(user, audit),
  'audits.conduct': (user: User, { audit }: AuditSubject) => !has(user, 'certifier') && conducts(user, audit),
  'audits.check': (user: User, { audit }: LineSubject) => !has(user, 'certifier') && conducts(user, audit),
  'audits.sign': (user: User, { audit }: AuditSubject) => !has(user, 'certifier') && leadsAudit(user, audit),
  'audits.peer': (user: User, { audit }: AuditSubject) =>
    !has(user, 'certifier') && audit.team.some((one) => one.exception?.peer.id === user.id),
  'audits.answer': (user: User, { audit, finding }: FindingSubject) =>
    !has(user, 'certifier') && answersFor(user, finding) && !memberOf(user, audit),
  'audits.open_action': (user: User, { audit }: FindingSubject) =>
    !has(user, 'certifier') && (works(user) || conducts(user, audit) || isAuditee(user, audit)),
  'audits.follow': works,
  'audits.acknowledge': (user: User, { audit }: AuditSubject) =>
    !has(user, 'certifier') && audit.recipients.some((one) => one.id === user.id),
} satisfies Policy;

/** The audits that a person may find, as a database filter. */
export function scope(user: User): Record<string, unknown> {
  if (has(user, 'certifier')) return engagedScope(user);
  if (sees(user)) return {};
  return {
    $or: [
      { auditees: { $in: user.positions.map((held) => held.id) }, state: { $ne: 'planned' } },
      { 'team.person': user.id },
      { 'team.exception.peer.id': user.id },
      { 'recipients.id': user.id },
    ],
  };
}

/** A certifier finds the audits of the engaged processes that began within the period and before the cut-off (L3). */
function engagedScope(user: User): Record<string, unknown> {
  const within = processFilter(user, 'processes.id');
  if (!user.engagement) return within;
  const { from, until, cutOff } = user.engagement;
  return { ...within, from: { $gte: from, $lte: until < cutOff ? until : cutOff } };
}

/** Findings are shown to the auditee once they are signed; until then they are the team's work. */
export function seesUnsigned(user: User, audit: AuditRecord): boolean {
  return sees(user) || memberOf(user, audit) !== undefined;
}
