// What tests of the loop begin with: an office with processes, and a nonconformity brought as far as is asked for.
import { ImprovementAction, type ActionRecord } from '../../server/actions/action.ts';
import { close } from '../../server/actions/closing.ts';
import { complete } from '../../server/actions/executing.ts';
import {
  Nonconformity,
  type Evidence,
  type NonconformityRecord,
} from '../../server/actions/nonconformity.ts';
import { registerNonconformity, type NewNonconformity } from '../../server/actions/opening.ts';
import { plan } from '../../server/actions/planning.ts';
import type { State } from '../../server/actions/rules/states.ts';
import { registerService, type NewService } from '../../server/actions/serving.ts';
import { analyse, judge, recordResult, review } from '../../server/actions/treating.ts';
import { verify } from '../../server/actions/verifying.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { addDays, setClock, startOf, today, type Day } from '../../server/platform/clock.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { ensureStartingTable } from '../../server/records/index.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { testApp } from '../support/app.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';

/** An empty copy with its people, the usual processes (led by the leader) and the starting retention table. */
export async function makeOffice(): Promise<People> {
  await testApp();
  const people = await makePeople();
  await seedProcesses(SETUP, { 'D02.03': positionOf(people.leader) });
  await ensureStartingTable(SETUP);
  return people;
}

export function positionOf(user: User): string {
  const [held] = user.positions;
  if (!held) throw new Error(`${user.name} holds no position`);
  return held.id;
}

/** Noon in Bogotá of a day, from now on. */
export function onDay(day: Day): void {
  const noon = startOf(day).getTime() + 12 * 3_600_000;
  setClock(() => new Date(noon));
}

/** Opened by the quality office; the leader answers for it. */
export function aNonconformity(people: People, changes: Partial<NewNonconformity> = {}): Promise<string> {
  return registerNonconformity(
    {
      nature: 'real',
      source: 'person',
      origin: null,
      process: 'D02.03',
      clause: 'T63',
      description: 'Cuatro visitas se hicieron fuera del cronograma',
      grade: 'minor',
      found: today(),
      responsible: positionOf(people.leader),
      ...changes,
    },
    people.quality,
  );
}

export async function evidence(text = 'Acta firmada'): Promise<Evidence[]> {
  const bytes = Buffer.from(`${text} ${Math.random()}\n`);
  const { sha256 } = await fileStore().put(bytes);
  return [
    {
      file: { sha256, name: 'acta.txt', type: 'text/plain', size: bytes.length },
      record: null,
      note: '',
    },
  ];
}

export const CAUSES = {
  whys: ['No había vehículo'],
  fishbone: [{ category: 'method' as const, cause: 'No se programa el transporte' }],
  root: 'El cronograma se hace sin acordar el transporte',
  category: 'method' as const,
};
export const aPlan = (people: People) => ({
  criterion: 'El 90 % de las visitas en su fecha',
  verifyNotBefore: addDays(today(), 40),
  what: 'Acordar el transporte',
  responsible: positionOf(people.leader),
  due: addDays(today(), 20),
  resources: '',
});

/** Steps in order; the leader does them, the auditor verifies once its day came, the quality office closes. */
export async function bring(code: string, to: State, people: People): Promise<void> {
  const { leader, auditor, quality } = people;
  const reached = async (): Promise<boolean> => (await recordOf(code)).state === to;
  if (await reached()) return;
  const first = await recordOf(code);
  if (first.state === 'opened')
    await review(code, { extent: 'Cuatro visitas', consequences: '', correction: '', similar: '' }, leader);
  if (await reached()) return;
  await analyse(code, CAUSES, leader);
  if (await reached()) return;
  await judge(code, { probability: 3, impact: 3, act: true, why: 'Se repite' }, leader);
  if (await reached()) return;
  const action = await plan(code, aPlan(people), leader);
  if (await reached()) return;
  await complete(action, { on: today(), text: 'Acordado', evidence: await evidence() }, leader);
  await recordResult(code, { text: 'Se acordó' }, leader);
  if (await reached()) return;
  onDay(addDays(today(), 45));
  await verify(code, { effective: true, findings: 'Se cumplió', evidence: [] }, auditor);
  if (await reached()) return;
  await close(code, { note: '' }, quality);
}

export function aService(people: People, changes: Partial<NewService> = {}): Promise<string> {
  return registerService(
    {
      what: 'Informe sin recomendaciones',
      found: today(),
      where: 'before',
      process: 'D02.03',
      clause: 'T63',
      requirement: '',
      affected: null,
      effects: '',
      authority: positionOf(people.committee),
      responsible: positionOf(people.leader),
      ...changes,
    },
    people.quality,
  );
}

export async function recordOf(code: string): Promise<NonconformityRecord> {
  const found = await Nonconformity.findOne({ code }).lean<NonconformityRecord>();
  if (!found) throw new Error(`There is no ${code}`);
  return found;
}

export async function actionsOf(code: string): Promise<ActionRecord[]> {
  return ImprovementAction.find({ nonconformityCode: code }).sort({ _id: 1 }).lean<ActionRecord[]>();
}
