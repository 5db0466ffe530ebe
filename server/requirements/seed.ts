// The example's standings: who answers for what, a self-assessment that was closed and one that is under way. Invented throughout.
import { examplePeople, positionOptions } from '../people/index.ts';
import type { User } from '../platform/access/roles.ts';
import { act } from '../platform/audit/act.ts';
import { addDays, today } from '../platform/clock.ts';
import { happened } from '../platform/past.ts';
import { clauseById } from './catalogue/index.ts';
import { decideApplicability, describeClause } from './keeping.ts';
import type { ClauseState } from './rules.ts';
import { answer } from './rounds/answering.ts';
import { closeRound } from './rounds/closing.ts';
import { openRound } from './rounds/opening.ts';
import { answersOf, roundByCode } from './rounds/queries.ts';

const SET = 'technical-specification';
const QUALITY = 'Profesional especializada de calidad';
const DIRECTOR = 'Directora de calidad educativa';

/** Section, the position that answers for it, the records that should prove it. */
const DUTIES: readonly (readonly [section: string, position: string, ...expected: string[]])[] = [
  ['G1', QUALITY, 'Ruta de revisión y aprobación', 'Listado maestro de documentos'],
  ['G2', 'Técnico operativo de calidad', 'Tabla de retención documental', 'Inventario documental'],
  ['G3', 'Secretaria de Educación', 'Acta de revisión por la dirección'],
  ['G5', 'Secretaria de Educación', 'Hoja de vida', 'Certificado de formación'],
  ['G7', 'Profesional de compras', 'Evaluación de proveedores'],
  ['G9', QUALITY, 'Hoja de vida del indicador', 'Medición'],
  ['G10', QUALITY, 'Registro de servicio no conforme'],
  ['G12', QUALITY, 'Acción correctiva con su verificación'],
  ['G13', 'Técnica de servicio al ciudadano', 'Registro consecutivo de quejas'],
  ['G14', 'Profesional de control interno', 'Programa de auditorías', 'Informe de auditoría'],
  ['T61', DIRECTOR, 'Análisis de resultados SABER'],
  ['T63', 'Profesional de mejoramiento', 'Plan de asistencia técnica', 'Seguimiento al PMI'],
  ['T64', DIRECTOR, 'Caracterización y perfil del sector'],
  ['T65', DIRECTOR, 'Plan de apoyo al mejoramiento', 'Informe trimestral'],
];

const FAILED: Readonly<Record<string, string>> = {
  G2a: 'La tabla de retención está aprobada, pero las transferencias primarias se hacen por fuera de ella.',
  'G7.2': 'Se evalúa a los proveedores al contratar y no se reevalúan.',
  G11e: 'Las acciones preventivas se cierran sin mirar si fueron eficaces.',
  'G13.1': 'El registro de quejas se lleva en dos hojas y los números se repiten.',
  T63g: 'La calificación de los establecimientos no se consolida.',
};
/** Of those, what the second round finds mended. */
const MENDED = new Set(['G7.2', 'G13.1']);

/** Duties, an exception, a closed round and an open one. The people of the example must be there. */
export async function seed(): Promise<void> {
  const { quality, quality2 } = await examplePeople();
  const positions = await positionOptions();
  const idOf = (name: string) => positions.find(({ label }) => label.startsWith(name))?.value ?? null;
  await act('requirements.seed', { kind: 'setup' }, async () => {
    for (const [section, position, ...expected] of DUTIES)
      await describeClause(section, { responsible: idOf(position), expected }, quality);
    const reason =
      'La secretaría presta el servicio según los lineamientos del Ministerio y no diseña otros.';
    await decideApplicability('ISO9001-2015-8.3', { applies: false, reason }, quality);
  });
  await happened(150, () => assessed('Autoevaluación inicial', 240, quality, quality2));
  await happened(20, () => underWay('Autoevaluación de seguimiento', quality, quality2));
}

async function assessed(name: string, days: number, opener: User, writer: User): Promise<void> {
  await act('requirements.seed', { kind: 'setup' }, async () => {
    const code = await openRound({ set: SET, name, from: addDays(today(), -days), until: today() }, opener);
    for (const { clause } of await answersOf(await roundByCode(code)))
      await answer(code, clause, verdictOn(clause, FAILED), writer);
    await closeRound(code, opener);
  });
}

/** Half way: the management requirements have their answer, the technical ones wait. */
async function underWay(name: string, opener: User, writer: User): Promise<void> {
  const failing = Object.fromEntries(Object.entries(FAILED).filter(([clause]) => !MENDED.has(clause)));
  await act('requirements.seed', { kind: 'setup' }, async () => {
    const period = { from: addDays(today(), -130), until: addDays(today(), 50) };
    const code = await openRound({ set: SET, name, ...period }, opener);
    for (const { clause } of await answersOf(await roundByCode(code)))
      if (clause.startsWith('G')) await answer(code, clause, verdictOn(clause, failing), writer);
  });
}

function verdictOn(
  clause: string,
  failed: Readonly<Record<string, string>>,
): { state: ClauseState; statement: string } {
  // prettier-ignore
  const why = failed[clause];
  if (why) return { state: 'nonconforming', statement: why };
  if (clause === 'T63h')
    return { state: 'not_applicable', statement: 'Ningún establecimiento del municipio atiende población étnica.' }; // prettier-ignore
  const topic = clauseById(clause)?.topic ?? '';
  return { state: 'conforming', statement: GROUNDS[topic] ?? 'Consta en los informes y actas del periodo.' };
}

/** What an answer of each topic rests on. */
const GROUNDS: Readonly<Record<string, string>> = {
  documents: 'El listado maestro y las rutas de aprobación lo muestran para cada versión.',
  records: 'Los expedientes del periodo están completos y se encontraron en el tiempo previsto.',
  leadership: 'Consta en el acta de la revisión por la dirección y en la comunicación a los equipos.',
  people: 'Las hojas de vida tienen los soportes y el plan de formación se cumplió.',
  process: 'La caracterización y los instructivos están en uso en los puntos de trabajo.',
  purchasing: 'Los contratos revisados tienen su verificación contra lo pedido.',
  measurement: 'Los indicadores del periodo tienen medición, análisis y quien autorizó.',
  correction: 'Las acciones revisadas tienen causa, evidencia y verificación.',
  audits: 'El programa anual se cumplió y los informes están firmados.',
  assessment: 'Los informes de análisis se socializaron con los establecimientos.',
  improvement: 'Las actas de acompañamiento muestran lo que se acordó y su seguimiento.',
  pam: 'El plan está habilitado y tiene sus seguimientos trimestrales.',
};
