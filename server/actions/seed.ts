// An invented example of the loop: a nonconforming service, and nonconformities in different states, made through the real verbs.
import { examplePeople } from '../people/index.ts';

import type { User } from '../platform/access/roles.ts';
import { addDays, today } from '../platform/clock.ts';
import { fileStore } from '../platform/files/index.ts';
import { close } from './closing.ts';
import { complete, followUp } from './executing.ts';
import type { Evidence } from './nonconformity.ts';
import { registerNonconformity, type NewNonconformity } from './opening.ts';
import { plan } from './planning.ts';
import { decideService, registerService, treatService } from './serving.ts';
import { analyse, judge, recordResult, review } from './treating.ts';
import { verify } from './verifying.ts';

export async function seed(): Promise<void> {
  const { quality, quality2, auditor, leader, improvement, inspection, reader } = await examplePeople();
  await closedService(leader, improvement);
  await lateVisits(quality, improvement);
  await wrongVersion(improvement, inspection);
  await staffTurnover(leader);
  await smallSlip(quality2, auditor, quality, improvement);
  await open(reader, {
    description: 'En la última reunión se entregó la guía de autoevaluación de un año anterior (ejemplo inventado).',
    grade: 'observation',
    process: 'D01.03',
    responsible: positionOf(leader),
  });
} // prettier-ignore

/** Found after delivery, decided and treated: it waits for another person's verification. */
async function closedService(leader: User, improvement: User): Promise<void> {
  const code = await registerService(
    {
      what: 'Dos informes de asistencia técnica se entregaron a los establecimientos sin las recomendaciones acordadas (ejemplo inventado).',
      found: addDays(today(), -12),
      where: 'after',
      process: 'D02.03',
      clause: 'T63',
      requirement: '',
      affected: null,
      effects: 'Los dos establecimientos empezaron a formular su plan sin conocer las recomendaciones.',
      authority: positionOf(leader),
      responsible: positionOf(improvement),
    },
    improvement,
  );
  const decision = { disposition: 'correct' as const, reason: 'Los informes pueden completarse sin repetir la visita.', permission: '', due: addDays(today(), 3) };
  await decideService(code, decision, leader);
  const evidence = [await fileOf('Informes completos y acuse de recibo de los dos establecimientos.')];
  await treatService(code, { on: today(), text: 'Se completaron y se entregaron de nuevo, con acuse de recibo.', evidence }, improvement);
} // prettier-ignore

/** With causes, a plan and an action under way. */
async function lateVisits(quality: User, improvement: User): Promise<void> {
  const code = await open(quality, {
    description: 'El 40 % de las visitas de asistencia técnica del trimestre se hizo fuera del cronograma (ejemplo inventado).',
    grade: 'minor',
    process: 'D02.03',
    responsible: positionOf(improvement),
    source: 'indicator',
    clause: 'T63',
  });
  await review(code, { extent: 'Ocho de veinte visitas, todas en la zona rural.', consequences: 'Los planes de esos establecimientos se retrasan.', correction: 'Se reprogramaron las ocho visitas.', similar: 'En la formación docente no ocurre.' }, improvement);
  await analyse(
    code,
    {
      whys: ['No había vehículo el día previsto', 'El vehículo se pidió la misma semana', 'El cronograma no se comparte con servicios administrativos'],
      fishbone: [
        { category: 'method', cause: 'El cronograma no dice qué transporte necesita cada visita' },
        { category: 'method', cause: 'No hay fecha límite para pedir el vehículo' },
        { category: 'systems', cause: 'Dos vehículos para todas las áreas' },
        { category: 'environment', cause: 'Vías cerradas en la temporada de lluvias' },
        { category: 'information', cause: 'Servicios administrativos no conoce el cronograma' },
      ],
      root: 'El cronograma de visitas se hace sin acordar el transporte.',
      category: 'method',
    },
    improvement,
  );
  await judge(code, { probability: 4, impact: 3, act: true, why: 'Se repite cada trimestre y retrasa los planes.' }, improvement);
  const action = await plan(
    code,
    {
      criterion: 'En el trimestre siguiente, al menos el 90 % de las visitas se hace en la fecha prevista.',
      verifyNotBefore: addDays(today(), 100),
      what: 'Acordar con servicios administrativos el transporte de cada visita al aprobar el cronograma.',
      responsible: positionOf(improvement),
      due: addDays(today(), 20),
      resources: 'Reunión mensual; hoja de programación compartida',
    },
    improvement,
  );
  const evidence = [await fileOf('Acuerdo de programación del transporte, primera versión.')];
  await followUp(action, { text: 'Primera reunión hecha; hay un borrador del acuerdo.', evidence }, improvement);
} // prettier-ignore

/** All done: it waits for the day of its verification. */
async function wrongVersion(improvement: User, inspection: User): Promise<void> {
  const code = await open(inspection, {
    description: 'Tres actas de visita se hicieron en un formato que ya no estaba vigente (ejemplo inventado).',
    grade: 'minor',
    process: 'F01.03',
    responsible: positionOf(inspection),
    source: 'audit',
  });
  await review(code, { extent: 'Tres actas de un mismo funcionario.', consequences: '', correction: '', similar: 'Se revisaron las demás: no ocurre.' }, inspection);
  await analyse(code, { whys: ['Usó copias impresas guardadas en su escritorio'], fishbone: [{ category: 'people', cause: 'No sabía que el formato había cambiado' }], root: 'Las copias impresas no se recogieron al emitir la versión nueva.', category: 'method' }, inspection);
  await judge(code, { probability: 3, impact: 2, act: true, why: 'Puede ocurrir con cualquier formato impreso.' }, inspection);
  const action = await plan(
    code,
    {
      criterion: 'Ninguna acta en formato vencido en los dos meses siguientes.',
      verifyNotBefore: addDays(today(), 60),
      what: 'Recoger las copias impresas y usar solo el formato del sistema.',
      responsible: positionOf(improvement),
      due: addDays(today(), 5),
      resources: '',
    },
    inspection,
  );
  const evidence = [await fileOf('Constancia de la recolección de copias impresas.')];
  await complete(action, { on: today(), text: 'Se recogieron y destruyeron doce copias.', evidence }, improvement);
  await recordResult(code, { text: 'Quedan en uso solo los formatos que entrega el sistema.' }, inspection);
} // prettier-ignore

/** A potential one, judged and to be planned. */
async function staffTurnover(leader: User): Promise<void> {
  const code = await open(leader, {
    nature: 'potential',
    description: 'El contrato de la mitad del equipo de acompañamiento termina antes de cerrar el ciclo de los planes (ejemplo inventado).',
    grade: 'minor',
    process: 'D02.03',
    responsible: positionOf(leader),
  });
  await review(code, { extent: 'Cuatro de ocho profesionales.', consequences: 'Establecimientos sin acompañamiento por dos meses.', correction: '', similar: '' }, leader);
  await analyse(code, { whys: ['Los contratos se hacen por año calendario'], fishbone: [], root: 'La contratación no sigue el ciclo de los planes.', category: 'environment' }, leader);
  await judge(code, { probability: 4, impact: 4, act: true, why: 'Ocurrió el año pasado en otra área.' }, leader);
} // prettier-ignore

/** A slip that needs no plan: verified by another person and closed. */
async function smallSlip(finder: User, verifier: User, office: User, improvement: User): Promise<void> {
  const code = await open(finder, {
    description: 'Un listado de asistencia se archivó sin la fecha de la reunión (ejemplo inventado).',
    grade: 'observation',
    process: 'D02.03',
    responsible: positionOf(improvement),
  });
  await review(code, { extent: 'Un solo listado.', consequences: 'Ninguna.', correction: 'Se anotó la fecha con la firma de quien presidió.', similar: 'Se revisaron los del trimestre: todos tienen fecha.' }, improvement);
  await analyse(code, { whys: ['Se usó una hoja en blanco'], fishbone: [{ category: 'people', cause: 'Se acabaron los formatos impresos' }], root: 'Un descuido aislado.', category: 'people' }, improvement);
  await judge(code, { probability: 1, impact: 2, act: false, why: 'Un caso aislado, ya corregido.' }, improvement);
  await verify(code, { effective: true, findings: 'Se vieron los listados del trimestre: todos tienen fecha.', evidence: [await fileOf('Listados revisados.')] }, verifier);
  await close(code, { note: '' }, office);
} // prettier-ignore

function open(
  by: User,
  facts: Pick<NewNonconformity, 'description' | 'grade' | 'process' | 'responsible'> & Partial<NewNonconformity>,
): Promise<string> {
  const usual = { nature: 'real', source: 'person', origin: null, clause: null, found: addDays(today(), -9) } as const;
  return registerNonconformity({ ...usual, ...facts }, by);
} // prettier-ignore

function positionOf(user: User): string {
  const [own] = user.positions;
  if (!own) throw new Error(`${user.name} holds no position in the example`);
  return own.id;
}

async function fileOf(text: string): Promise<Evidence> {
  const bytes = Buffer.from(`${text}\n`);
  const { sha256 } = await fileStore().put(bytes);
  return {
    file: { sha256, name: 'evidencia.txt', type: 'text/plain; charset=utf-8', size: bytes.length },
    record: null,
    note: '',
  };
}
