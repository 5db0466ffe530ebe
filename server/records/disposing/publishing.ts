// Publication of an approved inventory for sixty working days, what the public says of it, and the answers.
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act, currentAct } from '../../platform/audit/act.ts';
import { addWorkingDays, dayOf, today } from '../../platform/clock.ts';
import { NotFound, Refusal } from '../../platform/errors.ts';
import { closureDays } from '../../platform/settings/settings.ts';
import { Observation } from './observation.ts';
import { disposalForChange } from './preparing.ts';
import { DAYS_PUBLISHED, mustBe } from './rules.ts';

/** Publishes an approved inventory; its last day is computed once, with the calendar of today. @throws Refusal */
export async function publishDisposal(code: string, user: User): Promise<void> {
  await act('records.publish_disposal', actorOf(user), async () => {
    const disposal = await disposalForChange(code);
    mustBe(disposal.state, 'approved');
    const { at } = currentAct();
    const day = dayOf(at);
    // The day of publication itself does not count (Ley 4 de 1913, art. 62).
    const until = addWorkingDays(day, DAYS_PUBLISHED, closureDays());
    disposal.state = 'published';
    disposal.published = { day, until, by: user.name, at };
    await disposal.save();
  });
}

export interface ObservationInput {
  name: string;
  contact: string;
  text: string;
}

/** Takes what somebody of the public says, until the last day. @returns its number. @throws Refusal afterwards */
export function observe(code: string, input: ObservationInput): Promise<number> {
  const verb = async (): Promise<number> => {
    const disposal = await disposalForChange(code);
    if (!disposal.published) throw new NotFound();
    if (disposal.state !== 'published' || today() > disposal.published.until)
      throw new Refusal('records.disposal.refusal.time_over', { day: disposal.published.until });
    const number = (await Observation.countDocuments({ disposal: disposal._id })) + 1;
    const { at } = currentAct();
    await new Observation({ ...input, disposal: disposal._id, number, at, answer: null }).save();
    // Compare-and-set with a destruction at the same moment.
    disposal.increment();
    await disposal.save();
    return number;
  };
  return act('records.observe_disposal', { kind: 'citizen' }, verb, { queue: `observations:${code}` });
}

/** Answers an observation; where it is upheld the office takes the line out, or gives the disposal up. @throws Refusal */
export async function answerObservation(
  code: string,
  number: number,
  input: { text: string; upheld: boolean },
  user: User,
): Promise<void> {
  await act('records.answer_observation', actorOf(user), async () => {
    const disposal = await disposalForChange(code);
    const observation = await Observation.findOne({ disposal: disposal._id, number });
    if (!observation) throw new NotFound();
    if (observation.answer) throw new Refusal('records.disposal.refusal.answered');
    observation.answer = { ...input, by: user.name, at: currentAct().at };
    await observation.save();
  });
}
