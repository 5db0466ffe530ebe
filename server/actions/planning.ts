// Plan: the criterion of effectiveness and its day first, then what, who, until when and with what (G11c, G12d).
import { holdersOf } from '../people/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { today, type Day } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { link } from '../platform/links/links.ts';
import { queueOf, takeNumber } from '../platform/numbering/numbering.ts';
import { ImprovementAction } from './action.ts';
import { amend, become, keep, mustBeIn, recordForChange } from './keeping.ts';
import { cycleOf, type NonconformityDoc } from './nonconformity.ts';
import { positionNamed } from './placing.ts';
import { codeOf, kindFor, SERIES, type ActionKind } from './rules/states.ts';
import { stamp } from './stamping.ts';

export interface NewAction {
  what: string;
  /** Id of the position that executes it. */
  responsible: string;
  due: Day;
  resources: string;
}
export interface NewPlan extends NewAction {
  criterion: string;
  verifyNotBefore: Day;
}

export const ACTIONS_QUEUE = queueOf('actions');

/** Sets the plan with its first action. Returns the action's code. @throws Invalid */
export function plan(code: string, input: NewPlan, user: User): Promise<string> {
  const { criterion, verifyNotBefore, ...first } = input;
  const run = async (): Promise<string> => {
    const record = await recordForChange(code);
    const made = await makeAction(record, kindFor(record.nature), first, user);
    become(record, 'acting');
    if (verifyNotBefore <= first.due) throw Invalid.field('verifyNotBefore', 'actions.form.verify_after_due');
    amend(record, { plan: { criterion, verifyNotBefore, ...stamp(user) } });
    await keep(record);
    return made;
  };
  return act('actions.plan', actorOf(user), run, ACTIONS_QUEUE);
}

/** One more action of the plan that is under way, or a correction at any moment before. Returns its code. @throws Invalid, Refusal */
export function addAction(
  code: string,
  input: NewAction & { correction: boolean },
  user: User,
): Promise<string> {
  const { correction, ...facts } = input;
  const run = async (): Promise<string> => {
    const record = await recordForChange(code);
    mayAdd(record, correction, facts.due);
    const made = await makeAction(record, correction ? 'correction' : kindFor(record.nature), facts, user);
    await keep(record);
    return made;
  };
  return act('actions.add', actorOf(user), run, ACTIONS_QUEUE);
}

function mayAdd(record: NonconformityDoc, correction: boolean, due: Day): void {
  // What did not happen has nothing to correct.
  if (correction && record.nature === 'potential') throw new Refusal('actions.refusal.no_correction');
  if (correction) return mustBeIn(record, 'opened', 'analysing', 'judging', 'planning', 'acting');
  mustBeIn(record, 'acting');
  const { plan } = cycleOf(record);
  if (plan && plan.verifyNotBefore <= due) throw Invalid.field('due', 'actions.form.due_before_verify');
}

async function makeAction(
  record: NonconformityDoc,
  kind: ActionKind,
  input: NewAction,
  user: User,
): Promise<string> {
  const { year, number } = await takeNumber(SERIES[kind].register);
  if (input.due < today()) throw Invalid.field('due', 'actions.form.due_past');
  const position = await positionNamed(input.responsible);
  const holders = await holdersOf(position.id);
  const { process, processName } = record;
  const action = new ImprovementAction({
    ...input,
    code: codeOf(kind, year, number),
    year,
    number,
    kind,
    nonconformity: record._id,
    nonconformityCode: record.code,
    cycle: cycleOf(record).number,
    process,
    processName,
    responsibleName: position.name,
    holders: holders.map((one) => one.id),
    state: 'planned',
    planned: stamp(user),
  });
  await action.save();
  const self = { kind: 'action', id: action.id };
  await link(self, 'corrects', { kind: 'nonconformity', id: record.id });
  return action.code;
}
