// What waits for a person in audits: to approve, to accept, to start, to examine, to answer, to sign, to read.
import { has, type User } from '../../platform/access/roles.ts';
import { addDays, now, startOf, today } from '../../platform/clock.ts';
import type { Task } from '../../platform/http/slice.ts';
import { Audit, type AuditRecord } from '../audit.ts';
import { Finding, type FindingRecord } from '../finding.ts';
import { conducts, leadsAudit, speaksForAuditee } from '../policy.ts';
import { Programme, type ProgrammeRecord } from '../programme.ts';
import { endingUntil } from './auditors.ts';

const NOTICE_DAYS = 60;

export async function tasksOf(user: User): Promise<Task[]> {
  if (has(user, 'certifier')) return [];
  const lists = await Promise.all([programmes(user), ofTeam(user), ofAuditee(user), answers(user), readings(user), qualifications(user)]);
  return lists.flat();
} // prettier-ignore

async function programmes(user: User): Promise<Task[]> {
  if (!has(user, 'committee')) return [];
  const waiting = await Programme.find({ state: 'proposed' }).lean<ProgrammeRecord[]>();
  return waiting
    .filter(({ authors }) => !authors.some((one) => one.id === user.id))
    .map(({ code, year, proposed }) => ({
      href: `/programas-auditoria/${code}`, word: 'audits.task.approve_programme', params: { code, year }, since: proposed?.at ?? now(), due: null,
    }));
} // prettier-ignore

const WORDS = { accepted: 'start', in_progress: 'examine', signed: 'close' } as const;

async function ofTeam(user: User): Promise<Task[]> {
  const mine = { $or: [{ 'team.person': user.id }, { 'team.exception.peer.id': user.id }, ...(has(user, 'quality') ? [{ origin: 'external' as const }] : [])] };
  const found = await Audit.find({ ...mine, state: { $in: ['accepted', 'in_progress', 'signed'] } }).lean<AuditRecord[]>();
  return found.flatMap((audit): Task[] => {
    const peer = audit.team.some(({ exception }) => exception?.peer.id === user.id && !exception.reviewed);
    if (audit.state === 'signed' && peer) return [taskOf(audit, 'peer', audit.signed?.at ?? now())];
    const mayAct = audit.state === 'signed' ? leadsAudit(user, audit) : conducts(user, audit);
    const word = WORDS[audit.state as keyof typeof WORDS];
    return mayAct ? [{ ...taskOf(audit, word, audit.started?.at ?? audit.accepted?.at ?? audit.createdAt), due: audit.state === 'accepted' ? audit.from : audit.until }] : [];
  });
} // prettier-ignore

async function ofAuditee(user: User): Promise<Task[]> {
  const positions = user.positions.map((held) => held.id);
  const where = has(user, 'committee') ? {} : { auditees: { $in: positions } };
  const found = await Audit.find({ state: 'proposed', ...where }).lean<AuditRecord[]>();
  return found
    .filter((audit) => speaksForAuditee(user, audit) && !audit.team.some((one) => one.person === user.id))
    .map((audit) => ({ ...taskOf(audit, 'accept', audit.proposed?.at ?? now()), due: audit.from }));
}

async function answers(user: User): Promise<Task[]> {
  const positions: (string | null)[] = user.positions.map((held) => held.id);
  if (has(user, 'committee')) positions.push(null);
  const found = await Finding.find({ open: true, responsible: { $in: positions }, answer: null, withdrawn: null }).lean<FindingRecord[]>();
  return found.map(({ auditCode, number, code, statement, signedAt, answerBy }) => ({
    href: `/auditorias/${auditCode}/hallazgos/${number}`, word: 'audits.task.answer', params: { code, statement: statement.slice(0, 80) },
    since: signedAt ?? now(), due: answerBy,
  }));
} // prettier-ignore

async function readings(user: User): Promise<Task[]> {
  const found = await Audit.find({ 'recipients.id': user.id, state: 'closed' }).lean<AuditRecord[]>();
  return found
    .filter(({ recipients }) => recipients.some((one) => one.id === user.id && !one.readAt))
    .map((audit) => taskOf(audit, 'read', audit.closed?.at ?? now()));
}

async function qualifications(user: User): Promise<Task[]> {
  if (!has(user, 'quality')) return [];
  const ending = await endingUntil(addDays(today(), NOTICE_DAYS));
  return ending.map(({ personName, until, from }) => ({
    href: '/auditores', word: 'audits.task.qualification_ends', params: { name: personName }, since: startOf(from), due: until,
  }));
} // prettier-ignore

function taskOf(audit: AuditRecord, word: string, since: Date): Task {
  const { code, title } = audit;
  return {
    href: `/auditorias/${code}`,
    word: `audits.task.${word}`,
    params: { code, title },
    since,
    due: null,
  };
}
