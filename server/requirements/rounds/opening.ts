// Open a round: one blank answer for each clause that applies here, and a note of those that do not.
import type { Model } from 'mongoose';
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act } from '../../platform/audit/act.ts';
import { bulkInsert } from '../../platform/audit/bulk.ts';
import type { Day } from '../../platform/clock.ts';
import { Invalid, Refusal } from '../../platform/errors.ts';
import { queueOf, takeNumber } from '../../platform/numbering/numbering.ts';
import { isAnswered, setById } from '../catalogue/index.ts';
import { signedBy } from '../keeping.ts';
import { roundCode } from '../rules.ts';
import { standingsOf } from '../standings.ts';
import { Answer, Round, type AnswerRecord } from './round.ts';

export interface NewRound {
  set: string;
  name: string;
  from: Day;
  until: Day;
}

export const SERIES = 'self_assessments';

/** Opens a round over a set and gives its code. @throws Refusal while another one over the same set is open */
export function openRound(input: NewRound, user: User): Promise<string> {
  if (!setById(input.set)) throw Invalid.field('set', 'shared.form.choose');
  if (input.until < input.from) throw Invalid.field('until', 'requirements.form.until_before');
  return act('requirements.open_round', actorOf(user), async () => {
    const { year, number } = await takeNumber(SERIES);
    const open = await Round.findOne({ criteria: input.set, state: 'open' }).lean();
    if (open) throw new Refusal('requirements.refusal.round_open', { code: open.code });
    const standings = [...(await standingsOf(input.set)).values()].filter(({ clause }) => isAnswered(clause));
    const { set, name, from, until } = input;
    const round = new Round({
      ...{ code: roundCode(year, number), year, number, criteria: set, name, period: { from, until } },
      opened: signedBy(user),
      excluded: standings.flatMap(({ applies, clause, reason }) => applies ? [] : [{ clause: clause.id, reason }]),
    }); // prettier-ignore
    await round.save();
    const answered = standings.filter(({ applies }) => applies);
    await bulkInsert(
      Answer as unknown as Model<AnswerRecord>,
      answered.map(({ clause }, order) => ({ round: round._id, clause: clause.id, order })),
    );
    return round.code;
  }, queueOf(SERIES)); // prettier-ignore
}
