// How routes find their subject: inside what the person may see, else it does not exist.
import type { User } from '../../platform/access/roles.ts';
import { NotFound } from '../../platform/errors.ts';
import { ImprovementAction, type ActionRecord } from '../action.ts';
import { Nonconformity, type NonconformityRecord } from '../nonconformity.ts';
import { actionScope, scope, serviceScope, type ActionSubject } from '../policy.ts';
import { Service, type ServiceRecord } from '../service.ts';

type Params = Record<string, string>;

export async function loadRecord({ code }: Params, user: User | null): Promise<NonconformityRecord> {
  if (!user) throw new NotFound();
  const found = await Nonconformity.findOne({
    $and: [{ code: String(code) }, scope(user)],
  }).lean<NonconformityRecord>();
  if (!found) throw new NotFound();
  return found;
}

/** An action, seen with its nonconformity or by whoever executes it. */
export async function loadAction({ code }: Params, user: User | null): Promise<ActionSubject> {
  if (!user) throw new NotFound();
  const action = await ImprovementAction.findOne({
    $and: [{ code: String(code) }, actionScope(user)],
  }).lean<ActionRecord>();
  const record = action && (await Nonconformity.findById(action.nonconformity).lean<NonconformityRecord>());
  if (!record) throw new NotFound();
  return { action, record };
}

export async function loadService({ code }: Params, user: User | null): Promise<ServiceRecord> {
  if (!user) throw new NotFound();
  const found = await Service.findOne({
    $and: [{ code: String(code) }, serviceScope(user)],
  }).lean<ServiceRecord>();
  if (!found) throw new NotFound();
  return found;
}
