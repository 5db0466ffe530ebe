// What the records of the loop state about themselves, held against what was done: `verify` names each fault (G10-G12).
import { seriesFaults } from '../platform/integrity/series.ts';
import type { FaultMessage } from '../platform/errors.ts';
import type { Fault } from '../platform/http/slice.ts';
import { ImprovementAction, type ActionRecord } from './action.ts';
import { Nonconformity, type Evidence, type NonconformityRecord } from './nonconformity.ts';
import { closingProblems } from './rules/closing.ts';
import { doersOf } from './rules/separation.ts';
import { serviceStateBefore, stateBefore } from './rules/standing.ts';
import { SERIES } from './rules/states.ts';
import { Service, type ServiceRecord } from './service.ts';
import { doersOfService } from './serving.ts';

export async function* actionFaults(): AsyncGenerator<Fault> {
  const records = Nonconformity.find().lean<NonconformityRecord>().cursor() as AsyncIterable<NonconformityRecord>; // prettier-ignore
  for await (const record of records) {
    const actions = await ImprovementAction.find({ nonconformity: record._id }).lean<ActionRecord[]>();
    for (const { key, params } of recordFaults(record, actions))
      yield { check: 'nonconformity', subject: record.code, says: key, params };
  }
  const services = Service.find().lean<ServiceRecord>().cursor() as AsyncIterable<ServiceRecord>;
  for await (const service of services)
    for (const { key, params } of serviceFaults(service))
      yield { check: 'nonconforming', subject: service.code, says: key, params };
  yield* numberFaults();
}

/** A closed one has cause, evidence and a verifier who did none of it; so had every earlier cycle that was closed. */
export function recordFaults(
  record: Pick<NonconformityRecord, 'state' | 'cycles' | 'doers' | 'closedOn' | 'opened' | 'annulled'>,
  actions: readonly ActionRecord[],
): FaultMessage[] {
  const faults: FaultMessage[] = [];
  const doers = doersOf(record.cycles, actions);
  const last = record.cycles.at(-1);
  if (record.state === 'closed') {
    for (const one of closingProblems(record.cycles, actions))
      faults.push({ key: 'actions.fault.closed', params: { problem: `actions.refusal.close_${one}` } });
    if (!last?.closing || !record.closedOn) faults.push({ key: 'actions.fault.closer' });
  } else if (last?.closing) faults.push({ key: 'actions.fault.reopened' });
  for (const { number, verification } of record.cycles)
    if (verification && doers.includes(verification.by.id))
      faults.push({ key: 'actions.fault.verifier', params: { cycle: number } });
  const state = stateBefore(record, null);
  if (record.state !== state)
    faults.push({
      key: 'actions.fault.state',
      params: { is: `actions.state.${record.state}`, should: `actions.state.${state}` },
    });
  if (doers.some((one) => !record.doers.includes(one))) faults.push({ key: 'actions.fault.doers' });
  return faults;
}

export function serviceFaults(
  service: Pick<ServiceRecord, 'state' | 'treatments' | 'opened' | 'annulled'>,
): FaultMessage[] {
  const faults: FaultMessage[] = [];
  const doers = doersOfService(service);
  for (const { verification } of service.treatments)
    if (verification && doers.includes(verification.by.id))
      faults.push({ key: 'actions.fault.service_verifier' });
  const state = serviceStateBefore(service, null);
  if (service.state !== state)
    faults.push({
      key: 'actions.fault.state',
      params: { is: `actions.service_state.${service.state}`, should: `actions.service_state.${state}` },
    });
  const last = service.treatments.at(-1);
  const isPermitted = last?.decision.disposition === 'concede' && last.decision.permission !== '';
  if (service.state === 'closed' && !isPermitted && last?.verification?.conforms !== true)
    faults.push({ key: 'actions.fault.service_closed' });
  return faults;
}

async function* numberFaults(): AsyncGenerator<Fault> {
  for (const nature of ['real', 'potential'] as const)
    yield* byYear(SERIES[nature].register, Nonconformity, { nature });
  for (const kind of ['corrective', 'preventive', 'correction'] as const)
    yield* byYear(SERIES[kind].register, ImprovementAction, { kind });
  yield* byYear(SERIES.service.register, Service, {});
}

interface Numbered {
  distinct(field: 'year', filter: object): PromiseLike<unknown[]>;
  find(filter: object, fields: object): { sort(order: object): { lean(): PromiseLike<unknown[]> } };
}

async function* byYear(register: string, model: unknown, filter: object): AsyncGenerator<Fault> {
  const numbered = model as Numbered;
  for (const year of await numbered.distinct('year', filter)) {
    const rows = await numbered
      .find({ ...filter, year }, { number: 1 })
      .sort({ number: 1 })
      .lean();
    yield* seriesFaults(
      `${register}/${String(year)}`,
      (rows as { number: number }[]).map((one) => one.number),
    );
  }
}

/** Hashes of the files that evidence points at. */
export async function* evidenceFiles(): AsyncGenerator<string> {
  const hashes = (list: readonly Evidence[]): string[] => list.flatMap((one) => one.file?.sha256 ?? []);
  const actions = ImprovementAction.find({}, { followUps: 1 }).lean<ActionRecord>().cursor() as AsyncIterable<ActionRecord>;
  for await (const { followUps } of actions) yield* followUps.flatMap((one) => hashes(one.evidence));
  const records = Nonconformity.find({}, { cycles: 1 }).lean<NonconformityRecord>().cursor() as AsyncIterable<NonconformityRecord>;
  for await (const { cycles } of records) yield* cycles.flatMap((one) => hashes(one.verification?.evidence ?? []));
  const services = Service.find({}, { treatments: 1 }).lean<ServiceRecord>().cursor() as AsyncIterable<ServiceRecord>;
  for await (const { treatments } of services) yield* treatments.flatMap((one) => hashes(one.execution?.evidence ?? []));
} // prettier-ignore
