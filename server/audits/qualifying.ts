// Qualify an auditor, on a ground that can be shown and until a date; and take that back with a reason (G14: competence).
import { peopleByIds } from '../people/index.ts';
import { clauseSets } from '../requirements/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import type { Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { Qualification, type Level } from './qualification.ts';
import { stampOf, type StoredFile } from './stored.ts';

export interface QualificationInput {
  person: string;
  level: Level;
  ground: string;
  criteria: string[];
  from: Day;
  until: Day;
  file: StoredFile | null;
}

/** Returns its id. @throws Refusal for oneself; Invalid for dates the wrong way round */
export function qualify(input: QualificationInput, user: User): Promise<string> {
  return act('audits.qualify', actorOf(user), async () => {
    if (input.person === user.id) throw new Refusal('audits.refusal.own_qualification');
    const [person] = await peopleByIds([input.person]);
    if (!person?.active) throw Invalid.field('person', 'shared.form.choose');
    if (input.until < input.from) throw Invalid.field('until', 'audits.form.ends_before');
    if (input.criteria.length === 0) throw Invalid.field('criteria', 'audits.form.criteria_needed');
    if (input.criteria.some((set) => !clauseSets.some((one) => one.id === set))) throw Invalid.field('criteria', 'shared.form.choose');
    const made = new Qualification({ ...input, personName: person.name, given: stampOf(user, currentAct().at) });
    await made.save();
    return made.id;
  }); // prettier-ignore
}

export async function withdrawQualification(
  id: string,
  { reason }: { reason: string },
  user: User,
): Promise<void> {
  await act('audits.withdraw_qualification', actorOf(user), async () => {
    const found = await Qualification.findById(id);
    if (!found) throw new NotFound();
    if (found.person === user.id) throw new Refusal('audits.refusal.own_qualification');
    if (found.withdrawn) throw new Refusal('audits.refusal.withdrawn_already');
    found.withdrawn = { ...stampOf(user, currentAct().at), reason };
    await found.save();
  }, { reason }); // prettier-ignore
}
