// Who is in the example: an invented secretariat's areas, positions with their responsibilities (G3g), and people.
import type { Role } from '../../platform/access/roles.ts';

export const AREAS = [
  { code: '100', name: 'Despacho', above: null },
  { code: '110', name: 'Planeación y calidad', above: '100' },
  { code: '120', name: 'Control interno', above: '100' },
  { code: '200', name: 'Calidad educativa', above: '100' },
  { code: '300', name: 'Cobertura educativa', above: '100' },
  { code: '400', name: 'Inspección y vigilancia', above: '100' },
  { code: '500', name: 'Gestión administrativa y compras', above: '100' },
  { code: '510', name: 'Sistemas de información', above: '500' },
  { code: '520', name: 'Servicio al ciudadano', above: '500' },
  { code: '600', name: 'Establecimientos educativos', above: null },
] as const;

export const POSITIONS = {
  secretary: {
    name: 'Secretaria de Educación',
    area: '100',
    responsibilities:
      'Aprueba la política y los objetivos de calidad\nPreside el Comité Directivo y la revisión por la dirección\nAsegura los recursos del sistema de gestión',
  },
  quality: {
    name: 'Profesional especializada de calidad',
    area: '110',
    responsibilities:
      'Administra los documentos y los registros del sistema de gestión\nCoordina las auditorías internas y las acciones de mejora\nInforma a la dirección sobre el desempeño del sistema',
  },
  qualitySupport: {
    name: 'Técnico operativo de calidad',
    area: '110',
    responsibilities:
      'Revisa la forma de los documentos antes de su emisión\nMantiene el listado maestro y la distribución',
  },
  auditor: {
    name: 'Profesional de control interno',
    area: '120',
    responsibilities:
      'Planea y ejecuta las auditorías internas\nVerifica la eficacia de las acciones\nNo audita su propio trabajo',
  },
  educationQuality: {
    name: 'Directora de calidad educativa',
    area: '200',
    responsibilities:
      'Formula el PAM y hace seguimiento a sus metas\nAsigna la asistencia técnica a los establecimientos\nDetiene una asistencia que no cumple lo especificado',
  },
  improvement: {
    name: 'Profesional de mejoramiento',
    area: '200',
    responsibilities:
      'Acompaña la autoevaluación y el PMI de los establecimientos\nRegistra la asistencia técnica y sus resultados',
  },
  coverage: {
    name: 'Director de cobertura educativa',
    area: '300',
    responsibilities:
      'Planea la oferta y la matrícula\nEntrega a calidad educativa los datos de acceso y permanencia',
  },
  inspection: {
    name: 'Profesional de inspección y vigilancia',
    area: '400',
    responsibilities:
      'Evalúa el cumplimiento de las normas por los establecimientos\nRecibe el informe de irregularidades persistentes',
  },
  purchasing: {
    name: 'Profesional de compras',
    area: '500',
    responsibilities: 'Especifica, selecciona y evalúa a los proveedores\nAcepta o devuelve lo comprado',
  },
  systems: {
    name: 'Ingeniero de sistemas',
    area: '510',
    responsibilities:
      'Administra las cuentas y las copias de respaldo\nCuida la integridad de la información',
  },
  citizens: {
    name: 'Técnica de servicio al ciudadano',
    area: '520',
    responsibilities: 'Recibe y radica las quejas\nHace seguimiento a los términos de respuesta',
  },
  principal: {
    name: 'Rectora, Institución Educativa El Mirador',
    area: '600',
    responsibilities: 'Dirige la autoevaluación y el PMI\nSolicita y califica la asistencia técnica',
  },
  teacher: {
    name: 'Docente orientador, Institución Educativa El Mirador',
    area: '600',
    responsibilities: 'Consulta los procedimientos que aplican en el establecimiento',
  },
} as const;

export type PositionName = keyof typeof POSITIONS;

interface ExamplePerson {
  name: string;
  mailbox: string;
  roles: readonly Role[];
  position: PositionName | null;
}

export const CAST = {
  committee: {
    name: 'Clara Tobar Henao',
    mailbox: 'clara.tobar',
    roles: ['committee'],
    position: 'secretary',
  },
  quality: { name: 'Lucía Barrera Niño', mailbox: 'lucia.barrera', roles: ['quality'], position: 'quality' },
  quality2: {
    name: 'Hernán Quiñones Peña',
    mailbox: 'hernan.quinones',
    roles: ['quality'],
    position: 'qualitySupport',
  },
  auditor: {
    name: 'Marcela Ordóñez Lara',
    mailbox: 'marcela.ordonez',
    roles: ['auditor'],
    position: 'auditor',
  },
  leader: {
    name: 'Beatriz Cuervo Lozano',
    mailbox: 'beatriz.cuervo',
    roles: ['leader', 'committee'],
    position: 'educationQuality',
  },
  leader2: {
    name: 'Ramiro Ávila Soto',
    mailbox: 'ramiro.avila',
    roles: ['leader', 'committee'],
    position: 'coverage',
  },
  improvement: {
    name: 'Elvira Pabón Trujillo',
    mailbox: 'elvira.pabon',
    roles: ['leader'],
    position: 'improvement',
  },
  inspection: {
    name: 'Efraín Calle Duque',
    mailbox: 'efrain.calle',
    roles: ['leader'],
    position: 'inspection',
  },
  purchasing: {
    name: 'Amalia Bravo Serna',
    mailbox: 'amalia.bravo',
    roles: ['leader'],
    position: 'purchasing',
  },
  citizens: { name: 'Yaneth Mora Tello', mailbox: 'yaneth.mora', roles: ['leader'], position: 'citizens' },
  school: { name: 'Rosalba Mesa Arango', mailbox: 'rosalba.mesa', roles: ['school'], position: 'principal' },
  reader: { name: 'Wilson Forero Gaviria', mailbox: 'wilson.forero', roles: ['reader'], position: 'teacher' },
  certifier: { name: 'Óscar Villa Prieto', mailbox: 'oscar.villa', roles: ['certifier'], position: null },
  admin: { name: 'Gilberto Ibáñez Cano', mailbox: 'gilberto.ibanez', roles: ['admin'], position: 'systems' },
} as const satisfies Record<string, ExamplePerson>;

export type CastName = keyof typeof CAST;

export const CAST_NAMES = Object.keys(CAST) as CastName[];
export const EXAMPLE_PASSWORD = 'mango verde con sal';

export function emailOf(name: CastName): string {
  return `${CAST[name].mailbox}@valle-alto.example`;
}
