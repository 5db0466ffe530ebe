// Open a nonconformity: from a page, or inside the act of a complaint, an audit or another slice that found it.
import { clauseById } from '../requirements/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { today, type Day } from '../platform/clock.ts';
import { Invalid } from '../platform/errors.ts';
import type { Ref } from '../platform/links/kinds.ts';
import { link } from '../platform/links/links.ts';
import { queueOf, takeNumber } from '../platform/numbering/numbering.ts';
import { closureDays } from '../platform/settings/settings.ts';
import { newCycle, Nonconformity } from './nonconformity.ts';
import { placeOf, positionNamed, processNamed } from './placing.ts';
import { nextDue, planDue } from './rules/dates.ts';
import { codeOf, SERIES, type Grade, type Nature, type Source } from './rules/states.ts';
import { whoActs } from './stamping.ts';

export interface NewNonconformity {
  nature: Nature;
  source: Source;
  /** The complaint, finding, service or record in which it was seen. */
  origin: Ref | null;
  /** Code (or id) of the process. */
  process: string | null;
  /** Id of the clause that is not met, e.g. `T63`. */
  clause: string | null;
  description: string;
  grade: Grade;
  /** When it was found; not after today. */
  found: Day;
  /** Id of the position that answers for it. */
  responsible: string;
}

/** The queue that an act which opens a nonconformity carries. */
export const NONCONFORMITIES_QUEUE = queueOf('nonconformities');

/** Opens a nonconformity from a page. Returns its code. @throws Invalid */
export function registerNonconformity(input: NewNonconformity, user: User): Promise<string> {
  const open = async (): Promise<string> => (await openNonconformity(input)).code;
  return act('actions.open', actorOf(user), open, NONCONFORMITIES_QUEUE);
}

/**
 * Opens a nonconformity inside the open act, which should carry `queueOf('nonconformities')`, and links its origin to it (L1).
 * Source: G11a, G12a.
 * @throws Invalid for a process or position that is not in use, a clause that does not exist, or a date to come
 */
export async function openNonconformity(input: NewNonconformity): Promise<{ id: string; code: string }> {
  const { nature, source, origin, clause, description, grade, found } = input;
  const { year, number } = await takeNumber(SERIES[nature].register);
  if (found > today()) throw Invalid.field('found', 'actions.form.not_yet');
  if (clause && !clauseById(clause)) throw Invalid.field('clause', 'actions.form.clause_gone');
  const [process, responsible] = [await processNamed(input.process), await positionNamed(input.responsible)];
  const code = codeOf(nature, year, number);
  const due = planDue(grade, found, closureDays());
  const by = whoActs();
  const { at } = currentAct();
  const record = new Nonconformity({
    code, year, number, nature, source, origin, clause, description, grade, found,
    ...placeOf(process),
    opened: { by, at },
    responsible: responsible.id,
    responsibleName: responsible.name,
    state: 'opened',
    cycles: [newCycle(1, { began: by && { by, at }, cause: 'first', reason: '' })],
    planDue: due,
    nextDue: nextDue({ state: 'opened', planDue: due, verifyNotBefore: null, actions: [], verifiedOn: null }),
    positions: [responsible.id],
  }); // prettier-ignore
  await record.save();
  const self = { kind: 'nonconformity', id: record.id };
  if (origin) await link(origin, 'originates', self);
  if (process) await link(self, 'applies_to', { kind: 'process', id: process.id });
  if (clause) await link(self, 'cites', { kind: 'clause', id: clause });
  return { id: self.id, code };
}
