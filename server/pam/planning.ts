// Verbs on plans: begin one, write its items while it is a draft, put it in force, close it (T65, P7).
import { actorOf } from '../platform/access/policy.ts';
import type { User } from '../platform/access/roles.ts';
import { act, currentAct } from '../platform/audit/act.ts';
import { today, type Day } from '../platform/clock.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { termsOf } from '../platform/search/terms.ts';
import { PamItem, type PamItemDoc } from './item.ts';
import { PamPlan, type By, type PamPlanDoc } from './plan.ts';
import { itemCode, mustBeAnother, mustBeDraft, mustBeInForce, mustBeReadyToEnable, type ItemKind } from './rules.ts'; // prettier-ignore

export interface PlanInput {
  code: string;
  title: string;
  entity: string;
  /** Years, both included. */
  from: number;
  until: number;
}

export interface ItemInput {
  kind: ItemKind;
  text: string;
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
  return changePlan('pam.edit', code, user, (plan) => {
    mustBeDraft(plan.state);
    plan.set({ ...input, words: wordsOf({ ...input, code }) });
  });
}

/** Adds a line under the next number. Returns its code. @throws Refusal when the plan is no draft */
export async function addItem(code: string, input: ItemInput, user: User): Promise<string> {
  let made = '';
  await changePlan('pam.add_item', code, user, async (plan) => {
    mustBeDraft(plan.state);
    plan.items += 1;
    made = itemCode(code, plan.items);
    const facts = { plan: plan._id, number: plan.items, code: made, words: termsOf(`${made} ${input.text}`) };
    await new PamItem({ ...input, ...facts }).save();
  });
  return made;
}

/** @throws Refusal when the plan is no draft */
export function editItem(code: string, input: ItemInput, user: User): Promise<void> {
  return changeItem('pam.edit_item', code, user, (item) => {
    item.set({ ...input, words: termsOf(`${code} ${input.text}`) });
  });
}

/** Takes a line out of a draft, or puts it back. Its number stays with it. @throws Refusal when the plan is no draft */
export function setWithdrawn(code: string, withdrawn: boolean, user: User): Promise<void> {
  return changeItem(withdrawn ? 'pam.withdraw_item' : 'pam.restore_item', code, user, (item) => {
    item.withdrawn = withdrawn;
  });
}

/** Puts a plan in force by the committee's acta; never by whoever began it. @throws Refusal, Invalid for a day to come */
export function enablePlan(code: string, input: { acta: string; day: Day }, user: User): Promise<void> {
  if (input.day > today()) throw Invalid.field('day', 'pam.form.day_future');
  return changePlan('pam.enable', code, user, async (plan) => {
    mustBeReadyToEnable(plan.state, await PamItem.countDocuments({ plan: plan._id, withdrawn: false }));
    mustBeAnother(plan.began.id, user.id);
    plan.set({ state: 'in_force', enabled: { ...stamp(user), ...input } });
  });
}

/** Closes a plan in force: its period ended, or another took its place. @throws Refusal */
export function closePlan(code: string, reason: string, user: User): Promise<void> {
  return changePlan('pam.close', code, user, (plan) => {
    mustBeInForce(plan.state);
    plan.set({ state: 'closed', closed: { ...stamp(user), reason } });
  });
}

async function changePlan(
  name: string,
  code: string,
  user: User,
  change: (plan: PamPlanDoc) => void | Promise<void>,
): Promise<void> {
  const verb = async (): Promise<void> => {
    const plan = await PamPlan.findOne({ code });
    if (!plan) throw new NotFound();
    await change(plan);
    await plan.save();
  };
  // Those who write in the same plan wait in line: numbers of items are given one by one.
  await act(name, actorOf(user), verb, { queue: `pam:${code}` });
}

async function changeItem(
  name: string,
  code: string,
  user: User,
  change: (item: PamItemDoc) => void,
): Promise<void> {
  await act(name, actorOf(user), async () => {
    const item = await PamItem.findOne({ code });
    const plan = item && (await PamPlan.findById(item.plan));
    if (!item || !plan) throw new NotFound();
    mustBeDraft(plan.state);
    change(item);
    await item.save();
  });
}

function stamp(user: User): By & { at: Date } {
  return { id: user.id, name: user.name, position: user.positions[0]?.name ?? null, at: currentAct().at };
}

function wordsOf({ code, title, entity, from, until }: PlanInput): string[] {
  return termsOf(`${code} ${title} ${entity} ${from} ${until}`);
}
