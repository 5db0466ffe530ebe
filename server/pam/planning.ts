// Verbs on the entity's plans: begin one, write its items while it is a draft, put it in force, close it (T65, P7).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { Invalid } from '../platform/errors.ts';
import { termsOf } from '../platform/search/terms.ts';
import { PamPlan } from './plan.ts';
import { addingItems, changePlan, closingPlans, editingItems, enablingPlans, stamp, withdrawingItems } from './plans/changing.ts'; // prettier-ignore
import { mustBeDraft } from './plans/rules.ts';
import { pamRegister } from './register.ts';
import { mustBeAnother } from './rules.ts';

export interface PlanInput {
  code: string;
  title: string;
  entity: string;
  /** Years, both included. */
  from: number;
  until: number;
}

/** Begins a plan as a draft. Returns its id. @throws Invalid when its code is taken */
export function beginPlan(input: PlanInput, user: User): Promise<string> {
  return act('pam.begin', actorOf(user), async () => {
    if (await PamPlan.exists({ code: input.code }))
      throw Invalid.field('code', 'pam.form.code_taken', { code: input.code });
    const plan = new PamPlan({ ...input, words: wordsOf(input), state: 'draft', began: stamp(user) });
    await plan.save();
    return plan.id;
  });
}

/** Corrects a draft; the code is its identity and stays. @throws Refusal when it is no draft */
export function editPlan(code: string, input: Omit<PlanInput, 'code'>, user: User): Promise<void> {
  return changePlan(pamRegister, 'edit', code, user, (plan) => {
    mustBeDraft(plan.state);
    plan.set({ ...input, words: wordsOf({ ...input, code }) });
  });
}

export const addItem = addingItems(pamRegister);
export const editItem = editingItems(pamRegister);
export const setWithdrawn = withdrawingItems(pamRegister);

/** Puts a plan in force by the committee's acta; never by whoever began it. @throws Refusal, Invalid for a day to come */
export const enablePlan = enablingPlans(pamRegister, (plan, user) => {
  mustBeAnother(plan.began.id, user.id);
});
export const closePlan = closingPlans(pamRegister);

function wordsOf({ code, title, entity, from, until }: PlanInput): string[] {
  return termsOf(`${code} ${title} ${entity} ${from} ${until}`);
}
