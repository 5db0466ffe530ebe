// Verbs on schools' plans: begin one, write its items while it is a draft, put it in force, close it (T63).
import { schoolByDane } from '../establishments/index.ts';
import { addingItems, changePlan, closingPlans, editingItems, enablingPlans, mustBeDraft, stamp, withdrawingItems } from '../pam/index.ts'; // prettier-ignore
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { Invalid } from '../platform/errors.ts';
import { termsOf } from '../platform/search/terms.ts';
import { PmiPlan } from './plan.ts';
import { pmiRegister } from './register.ts';
import { pmiCode } from './rules.ts';

export interface PmiInput {
  /** DANE code of the school. */
  dane: string;
  title: string;
  /** Years, both included. */
  from: number;
  until: number;
}

/** Begins the plan of a school as a draft. Returns its code. @throws Invalid when the school has one that begins that year */
export function beginPmi(input: PmiInput, user: User): Promise<string> {
  return act('pmi.begin', actorOf(user), async () => {
    const { id, name } = await schoolByDane(input.dane);
    const code = pmiCode(input.dane, input.from);
    if (await PmiPlan.exists({ code })) throw Invalid.field('from', 'pmi.form.taken', { code });
    const facts = { ...input, code, establishment: id, school: name, state: 'draft' };
    await new PmiPlan({ ...facts, words: wordsOf(facts), began: stamp(user) }).save();
    return code;
  });
}

/** Corrects a draft; its school and first year are its identity and stay. @throws Refusal when it is no draft */
export function editPmi(code: string, input: { title: string; until: number }, user: User): Promise<void> {
  return changePlan(pmiRegister, 'edit', code, user, (plan) => {
    mustBeDraft(plan.state);
    if (input.until < plan.from) throw Invalid.field('until', 'pam.form.until_before');
    plan.set({ ...input, words: wordsOf({ ...plan.toObject(), ...input }) });
  });
}

export const addPmiItem = addingItems(pmiRegister);
export const editPmiItem = editingItems(pmiRegister);
export const setPmiWithdrawn = withdrawingItems(pmiRegister);

/** Puts a plan in force by the acta of the school's council. @throws Refusal, Invalid for a day to come */
export const enablePmi = enablingPlans(pmiRegister);
export const closePmi = closingPlans(pmiRegister);

function wordsOf(plan: {
  code: string;
  title: string;
  school: string;
  from: number;
  until: number;
}): string[] {
  return termsOf(`${plan.code} ${plan.title} ${plan.school} ${plan.from} ${plan.until}`);
}
