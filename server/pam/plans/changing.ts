// Verbs of every register of plans: write the items of a draft, put it in force, close it (T63, T65).
import type { HydratedDocument } from 'mongoose';
import { actorOf } from '../../platform/access/policy.ts';
import type { User } from '../../platform/access/roles.ts';
import { act, currentAct } from '../../platform/audit/act.ts';
import { today, type Day } from '../../platform/clock.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { termsOf } from '../../platform/search/terms.ts';
import type { ItemRecord } from './item.ts';
import type { By, PlanRecord } from './plan.ts';
import type { PlanRegister } from './register.ts';
import { itemCode, mustBeDraft, mustBeInForce, mustBeReadyToEnable, type ItemKind } from './rules.ts';

export interface ItemInput {
  kind: ItemKind;
  text: string;
}

/** The acta that puts a plan in force, and its day. */
export interface ActaInput {
  acta: string;
  day: Day;
}

/** The verb that adds an item under the next number and returns its code. It throws a Refusal when the plan is no draft. */
export function addingItems<P extends PlanRecord>(register: PlanRegister<P>) {
  return async (code: string, input: ItemInput, user: User): Promise<string> => {
    let made = '';
    await changePlan(register, 'add_item', code, user, async (plan) => {
      mustBeDraft(plan.state);
      plan.items += 1;
      made = itemCode(code, plan.items);
      const facts = { plan: plan._id, number: plan.items, code: made };
      await new register.items({ ...input, ...facts, words: wordsOf(made, input) }).save();
    });
    return made;
  };
}

/** The verb that writes an item anew. It throws a Refusal when the plan is no draft. */
export function editingItems<P extends PlanRecord>(register: PlanRegister<P>) {
  return (code: string, input: ItemInput, user: User): Promise<void> =>
    changeItem(register, 'edit_item', code, user, (item) => {
      item.set({ ...input, words: wordsOf(code, input) });
    });
}

/**
 * The verb that takes an item out of a draft or puts it back; its number stays with it.
 * It throws a Refusal when the plan is no draft.
 */
export function withdrawingItems<P extends PlanRecord>(register: PlanRegister<P>) {
  return (code: string, withdrawn: boolean, user: User): Promise<void> =>
    changeItem(register, withdrawn ? 'withdraw_item' : 'restore_item', code, user, (item) => {
      item.withdrawn = withdrawn;
    });
}

/**
 * The verb that puts a plan in force by an acta. It throws a Refusal for what is no draft or has no items, Invalid for a day to come.
 * @param rule what this register asks besides
 */
export function enablingPlans<P extends PlanRecord>(
  register: PlanRegister<P>,
  rule: (plan: PlanRecord, user: User) => void = () => undefined,
) {
  return async (code: string, { acta, day }: ActaInput, user: User): Promise<void> => {
    if (day > today()) throw Invalid.field('day', 'pam.form.day_future');
    await changePlan(register, 'enable', code, user, async (plan) => {
      const kept = await register.items.countDocuments({ plan: plan._id, withdrawn: false });
      mustBeReadyToEnable(plan.state, kept);
      rule(plan, user);
      plan.set({ state: 'in_force', enabled: { ...stamp(user), acta, day } });
    });
  };
}

/** The verb that closes a plan in force: its period ended, or another took its place. It throws a Refusal in any other state. */
export function closingPlans<P extends PlanRecord>(register: PlanRegister<P>) {
  return (code: string, reason: string, user: User): Promise<void> =>
    changePlan(register, 'close', code, user, (plan) => {
      mustBeInForce(plan.state);
      plan.set({ state: 'closed', closed: { ...stamp(user), reason } });
    });
}

/**
 * Changes one plan in one act.
 * @param verb the end of the act's name, `edit` for `pam.edit`
 * @throws NotFound
 */
export async function changePlan<P extends PlanRecord>(
  { name, plans }: PlanRegister<P>,
  verb: string,
  code: string,
  user: User,
  change: (plan: HydratedDocument<P>) => void | Promise<void>,
): Promise<void> {
  const work = async (): Promise<void> => {
    const plan = await plans.findOne({ code });
    if (!plan) throw new NotFound();
    await change(plan);
    await plan.save();
  };
  // Those who write in the same plan wait in line: numbers of items are given one by one.
  await act(`${name}.${verb}`, actorOf(user), work, { queue: `${name}:${code}` });
}

/** Who is at it in the open act, and when. */
export function stamp(user: User): By & { at: Date } {
  return { id: user.id, name: user.name, position: user.positions[0]?.name ?? null, at: currentAct().at };
}

async function changeItem<P extends PlanRecord>(
  { name, plans, items }: PlanRegister<P>,
  verb: string,
  code: string,
  user: User,
  change: (item: HydratedDocument<ItemRecord>) => void,
): Promise<void> {
  await act(`${name}.${verb}`, actorOf(user), async () => {
    const item = await items.findOne({ code });
    const plan = item && (await plans.findById(item.plan));
    if (!item || !plan) throw new NotFound();
    mustBeDraft(plan.state);
    change(item);
    await item.save();
  });
}

function wordsOf(code: string, { text }: ItemInput): string[] {
  return termsOf(`${code} ${text}`);
}
