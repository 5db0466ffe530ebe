// The series of the starting table: what the records tables of the library's procedures say, and what the system's own forms need.
import { isStated, libraryProcedures, type RecordRow } from '../documents/index.ts';
import { foldText } from '../platform/search/terms.ts';
import type { SeriesRecord } from './series.ts';

export type NewSeries = Partial<Omit<SeriesRecord, '_id' | 'table'>> &
  Pick<SeriesRecord, 'code' | 'name' | 'medium'>;

/** Codes of the series that the system's own forms use; see usual.ts. */
export const USUAL_CODES = {
  minutes: '140.02.01',
  audit: '140.05.02',
  complaints: '140.15',
  actions: '140.10.02',
  approvals: '140.10.01',
} as const;

const ACCOUNTS = 'Oficina de calidad';
const DIRECTION = 'Calidad educativa';

/** Without years and disposition: the entity's own table decides them. */
// prettier-ignore
const OWN: readonly (readonly [code: string, name: string, typologies: readonly string[]])[] = [
  ['140.02', 'Actas', []],
  [USUAL_CODES.minutes, 'Actas de comités', ['Acta', 'Lista de asistencia']],
  ['140.05', 'Auditorías internas', []],
  ['140.05.01', 'Programas anuales de auditoría', ['Programa', 'Aprobación']],
  [USUAL_CODES.audit, 'Auditorías realizadas', ['Plan', 'Lista de verificación', 'Informe']],
  ['140.10', 'Sistema de gestión de la calidad', []],
  [USUAL_CODES.approvals, 'Aprobaciones de documentos', ['Acta de aprobación']],
  [USUAL_CODES.actions, 'Acciones correctivas y preventivas', ['Análisis de causas', 'Plan de acción', 'Verificación']],
  ['140.10.03', 'Control del servicio no conforme', ['Reporte', 'Disposición']],
  ['140.10.04', 'Evidencias de la prestación del servicio', ['Informe', 'Soporte']],
  ['140.10.05', 'Paquetes de evidencias', ['Índice', 'Manifiesto']],
  [USUAL_CODES.complaints, 'Peticiones, quejas, reclamos y sugerencias', ['Solicitud', 'Respuesta', 'Constancia de entrega']],
];

/** Which series holds the records of which procedure of the library. */
// prettier-ignore
const OF_PROCEDURES: readonly (readonly [code: string, name: string, procedures: readonly string[]])[] = [
  ['140.20', 'Planes de apoyo al mejoramiento (PAM)', ['GED-EDU-PR-S1-05', 'SE-GO-P03']],
  ['140.25', 'Planes de mejoramiento institucional (PMI)', ['D02.03']],
];

/** Series before subseries, in the order of their codes. */
export async function startingSeries(): Promise<NewSeries[]> {
  const library = new Map((await libraryProcedures()).map((one) => [one.code, one.header.records]));
  const own = OWN.map(([code, name, typologies]) => ({ ...bare(code, name), typologies: [...typologies] }));
  const stated = OF_PROCEDURES.flatMap(([code, name, procedures]) => [
    bare(code, name),
    ...rowsOf(procedures, library).map(({ procedure, row }, index) => ({
      ...bare(`${code}.${String(index + 1).padStart(2, '0')}`, row.name.replace(/\.$/, '')),
      office: DIRECTION,
      typologies: isStated(row.code) && row.code !== 'N/A' ? [row.code] : [],
      stated: { procedure, responsible: row.responsible, medium: row.medium, place: row.place, retention: row.retention, disposition: row.disposition },
    })),
  ]); // prettier-ignore
  return [...own, ...stated];
}

function bare(code: string, name: string): NewSeries {
  const above = code.split('.').slice(0, -1).join('.');
  return { code, name, medium: 'electronic', parent: above.includes('.') ? above : null, office: ACCOUNTS };
}

/** The rows of several procedures; two models of one plan name much the same records. */
function rowsOf(
  procedures: readonly string[],
  library: ReadonlyMap<string, RecordRow[]>,
): { procedure: string; row: RecordRow }[] {
  const known = new Set<string>();
  return procedures
    .flatMap((procedure) => (library.get(procedure) ?? []).map((row) => ({ procedure, row })))
    .filter(({ row }) => {
      const key = foldText(row.name.replace(/\(.*\)|\.$/g, '')).trim();
      return !known.has(key) && known.add(key);
    });
}
