// Control nonconforming service: identify it, let its authority decide, treat it, and have another person verify the treatment (G10, G2d).
import { clauseById } from '../requirements/index.ts';
import { actorOf } from '../platform/access/policy.ts';
import { holds, type User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { addWorkingDays, today, type Day } from '../platform/clock.ts';
import { Invalid, NotFound, Refusal } from '../platform/errors.ts';
import { link } from '../platform/links/links.ts';
import { queueOf, takeNumber } from '../platform/numbering/numbering.ts';
import { closureDays } from '../platform/settings/settings.ts';
import { attach, EVIDENCE_QUEUE } from './evidencing.ts';
import type { Reported } from './executing.ts';
import { NONCONFORMITIES_QUEUE, openNonconformity } from './opening.ts';
import { placeOf, positionNamed, processNamed } from './placing.ts';
import { verifierProblem } from './rules/separation.ts';
import {
  codeOf,
  SERIES,
  type Disposition,
  type Found,
  type Grade,
  type ServiceState,
} from './rules/states.ts';
import { Service, type ServiceDoc, type ServiceRecord, type Treatment } from './service.ts';
import { stamp, whoActs } from './stamping.ts';

/** Working days within which the authority decides, and within which the treatment is verified. */
export const DECIDE_DAYS = 3;
export const CHECK_DAYS = 5;

export interface NewService {
  what: string;
  found: Day;
  where: Found;
  /** Code or id of the process. */
  process: string;
  clause: string | null;
  requirement: string;
  affected: ServiceRecord['affected'];
  effects: string;
  /** Ids of positions. */
  authority: string;
  responsible: string;
}
export interface NewDecision {
  disposition: Disposition;
  reason: string;
  /** Who permits a concession, and by what act. */
  permission: string;
  due: Day;
}

/** Registers it as identified and under control. Returns its code. @throws Invalid; found after delivery, its effects must be said */
export function registerService(input: NewService, user: User): Promise<string> {
  const run = async (): Promise<string> => {
    const { year, number } = await takeNumber(SERIES.service.register);
    mustBeWhole(input);
    const process = await processNamed(input.process);
    if (!process) throw Invalid.field('process', 'actions.form.process_gone');
    const authority = await positionNamed(input.authority, 'authority');
    const responsible = await positionNamed(input.responsible);
    const code = codeOf('service', year, number);
    const service = new Service({
      ...input,
      ...placeOf(process),
      code,
      year,
      number,
      authorityName: authority.name,
      responsibleName: responsible.name,
      opened: { by: whoActs(), at: stamp(user).at },
      state: 'identified',
      nextDue: addWorkingDays(today(), DECIDE_DAYS, closureDays()),
    });
    await service.save();
    const self = { kind: 'nonconforming', id: service.id };
    await link(self, 'applies_to', { kind: 'process', id: process.id });
    if (input.affected) await link(self, 'applies_to', { kind: input.affected.kind, id: input.affected.id });
    if (input.clause) await link(self, 'cites', { kind: 'clause', id: input.clause });
    return code;
  };
  return act('actions.open_service', actorOf(user), run, queueOf(SERIES.service.register));
}

function mustBeWhole({ found, where, effects, clause, requirement }: NewService): void {
  if (found > today()) throw Invalid.field('found', 'actions.form.not_yet');
  if (where === 'after' && !effects.trim()) throw Invalid.field('effects', 'actions.form.effects');
  if (clause && !clauseById(clause)) throw Invalid.field('clause', 'actions.form.clause_gone');
  if (!clause && !requirement.trim()) throw Invalid.field('requirement', 'actions.form.requirement');
}

/** The disposition, by a holder of the authority's position alone. @throws Refusal, Invalid (a concession names who permits it) */
export function decideService(code: string, input: NewDecision, user: User): Promise<void> {
  return change('actions.decide_service', code, user, ['identified'], (service) => {
    if (!holds(user, service.authority)) throw new Refusal('actions.refusal.not_authority', { position: service.authorityName });
    if (input.disposition === 'concede' && !input.permission.trim()) throw Invalid.field('permission', 'actions.form.permission');
    if (input.due < today()) throw Invalid.field('due', 'actions.form.due_past');
    const decision = { ...input, ...stamp(user) };
    service.set('treatments', [...service.treatments, { decision, execution: null, verification: null }]);
    // What is accepted as it is needs neither treatment nor verification: the permission stands for them.
    service.set(
      input.disposition === 'concede'
        ? { state: 'closed', closedOn: today(), nextDue: null }
        : { state: 'decided', nextDue: input.due },
    );
  });
} // prettier-ignore

/** What was decided was done. @throws Refusal */
export function treatService(code: string, input: Reported & { on: Day }, user: User): Promise<void> {
  return change('actions.treat_service', code, user, ['decided'], async (service) => {
    if (input.on > today()) throw Invalid.field('on', 'actions.form.not_yet');
    const { process, responsibleName: responsible } = service;
    const proven = { kind: 'nonconforming', id: service.id, code, process, responsible };
    const evidence = await attach(proven, input.evidence, user);
    if (evidence.length === 0) throw Invalid.field('file', 'actions.form.no_evidence');
    amendTreatment(service, { execution: { on: input.on, text: input.text, evidence, ...stamp(user) } });
    service.set({ state: 'treated', nextDue: addWorkingDays(today(), CHECK_DAYS, closureDays()) });
  });
}

/** Another person holds it against the requirement; what still does not conform needs another decision. @throws Refusal */
export function verifyService(code: string, input: { conforms: boolean; text: string }, user: User): Promise<void> {
  return change('actions.verify_service', code, user, ['treated'], (service) => {
    const problem = verifierProblem(user, { doers: doersOfService(service), positions: [service.responsible] });
    if (problem) throw new Refusal(`actions.refusal.verifier_${problem}`);
    amendTreatment(service, { verification: { ...input, ...stamp(user) } });
    service.set(
      input.conforms
        ? { state: 'closed', closedOn: today(), nextDue: null }
        : { state: 'identified', nextDue: addWorkingDays(today(), DECIDE_DAYS, closureDays()) },
    );
  });
} // prettier-ignore

/** Registered by mistake: it keeps its number and says why. @throws Refusal once it was treated */
export function annulService(code: string, input: { reason: string }, user: User): Promise<void> {
  return change('actions.annul_service', code, user, ['identified', 'decided'], (service) => {
    if (service.treatments.some((one) => one.execution)) throw new Refusal('actions.refusal.service_treated');
    service.set({ state: 'annulled', nextDue: null, annulled: { ...input, ...stamp(user) } });
  });
}

/** Opens the nonconformity of which the service is the sign. Returns its code. */
export function raiseNonconformity(
  code: string,
  input: { grade: Grade; description: string; responsible: string },
  user: User,
): Promise<string> {
  const run = async (): Promise<string> => {
    const service = await Service.findOne({ code }).lean<ServiceRecord>();
    if (!service) throw new NotFound();
    if (service.state === 'annulled') throw new Refusal('actions.refusal.service_annulled');
    const { process, clause, found, _id } = service;
    const origin = { kind: 'nonconforming', id: String(_id) };
    return (await openNonconformity({ nature: 'real', source: 'service', origin, process, clause, found, ...input })).code;
  }; // prettier-ignore
  return act('actions.open', actorOf(user), run, NONCONFORMITIES_QUEUE);
}

/** Who decided or executed, in any treatment. */
export function doersOfService({ treatments }: { treatments: readonly Treatment[] }): string[] {
  const ids = treatments.flatMap(({ decision, execution }) => [decision.by.id, execution?.by.id ?? '']);
  return [...new Set(ids.filter(Boolean))];
}

function amendTreatment(service: ServiceDoc, part: Partial<Treatment>): void {
  const last = service.treatments.at(-1);
  if (!last) throw new Refusal('actions.refusal.service_identified');
  service.set('treatments', [...service.treatments.slice(0, -1), { ...last, ...part }]);
}

async function change(
  name: string,
  code: string,
  user: User,
  states: readonly ServiceState[],
  work: (service: ServiceDoc) => void | Promise<void>,
): Promise<void> {
  const run = async (): Promise<void> => {
    const service = await Service.findOne({ code });
    if (!service) throw new NotFound();
    if (!states.includes(service.state)) throw new Refusal(`actions.refusal.service_${service.state}`);
    await work(service);
    service.set('doers', doersOfService(service));
    await service.save();
  };
  await act(name, actorOf(user), run, EVIDENCE_QUEUE);
}
