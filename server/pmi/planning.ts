// Verbs on schools' plans: begin one, write its items while it is a draft, put it in force, close it (T63).
import { schoolByDane } from '../establishments/index.ts';
import { itemCode, mustBeDraft, mustBeInForce, mustBeReadyToEnable, type By, type ItemInput } from '../pam/index.ts'; // prettier-ignore
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { today, type Day } from '../platform/clock.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { termsOf } from '../platform/search/terms.ts';
import { PmiItem, type PmiItemDoc } from './item.ts';
import { PmiPlan, type PmiPlanDoc } from './plan.ts';
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
  return changePlan('pmi.edit', code, user, (plan) => {
    mustBeDraft(plan.state);
    if (input.until < plan.from) throw Invalid.field('until', 'pam.form.until_before');
    plan.set({ ...input, words: wordsOf({ ...plan.toObject(), ...input }) });
  });
}

/** Adds a line under the next number. Returns its code. @throws Refusal when the plan is no draft */
export async function addPmiItem(code: string, input: ItemInput, user: User): Promise<string> {
  let made = '';
  await changePlan('pmi.add_item', code, user, async (plan) => {
    mustBeDraft(plan.state);
    plan.items += 1;
    made = itemCode(code, plan.items);
    const facts = { plan: plan._id, number: plan.items, code: made, words: termsOf(`${made} ${input.text}`) };
    await new PmiItem({ ...input, ...facts }).save();
  });
  return made;
}

/** @throws Refusal when the plan is no draft */
export function editPmiItem(code: string, input: ItemInput, user: User): Promise<void> {
  return changeItem('pmi.edit_item', code, user, (item) => {
    item.set({ ...input, words: termsOf(`${code} ${input.text}`) });
  });
}

/** Takes a line out of a draft, or puts it back. Its number stays with it. @throws Refusal when the plan is no draft */
export function setPmiWithdrawn(code: string, withdrawn: boolean, user: User): Promise<void> {
  return changeItem(withdrawn ? 'pmi.withdraw_item' : 'pmi.restore_item', code, user, (item) => {
    item.withdrawn = withdrawn;
  });
}

/** Puts a plan in force by the acta of the school's council. @throws Refusal, Invalid for a day to come */
export function enablePmi(code: string, input: { acta: string; day: Day }, user: User): Promise<void> {
  if (input.day > today()) throw Invalid.field('day', 'pam.form.day_future');
  return changePlan('pmi.enable', code, user, async (plan) => {
    const items = await PmiItem.countDocuments({ plan: plan._id, withdrawn: false });
    mustBeReadyToEnable(plan.state, items);
    plan.set({ state: 'in_force', enabled: { ...stamp(user), ...input } });
  });
}

/** Closes a plan in force: its period ended, or another took its place. @throws Refusal */
export function closePmi(code: string, reason: string, user: User): Promise<void> {
  return changePlan('pmi.close', code, user, (plan) => {
    mustBeInForce(plan.state);
    plan.set({ state: 'closed', closed: { ...stamp(user), reason } });
  });
}

async function changePlan(
  name: string,
  code: string,
  user: User,
  change: (plan: PmiPlanDoc) => void | Promise<void>,
): Promise<void> {
  const verb = async (): Promise<void> => {
    const plan = await PmiPlan.findOne({ code });
    if (!plan) throw new NotFound();
    await change(plan);
    await plan.save();
  };
  await act(name, actorOf(user), verb, { queue: `pmi:${code}` });
}

async function changeItem(
  name: string,
  code: string,
  user: User,
  change: (item: PmiItemDoc) => void,
): Promise<void> {
  await act(name, actorOf(user), async () => {
    const item = await PmiItem.findOne({ code });
    const plan = item && (await PmiPlan.findById(item.plan));
    if (!item || !plan) throw new NotFound();
    mustBeDraft(plan.state);
    change(item);
    await item.save();
  });
}

function stamp(user: User): By & { at: Date } {
  return { id: user.id, name: user.name, position: user.positions[0]?.name ?? null, at: currentAct().at };
}

function wordsOf(plan: {
  code: string;
  title: string;
  school: string;
  from: number;
  until: number;
}): string[] {
  return termsOf(`${plan.code} ${plan.title} ${plan.school} ${plan.from} ${plan.until}`);
}
