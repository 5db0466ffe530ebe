// Asks whether the team of an audit is independent, at each moment when it must be, and writes down what was found (G14).
import { currentAct } from '../../platform/audit/act.ts';
import { dayOf, today } from '../../platform/clock.ts';
import { Refusal } from '../../platform/errors.ts';
import type { AuditDoc, AuditRecord, IndependenceCheck, Member } from '../audit.ts';
import { holdsOn, Qualification, type Level, type QualificationRecord } from '../qualification.ts';
import { barring, keyOfTie, uncovered, type Tie } from '../rules/independence.ts';
import { examines, type TeamRole } from '../rules/states.ts';
import { lookBack } from '../settings.ts';
import { tiesOf } from './gathering.ts';

/** The ties that bar a person from these processes today. */
export async function barringTies(person: string, processes: readonly { id: string }[]): Promise<Tie[]> {
  const day = today();
  const ties = await tiesOf(person, processes.map((one) => one.id), day); // prettier-ignore
  return distinct(barring(ties, day, lookBack.get()));
}

/**
 * Checks one member and keeps what was found with the audit.
 * @throws Refusal naming the records when a tie is not covered by an exception
 */
export async function checkMember(
  audit: AuditDoc,
  member: Pick<Member, 'person' | 'name' | 'exception'>,
  moment: IndependenceCheck['moment'],
): Promise<void> {
  const ties = await barringTies(member.person, audit.processes);
  const open = uncovered(ties, member.exception?.ties ?? []);
  if (open.length > 0) {
    const records = open.slice(0, MOST_NAMED).map((tie) => tie.record).join(', '); // prettier-ignore
    throw new Refusal('audits.refusal.not_independent', { name: member.name, records });
  }
  const { person, name } = member;
  audit.checks.push({ moment, at: currentAct().at, person, name, months: lookBack.get(), ties });
}

/** The whole team: who examines must be qualified and independent. @throws Refusal */
export async function checkTeam(audit: AuditDoc, moment: 'started' | 'signed'): Promise<void> {
  const day = dayOf(currentAct().at);
  for (const member of audit.team.filter(({ role }) => examines(role))) {
    await mustBeQualified(member, audit, day);
    await checkMember(audit, member, moment);
  }
}

/** @throws Refusal when no qualification for the role and these criteria holds on the day */
export async function mustBeQualified(
  { person, name, role }: Pick<Member, 'person' | 'name' | 'role'>,
  { criteria }: Pick<AuditRecord, 'criteria'>,
  day: string,
): Promise<void> {
  if (!examines(role)) return;
  const held = await Qualification.find({ person, until: { $gte: day } }).lean<QualificationRecord[]>();
  if (!isQualified(held, role, criteria, day))
    throw new Refusal('audits.refusal.not_qualified', { name, day });
}

/** A lead auditor needs a qualification as such; the criteria may be covered by several qualifications together. */
export function isQualified(
  held: readonly Pick<QualificationRecord, 'level' | 'criteria' | 'from' | 'until' | 'withdrawn'>[],
  role: TeamRole,
  criteria: readonly string[],
  day: string,
): boolean {
  const enough: readonly Level[] = role === 'lead' ? ['lead'] : ['lead', 'auditor'];
  const valid = held.filter((one) => holdsOn(one, day) && enough.includes(one.level));
  const covered = new Set(valid.flatMap((one) => one.criteria));
  return valid.length > 0 && criteria.every((set) => covered.has(set));
}

const MOST_NAMED = 6;

function distinct(ties: readonly Tie[]): Tie[] {
  const seen = new Map<string, Tie>();
  for (const tie of ties) {
    const key = keyOfTie(tie);
    const known = seen.get(key);
    if (!known || (known.until !== null && (tie.until === null || tie.until > known.until)))
      seen.set(key, tie);
  }
  return [...seen.values()];
}
