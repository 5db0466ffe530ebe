// What the routes of the entity's plans load.
import type { User } from '../platform/access/roles.ts';
import type { PamRecord } from './plan.ts';
import { itemByNumber, planByCode, type ItemSubject } from './plans/queries.ts';
import { pamRegister } from './register.ts';

export type PamItemSubject = ItemSubject<PamRecord>;

/** @throws NotFound outside what the person may see */
export function pamByCode(code: string, user: User | null): Promise<PamRecord> {
  return planByCode(pamRegister, code, user);
}

/** @param number as the address has it: `01`. @throws NotFound */
export async function pamItemByNumber(
  code: string,
  number: string,
  user: User | null,
): Promise<PamItemSubject> {
  const plan = await pamByCode(code, user);
  return { plan, item: await itemByNumber(pamRegister, plan, number, user) };
}
