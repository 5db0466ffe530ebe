// What the routes of schools' plans load.
import { schoolsByIds } from '../establishments/index.ts';
import { itemByNumber, planByCode, type ItemSubject } from '../pam/index.ts';
import type { User } from '../platform/access/roles.ts';
import type { PmiRecord } from './plan.ts';
import type { PmiSubject } from './policy.ts';
import { pmiRegister } from './register.ts';

/** What the route of an item loads. */
export type PmiItemSubject = PmiSubject & ItemSubject<PmiRecord>;

/** @throws NotFound outside what the person may see */
export async function pmiByCode(code: string, user: User | null): Promise<PmiSubject> {
  const plan = await planByCode(pmiRegister, code, user);
  const [school] = await schoolsByIds([plan.establishment]);
  return { plan, school: { rector: school?.rector ?? null, delegate: school?.delegate ?? null } };
}

/** @param number as the address has it: `01`. @throws NotFound */
export async function pmiItemByNumber(
  code: string,
  number: string,
  user: User | null,
): Promise<PmiItemSubject> {
  const subject = await pmiByCode(code, user);
  return { ...subject, item: await itemByNumber(pmiRegister, subject.plan, number, user) };
}
