// The usual map of an education secretariat, for the demonstration and for tests.
import { positionOptions } from '../people/index.ts';
import type { Actor } from '../platform/audit/act.ts';
import { createProcess } from './editing.ts';
import type { ProcessKind } from './rules.ts';

interface SeedMacro {
  code: string;
  name: string;
  kind: ProcessKind;
  processes: readonly (readonly [
    code: string,
    name: string,
    subprocesses: readonly (readonly [code: string, name: string])[],
  ])[];
}

/** Codes that the sector's subprocess documents name keep their code and matter; the rest completes the usual tree. */
// prettier-ignore
export const USUAL_MAP: readonly SeedMacro[] = [
  { code: 'A', name: 'Gestión estratégica', kind: 'strategic', processes: [
    ['A03', 'Apoyo a municipios no certificados y establecimientos', []],
  ] },
  { code: 'C', name: 'Gestión de la cobertura del servicio educativo', kind: 'mission', processes: [
    ['C02', 'Acceso y permanencia', [['C02.02', 'Identificar estrategias de acceso y permanencia']]],
  ] },
  { code: 'D', name: 'Gestión de la calidad del servicio educativo', kind: 'mission', processes: [
    ['D01', 'Evaluación educativa', [
      ['D01.03', 'Orientar la autoevaluación institucional'],
      ['D01.04', 'Elaborar la caracterización y el perfil del sector'],
    ]],
    ['D02', 'Mejoramiento de los establecimientos educativos', [
      ['D02.01', 'Gestionar el plan de apoyo al mejoramiento (PAM)'],
      ['D02.02', 'Apoyar la gestión del proyecto educativo institucional (PEI)'],
      ['D02.03', 'Apoyar la gestión de los planes de mejoramiento (PMI)'],
      ['D02.05', 'Orientar los proyectos pedagógicos transversales'],
    ]],
  ] },
  { code: 'E', name: 'Atención al ciudadano', kind: 'mission', processes: [
    ['E02', 'Satisfacción del cliente', [['E02.01', 'Medir la satisfacción del cliente']]],
  ] },
  { code: 'F', name: 'Inspección y vigilancia', kind: 'mission', processes: [
    ['F01', 'Inspección y vigilancia de establecimientos', [['F01.03', 'Controlar el servicio educativo de los establecimientos']]],
  ] },
  { code: 'I', name: 'Gestión administrativa de bienes y servicios', kind: 'support', processes: [
    ['I02', 'Recursos físicos', [['I02.04', 'Mantener la infraestructura']]],
  ] },
  { code: 'N', name: 'Administración del sistema de gestión de calidad', kind: 'evaluation', processes: [
    ['N01', 'Seguimiento y mejora', [
      ['N01.01', 'Auditorías internas'],
      ['N01.02', 'Acciones correctivas y preventivas'],
      ['N01.04', 'Control de servicio no conforme'],
      ['N01.05', 'Planificación del servicio'],
    ]],
    ['N02', 'Control de documentos y registros', [['N02.01', 'Archivo de gestión']]],
  ] },
];

/**
 * Puts the usual map in place.
 * @param leaders position ids by process code; a process without one has no leader yet
 * @returns process ids by code
 */
export async function seedProcesses(
  actor: Actor,
  leaders: Readonly<Record<string, string>> = {},
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const put = async (
    code: string,
    name: string,
    parent: string | null,
    kind: ProcessKind | null,
  ): Promise<void> => {
    const above = parent ? (ids.get(parent) ?? null) : null;
    ids.set(
      code,
      await createProcess({ code, name, kind, parent: above, leader: leaders[code] ?? null }, actor),
    );
  };
  for (const macro of USUAL_MAP) {
    await put(macro.code, macro.name, null, macro.kind);
    for (const [code, name, subprocesses] of macro.processes) {
      await put(code, name, macro.code, null);
      for (const [part, title] of subprocesses) await put(part, title, code, null);
    }
  }
  return ids;
}

/** Who leads what in the example, by the position's name. */
const LEADERS: Readonly<Record<string, string>> = {
  A: 'Secretaria de Educación',
  C: 'Director de cobertura educativa',
  'C02.02': 'Director de cobertura educativa',
  D: 'Directora de calidad educativa',
  D01: 'Directora de calidad educativa',
  D02: 'Directora de calidad educativa',
  'D02.01': 'Directora de calidad educativa',
  'D02.03': 'Profesional de mejoramiento',
  E: 'Técnica de servicio al ciudadano',
  F: 'Profesional de inspección y vigilancia',
  'F01.03': 'Profesional de inspección y vigilancia',
  I: 'Profesional de compras',
  N: 'Profesional especializada de calidad',
  N01: 'Profesional especializada de calidad',
  'N01.01': 'Profesional de control interno',
  'N02.01': 'Técnico operativo de calidad',
};

/** The example's map, led by the example's positions where they exist. */
export async function seed(): Promise<void> {
  const positions = await positionOptions();
  const found = Object.entries(LEADERS).flatMap(([code, name]) => {
    const position = positions.find((one) => one.label.startsWith(`${name} · `));
    return position ? [[code, position.value] as const] : [];
  });
  await seedProcesses({ kind: 'setup' }, Object.fromEntries(found));
}
