// How routes find their subject: inside what the person may see, else it does not exist.
import { closeFor } from '../../platform/access/engagement.ts';
import type { User } from '../../platform/access/roles.ts';
import { stoodBefore } from '../../platform/audit/standing.ts';
import { NotFound } from '../../platform/errors.ts';
import { ImprovementAction, type ActionRecord } from '../action.ts';
import { Nonconformity, type NonconformityRecord } from '../nonconformity.ts';
import { actionScope, scope, serviceScope, type ActionSubject } from '../policy.ts';
import { Service, type ServiceRecord } from '../service.ts';

type Params = Record<string, string>;

export async function loadRecord({ code }: Params, user: User | null): Promise<NonconformityRecord> {
  if (!user) throw new NotFound();
  const named = { $and: [{ code: String(code) }, scope(user)] };
  const [found] = await stoodBefore(
    Nonconformity,
    await Nonconformity.find(named).lean<NonconformityRecord[]>(),
    closeFor(user),
  );
  if (!found) throw new NotFound();
  return found;
}

/** An action, seen with its nonconformity or by whoever executes it. */
export async function loadAction({ code }: Params, user: User | null): Promise<ActionSubject> {
  if (!user) throw new NotFound();
  const named = { $and: [{ code: String(code) }, actionScope(user)] };
  const [action] = await stoodBefore(
    ImprovementAction,
    await ImprovementAction.find(named).lean<ActionRecord[]>(),
    closeFor(user),
  );
  const owner = action
    ? await Nonconformity.find({ _id: action.nonconformity }).lean<NonconformityRecord[]>()
    : [];
  const [record] = await stoodBefore(Nonconformity, owner, closeFor(user));
  if (!action || !record) throw new NotFound();
  return { action, record };
}

export async function loadService({ code }: Params, user: User | null): Promise<ServiceRecord> {
  if (!user) throw new NotFound();
  const named = { $and: [{ code: String(code) }, serviceScope(user)] };
  const [found] = await stoodBefore(
    Service,
    await Service.find(named).lean<ServiceRecord[]>(),
    closeFor(user),
  );
  if (!found) throw new NotFound();
  return found;
}

/** The actions of a nonconformity, by code, as this person sees them. */
export async function actionsFor(record: Pick<NonconformityRecord, '_id'>, user: User): Promise<ActionRecord[]> {
  const found = await ImprovementAction.find({ nonconformity: record._id }).sort({ code: 1 }).lean<ActionRecord[]>();
  return stoodBefore(ImprovementAction, found, closeFor(user));
} // prettier-ignore
