// A register of plans: what the entity's and the schools' do alike is written once, over this.
import type { Model } from 'mongoose';
import type { User } from '../../platform/access/roles.ts';
import type { ItemRecord } from './item.ts';
import type { PlanRecord } from './plan.ts';
import { paddedNumber } from './rules.ts';

export interface PlanRegister<P extends PlanRecord> {
  /** Its acts, permissions, words and addresses begin with it; its codes too, in capitals. */
  name: 'pam' | 'pmi';
  plans: Model<P>;
  items: Model<ItemRecord>;
  /** What a person may find, as a database filter. */
  scope: (user: User) => Record<string, unknown> | Promise<Record<string, unknown>>;
}

/** As much of a register as addresses and words need. */
export type Named = Pick<PlanRegister<PlanRecord>, 'name'>;

export function planUrl({ name }: Named, { code }: { code: string }): string {
  return `/${name}/${encodeURIComponent(code)}`;
}

/** The address of an item ends with its number as its code does: `/pam/PAM-2024/01`. */
export function itemUrl(register: Named, plan: { code: string }, { number }: { number: number }): string {
  return `${planUrl(register, plan)}/${paddedNumber(number)}`;
}
