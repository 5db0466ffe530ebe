// Auditors as lists see them, and who may be put on an audit with the reasons why or why not.
import { peopleByIds } from '../../people/index.ts';
import { today, type Day } from '../../platform/clock.ts';
import type { AuditRecord } from '../audit.ts';
import { barringTies, isQualified } from '../independence/checking.ts';
import { holdsOn, Qualification, type QualificationRecord } from '../qualification.ts';
import type { Tie } from '../rules/independence.ts';

export function allQualifications(): Promise<QualificationRecord[]> {
  return Qualification.find().sort({ personName: 1, until: -1 }).lean<QualificationRecord[]>();
}

/** Qualifications that end between today and a day. */
export function endingUntil(last: Day): Promise<QualificationRecord[]> {
  return Qualification.find({ until: { $gte: today(), $lte: last }, withdrawn: null })
    .sort({ until: 1 })
    .lean<QualificationRecord[]>();
}

export interface Candidate {
  person: string;
  name: string;
  position: string | null;
  /** Qualified on both days of the audit, for its criteria. */
  qualifiedAsLead: boolean;
  qualified: boolean;
  /** What bars this person today; empty for the independent. */
  ties: Tie[];
}

/** Everybody with a qualification that holds today or on the days of the audit, and what speaks against each. */
export async function candidatesFor(audit: AuditRecord): Promise<Candidate[]> {
  const all = await Qualification.find({ withdrawn: null, until: { $gte: today() } }).lean<QualificationRecord[]>();
  const byPerson = Map.groupBy(all.filter((one) => holdsOn(one, audit.from) || holdsOn(one, today())), (one) => one.person);
  const people = (await peopleByIds([...byPerson.keys()])).filter((one) => one.active);
  const free = people.filter((one) => !audit.team.some((member) => member.person === one.id));
  return Promise.all(
    free.map(async ({ id, name, position }) => {
      const held = byPerson.get(id) ?? [];
      const isFit = (role: 'lead' | 'auditor') => [audit.from, audit.until].every((day) => isQualified(held, role, audit.criteria, day));
      return { person: id, name, position, qualifiedAsLead: isFit('lead'), qualified: isFit('auditor'), ties: await barringTies(id, audit.processes) };
    }),
  );
} // prettier-ignore
