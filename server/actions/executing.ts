// Execute an action: follow-up with evidence, its end, more time with a reason, or its cancellation (G11c, G12d).
import { actorOf } from '../platform/access/policy.ts';
import { holds, type User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { today, type Day } from '../platform/clock.ts';
import { Invalid, Refusal } from '../platform/errors.ts';
import { evidenceOf, type ActionDoc } from './action.ts';
import { attach, EVIDENCE_QUEUE, type Proven } from './evidencing.ts';
import { actionForChange, keep, mustBeIn } from './keeping.ts';
import type { Evidence, NonconformityDoc } from './nonconformity.ts';
import { stamp } from './stamping.ts';

export interface Reported {
  text: string;
  evidence: Evidence[];
}

/** Adds what was done so far and what proves it. @throws Refusal for an action that ended */
export function followUp(code: string, input: Reported, user: User): Promise<void> {
  return change('actions.follow_up', code, user, async (action) => {
    const evidence = await attach(provenBy(action), input.evidence, user);
    action.set('followUps', [...action.followUps, { text: input.text, evidence, ...stamp(user) }]);
  });
}

/** Ends an action. @throws Refusal without evidence; Invalid for a day to come or before it was planned */
export function complete(code: string, input: Reported & { on: Day }, user: User): Promise<void> {
  return change('actions.complete', code, user, async (action) => {
    if (input.on > today()) throw Invalid.field('on', 'actions.form.not_yet');
    const evidence = await attach(provenBy(action), input.evidence, user);
    if (evidence.length > 0)
      action.set('followUps', [...action.followUps, { text: input.text, evidence, ...stamp(user) }]);
    if (evidenceOf(action).length === 0) throw Invalid.field('file', 'actions.form.no_evidence');
    action.set({ state: 'done', done: { on: input.on, text: input.text, ...stamp(user) } });
  });
}

/** Moves the due day; the earlier ones stay. Whoever must execute it does not grant themselves more time. @throws Refusal, Invalid */
export function extend(code: string, input: { to: Day; reason: string }, user: User): Promise<void> {
  return change('actions.extend', code, user, (action) => {
    if (holds(user, action.responsible)) throw new Refusal('actions.refusal.own_extension');
    if (input.to <= action.due) throw Invalid.field('to', 'actions.form.extension_later');
    if (!input.reason.trim()) throw Invalid.field('reason', 'actions.form.reason');
    action.set({
      extensions: [...action.extensions, { from: action.due, ...input, ...stamp(user) }],
      due: input.to,
      reminded: { last: null, times: 0, level: 0 },
    });
  });
}

/** An action that will not be done; the reason stays. @throws Refusal */
export function cancel(code: string, input: { reason: string }, user: User): Promise<void> {
  return change('actions.cancel', code, user, (action) => {
    action.set({ state: 'cancelled', cancelled: { ...input, ...stamp(user) } });
  });
}

function provenBy({ _id, code, process, responsibleName }: ActionDoc): Proven {
  return { kind: 'action', id: String(_id), code, process, responsible: responsibleName };
}

async function change(
  name: string,
  code: string,
  user: User,
  work: (action: ActionDoc, record: NonconformityDoc) => void | Promise<void>,
): Promise<void> {
  const run = async (): Promise<void> => {
    const { action, record } = await actionForChange(code);
    if (action.state !== 'planned') throw new Refusal(`actions.refusal.action_${action.state}`);
    mustBeIn(record, 'opened', 'analysing', 'judging', 'planning', 'acting');
    await work(action, record);
    await action.save();
    await keep(record);
  };
  await act(name, actorOf(user), run, EVIDENCE_QUEUE);
}
