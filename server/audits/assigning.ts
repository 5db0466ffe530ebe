// Put auditors on an audit: qualified on its days, independent by computation, or by an exception with a named peer and a reason (G14).
import { findUser } from '../people/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import type { AuditDoc, Member } from './audit.ts';
import { auditForChange, inLine, mustBe } from './changing.ts';
import { barringTies, checkMember, mustBeQualified } from './independence/checking.ts';
import { backToPlanning } from './planning.ts';
import { keyOfTie } from './rules/independence.ts';
import { examines, type TeamRole } from './rules/states.ts';
import { stampOf, whoOf } from './stored.ts';

export interface MemberInput {
  person: string;
  role: TeamRole;
}

export interface ExceptionInput {
  role: TeamRole;
  /** Id of who reads the work before the report closes. */
  peer: string;
  reason: string;
}

/** @throws Refusal when the person is not qualified or not independent, naming the records; Invalid for somebody unknown */
export async function assignMember(code: string, input: MemberInput, user: User): Promise<void> {
  await act('audits.assign', actorOf(user), async () => {
    const audit = await auditForChange(code);
    const member = await newMember(audit, input);
    if (examines(member.role)) await checkMember(audit, member, 'assigned');
    await keepWith(audit, member);
  }, inLine(code)); // prettier-ignore
}

/**
 * Puts a person on the team who is tied to the process, because nobody else can do it: the peer reads the work and signs before the report closes.
 * Only what was known is covered; a tie that comes up later stops the audit.
 */
export async function assignByException(
  code: string,
  person: string,
  input: ExceptionInput,
  user: User,
): Promise<void> {
  if (person === user.id) throw new Refusal('audits.refusal.own_exception');
  await act('audits.except', actorOf(user), async () => {
    const audit = await auditForChange(code);
    const member = await newMember(audit, { person, role: input.role });
    const ties = await barringTies(person, audit.processes);
    if (ties.length === 0) throw new Refusal('audits.refusal.no_exception_needed', { name: member.name });
    const peer = await peerFor(audit, person, input.peer);
    const at = currentAct().at;
    member.exception = {
      peer: whoOf(peer), reason: input.reason, ties: ties.map(keyOfTie), granted: stampOf(user, at), reviewed: null,
    }; // prettier-ignore
    await checkMember(audit, member, 'assigned');
    await keepWith(audit, member);
  }, inLine(code, input.reason)); // prettier-ignore
}

export async function removeMember(code: string, person: string, user: User): Promise<void> {
  await act('audits.unassign', actorOf(user), async () => {
    const audit = await auditForChange(code);
    mustBe(audit, 'planned', 'proposed', 'accepted');
    if (!audit.team.some((one) => one.person === person)) throw new NotFound();
    audit.team = audit.team.filter((one) => one.person !== person);
    backToPlanning(audit);
    await audit.save();
  }, inLine(code)); // prettier-ignore
}

async function newMember(audit: AuditDoc, { person, role }: MemberInput): Promise<Member> {
  mustBe(audit, 'planned', 'proposed', 'accepted');
  const found = await findUser(person);
  if (!found) throw Invalid.field('person', 'shared.form.choose');
  if (audit.team.some((one) => one.person === person)) throw new Refusal('audits.refusal.in_team', { name: found.name }); // prettier-ignore
  if (role === 'lead' && audit.team.some((one) => one.role === 'lead')) throw new Refusal('audits.refusal.one_lead');
  const member: Member = { person, name: found.name, position: found.positions[0]?.name ?? null, role, exception: null };
  for (const day of [audit.from, audit.until]) await mustBeQualified(member, audit, day);
  return member;
} // prettier-ignore

/** The peer is another qualified auditor, independent of the process and outside the team. */
async function peerFor(audit: AuditDoc, person: string, id: string): Promise<User> {
  const peer = await findUser(id);
  if (!peer || id === person || audit.team.some((one) => one.person === id)) throw Invalid.field('peer', 'audits.form.peer_other'); // prettier-ignore
  await mustBeQualified({ person: id, name: peer.name, role: 'auditor' }, audit, audit.from);
  const ties = await barringTies(id, audit.processes);
  if (ties.length > 0) throw Invalid.field('peer', 'audits.form.peer_tied', { name: peer.name, records: ties.map((one) => one.record).join(', ') }); // prettier-ignore
  return peer;
}

async function keepWith(audit: AuditDoc, member: Member): Promise<void> {
  audit.team.push(member);
  backToPlanning(audit);
  await audit.save();
}
