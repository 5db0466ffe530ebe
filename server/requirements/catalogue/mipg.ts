// MIPG: the seven dimensions and nineteen policies of the integrated planning and management model.
import type { Clause, ClauseSet, PartData } from './clause.ts';

const ID = 'mipg-4';

/** Policies are numbered through all dimensions; the number is ours. */
// prettier-ignore
const DIMENSIONS: readonly { code: string; es: string; en: string; policies: readonly PartData[] }[] = [
  { code: 'D1', es: 'Talento humano', en: 'Human talent', policies: [
    ['P01', 'Gestión estratégica del talento humano', 'Strategic management of human talent'],
    ['P02', 'Integridad', 'Integrity'],
  ] },
  { code: 'D2', es: 'Direccionamiento estratégico y planeación', en: 'Strategic direction and planning', policies: [
    ['P03', 'Planeación institucional', 'Institutional planning'],
    ['P04', 'Gestión presupuestal y eficiencia del gasto público', 'Budget management and efficient public spending'],
    ['P05', 'Compras y contratación pública', 'Public purchasing and contracting'],
  ] },
  { code: 'D3', es: 'Gestión con valores para resultados', en: 'Management with values for results', policies: [
    ['P06', 'Fortalecimiento organizacional y simplificación de procesos', 'Organisational strengthening and simpler processes'],
    ['P07', 'Gobierno digital', 'Digital government'],
    ['P08', 'Seguridad digital', 'Digital security'],
    ['P09', 'Defensa jurídica', 'Legal defence'],
    ['P10', 'Mejora normativa', 'Better regulation'],
    ['P11', 'Servicio al ciudadano', 'Service to citizens'],
    ['P12', 'Racionalización de trámites', 'Simpler formalities'],
    ['P13', 'Participación ciudadana en la gestión pública', 'Citizen participation in public management'],
  ] },
  { code: 'D4', es: 'Evaluación de resultados', en: 'Evaluation of results', policies: [
    ['P14', 'Seguimiento y evaluación del desempeño institucional', 'Monitoring and evaluation of institutional performance'],
  ] },
  { code: 'D5', es: 'Información y comunicación', en: 'Information and communication', policies: [
    ['P15', 'Gestión documental', 'Document management'],
    ['P16', 'Transparencia, acceso a la información pública y lucha contra la corrupción', 'Transparency, access to public information and fight against corruption'],
    ['P17', 'Gestión de la información estadística', 'Management of statistical information'],
  ] },
  { code: 'D6', es: 'Gestión del conocimiento y la innovación', en: 'Knowledge and innovation management', policies: [
    ['P18', 'Gestión del conocimiento y la innovación', 'Knowledge and innovation management'],
  ] },
  { code: 'D7', es: 'Control interno', en: 'Internal control', policies: [
    ['P19', 'Control interno', 'Internal control'],
  ] },
];

/** Source: Decreto 1499 de 2017 and the operating manual, version 4 (2021). The counts are confirmed; the names and the day of March are not. */
export const mipg: ClauseSet = {
  id: ID,
  word: 'requirements.sets.mipg',
  family: 'mipg',
  edition: '4',
  inForce: { from: '2021-03-01', until: null },
  unconfirmed: true,
  clauses: DIMENSIONS.flatMap(({ code, es, en, policies }) => [
    clause(code, null, { es, en }, code),
    ...policies.map(([policy, inSpanish, inEnglish]) =>
      clause(policy, code, { es: inSpanish, en: inEnglish }, code),
    ),
  ]),
};

function clause(
  code: string,
  above: string | null,
  text: { es: string; en: string },
  dimension: string,
): Clause {
  return {
    id: `MIPG-4-${code}`,
    code,
    set: ID,
    parent: above && `MIPG-4-${above}`,
    text,
    topic: `mipg_${dimension.toLowerCase()}`,
    binds: ['ministry', 'territorial'],
    registers: false,
    note: null,
  };
}
