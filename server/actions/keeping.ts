// What every verb of this slice begins and ends with: reading its records inside the transaction, and keeping in step what lists and policies ask.
import { dayOf } from '../platform/clock.ts';
import { NotFound, Refusal } from '../platform/errors.ts';
import { ImprovementAction, type ActionDoc } from './action.ts';
import { cycleOf, Nonconformity, type Cycle, type NonconformityDoc } from './nonconformity.ts';
import { nextDue } from './rules/dates.ts';
import { verifiableFrom } from './rules/closing.ts';
import { doersOf } from './rules/separation.ts';
import { mayBecome, type State } from './rules/states.ts';

/** @throws NotFound */
export async function recordForChange(code: string): Promise<NonconformityDoc> {
  const record = await Nonconformity.findOne({ code });
  if (!record) throw new NotFound();
  return record;
}

/** An action with its nonconformity. @throws NotFound */
export async function actionForChange(
  code: string,
): Promise<{ action: ActionDoc; record: NonconformityDoc }> {
  const action = await ImprovementAction.findOne({ code });
  const record = action && (await Nonconformity.findById(action.nonconformity));
  if (!record) throw new NotFound();
  return { action, record };
}

export function actionsIn(record: Pick<NonconformityDoc, '_id'>): Promise<ActionDoc[]> {
  return ImprovementAction.find({ nonconformity: record._id }).sort({ code: 1 }).exec();
}

/** @throws Refusal when the step does not exist */
export function become(record: NonconformityDoc, to: State): void {
  if (!mayBecome(record.state, to)) throw new Refusal(`actions.refusal.state_${record.state}`);
  record.state = to;
}

/** @throws Refusal when it is in none of these states */
export function mustBeIn(record: NonconformityDoc, ...states: State[]): void {
  if (!states.includes(record.state)) throw new Refusal(`actions.refusal.state_${record.state}`);
}

/** Writes a part of the present cycle; earlier cycles are never touched. */
export function amend(record: NonconformityDoc, part: Partial<Cycle>): void {
  record.set('cycles', [...record.cycles.slice(0, -1), { ...cycleOf(record), ...part }]);
}

/** Saves what follows from the record and its actions. Call it last, after the actions were saved. */
export async function keep(record: NonconformityDoc): Promise<void> {
  const [actions, cycle] = [await actionsIn(record), cycleOf(record)];
  const open = actions.filter((one) => one.state === 'planned');
  record.set({
    doers: doersOf(record.cycles, actions),
    positions: [...new Set([record.responsible, ...actions.map((one) => one.responsible)])],
    category: cycle.analysis?.category ?? record.category,
    nextDue: nextDue({
      state: record.state,
      planDue: record.planDue,
      verifyNotBefore:
        verifiableFrom(cycle, actions) ?? (cycle.need && dayOf(cycle.need.at)),
      actions: open.map((one) => one.due),
      verifiedOn: cycle.verification && dayOf(cycle.verification.at),
    }),
  });
  await record.save();
} // prettier-ignore
