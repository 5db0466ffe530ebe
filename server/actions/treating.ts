// Treat a nonconformity step by step: review, causes, the need to act, the result of what was done (G11a, G11b, G11d, G12a-c, G12e).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { actionsIn, amend, become, keep, mustBeIn, recordForChange } from './keeping.ts';
import {
  cycleOf,
  type Analysis,
  type Did,
  type Need,
  type NonconformityDoc,
  type Review,
} from './nonconformity.ts';
import { levelOf, mustAct } from './rules/risk.ts';
import type { State } from './rules/states.ts';
import { stamp } from './stamping.ts';

/** G12a, G11a: what happened, how far it reaches and what was done at once. */
export function review(code: string, input: Omit<Review, keyof Did>, user: User): Promise<void> {
  return change('actions.review', code, user, (record) => {
    become(record, 'analysing');
    amend(record, { review: { ...input, ...stamp(user) } });
  });
}

/** G12b, G11a: whys, fishbone, the root and its family. May be mended until there is a plan; the need is then judged anew. @throws Invalid */
export function analyse(code: string, input: Omit<Analysis, keyof Did>, user: User): Promise<void> {
  return change('actions.analyse', code, user, (record) => {
    if (input.whys.length === 0 && input.fishbone.length === 0)
      throw Invalid.field('whys.0', 'actions.form.no_cause');
    become(record, 'judging');
    amend(record, { analysis: { ...input, ...stamp(user) }, need: null });
  });
}

/** G12c, G11b: whether to act, against the risk. @throws Invalid when it must be acted upon */
export function judge(
  code: string,
  input: Pick<Need, 'probability' | 'impact' | 'act' | 'why'>,
  user: User,
): Promise<void> {
  return change('actions.judge', code, user, (record) => {
    mustBeIn(record, 'judging');
    const level = levelOf(input.probability, input.impact);
    const must = input.act ? null : mustAct(level, record.grade);
    if (must) throw Invalid.field('act', `actions.form.must_act_${must}`);
    become(record, input.act ? 'planning' : 'verifying');
    amend(record, { need: { ...input, level, ...stamp(user) } });
  });
}

/** G12e, G11d: what came of the actions, once none is open. @throws Refusal */
export function recordResult(code: string, input: { text: string }, user: User): Promise<void> {
  return change('actions.result', code, user, async (record) => {
    mustBeIn(record, 'acting');
    const all = await actionsIn(record);
    if (all.some((one) => one.state === 'planned')) throw new Refusal('actions.refusal.open_actions');
    const { number } = cycleOf(record);
    const isDone = all.some((one) => one.cycle === number && one.state === 'done' && one.kind !== 'correction');
    if (!isDone) throw new Refusal('actions.refusal.nothing_done');
    become(record, 'verifying');
    amend(record, { result: { ...input, ...stamp(user) } });
  });
} // prettier-ignore

async function change(
  name: string,
  code: string,
  user: User,
  work: (record: NonconformityDoc) => void | Promise<void>,
): Promise<void> {
  await act(name, actorOf(user), async () => {
    const record = await recordForChange(code);
    await work(record);
    await keep(record);
  });
}

/** States in which nothing was planned yet: an opening by mistake can still be annulled. */
export const BEFORE_PLAN: readonly State[] = ['opened', 'analysing', 'judging', 'planning'];
