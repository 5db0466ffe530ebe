// The example's records: a table that its committee put in force, and what an office of this kind keeps. Invented throughout.
import { EXAMPLE_PASSWORD, areaOptions, examplePeople } from '../people/index.ts';
import { addDays, today } from '../platform/clock.ts';
import { fileStore } from '../platform/files/index.ts';
import { happened } from '../platform/past.ts';
import { declareRecord, type NewRecord } from './declaring.ts';
import { putInForce, saveSeries, startDraft, tableHash } from './drafting.ts';
import { closeFile, openFile } from './filing.ts';
import { lend } from './lending.ts';
import { openFileId } from './queries/files.ts';
import type { RecordFile } from './record.ts';
import type { Disposition } from './rules.ts';
import { ensureStartingTable, seriesOf } from './tabling.ts';

type Cast = Awaited<ReturnType<typeof examplePeople>>;
const DIRECTOR = 'Directora de calidad educativa';
const PROFESSIONAL = 'Profesional de mejoramiento';

/** Fills an empty archive. The people and documents of the example must be there. */
export async function seed(): Promise<void> {
  const people = await examplePeople();
  await happened(1_000, () => ensureStartingTable({ kind: 'setup' }));
  await happened(950, () => decidedTable(people));
  for (const one of OLD) await oldMatter(people, one);
  await recent(people);
}

/** What the entity decided; the series of the procedures stay pending, as their sources leave them to the central administration. */
// prettier-ignore
const DECIDED: readonly (readonly [code: string, management: number, central: number, disposition: Disposition, basis: string])[] = [
  ['140.02.01', 2, 8, 'CT', 'Valor histórico de las decisiones de dirección'],
  ['140.05.01', 2, 3, 'E', 'Ley 594 de 2000'],
  ['140.05.02', 2, 8, 'S', 'Ley 594 de 2000'],
  ['140.10.01', 2, 8, 'CT', 'Ley 594 de 2000'],
  ['140.10.02', 2, 3, 'E', 'Ley 594 de 2000'],
  ['140.10.03', 2, 3, 'E', 'Ley 594 de 2000'],
  ['140.10.04', 1, 1, 'E', 'Ley 594 de 2000'],
  ['140.10.05', 1, 1, 'S', 'Muestra de lo que se mostró a los entes certificadores'],
  ['140.15', 2, 3, 'S', 'Ley 1755 de 2015'],
];

async function decidedTable(people: Cast): Promise<void> {
  const number = await startDraft(people.quality);
  const rows = new Map((await seriesOf(number)).map((one) => [one.code, one]));
  const citizens = (await areaOptions()).find((one) => one.label.includes('Servicio al ciudadano'));
  for (const [code, management, central, disposition, basis] of DECIDED) {
    const row = rows.get(code);
    if (!row) continue;
    const { name, typologies, medium, office, procedure, closed } = row;
    const isReserved = code === '140.15';
    const access = isReserved ? { everyone: false, roles: [], areas: citizens ? [citizens.value] : [] } : row.access;
    await saveSeries({ code, name, typologies, medium, office, procedure, closed, management, central, disposition, basis, access, reserved: isReserved }, people.quality);
  }
  const sha256 = tableHash(await seriesOf(number));
  await putInForce(number, { act: 'Resolución 045 (ejemplo)', day: today(), password: EXAMPLE_PASSWORD, sha256 }, people.committee);
} // prettier-ignore

/** Matters that ended years ago: their retention is over. */
const OLD = [
  { series: '140.10.04', title: 'Asistencia técnica a la zona norte, primer periodo', records: ['Plan de visitas de la zona norte', 'Informe de visitas de la zona norte'], ended: 'Terminó el periodo de visitas' },
  { series: '140.10.05', title: 'Evidencias para la primera visita de certificación', records: ['Evidencias del mejoramiento institucional', 'Evidencias de la atención al ciudadano', 'Correspondencia de la visita'], ended: 'Terminó la visita' },
] as const; // prettier-ignore

async function oldMatter(people: Cast, { series, title, records, ended }: (typeof OLD)[number]): Promise<void> {
  const DAYS = 900;
  const code = await happened(DAYS, () => openFile({ title, series, responsible: PROFESSIONAL }, people.leader));
  const file = await openFileId(code, people.leader);
  for (const [index, name] of records.entries())
    await happened(DAYS - 20 * index, async (day) =>
      declareRecord(await filled({ title: name, series, happened: day, file, responsible: DIRECTOR }), people.leader),
    );
  await happened(DAYS - 60, () => closeFile(code, { reason: ended }, people.leader));
} // prettier-ignore

async function recent(people: Cast): Promise<void> {
  const declare = (days: number, who: keyof Cast, changes: Partial<NewRecord>): Promise<string> =>
    happened(days, async (day) => declareRecord(await filled({ happened: addDays(day, -2), ...changes }), people[who]));
  await declare(120, 'improvement', { title: 'Programación de la asistencia técnica del año', series: '140.25.01', document: { code: 'D02.03' } });
  await declare(96, 'improvement', { title: 'Seguimiento a los PMI, primer trimestre', series: '140.25.03', document: { code: 'D02.03' } });
  await declare(60, 'improvement', {
    title: 'Seguimiento a los PMI, segundo trimestre', series: '140.25.03', document: { code: 'D02.03' },
    conforms: 'nonconforming', authority: DIRECTOR,
  });
  await declare(45, 'leader', { title: 'Evaluación trimestral del PAM', series: '140.20.04', document: { code: 'GED-EDU-PR-S1-05' } });
  await declare(30, 'citizens', {
    title: 'Respuesta a una familia sobre el transporte escolar', series: '140.15', personal: true,
    author: 'Técnica de servicio al ciudadano', responsible: 'Técnica de servicio al ciudadano', conforms: 'not_applicable',
  });
  await declare(25, 'leader', { title: 'Informe de visita con datos de estudiantes', personal: true });
  const paper = await declare(40, 'quality', {
    title: 'Listas de asistencia firmadas del foro educativo', conforms: 'not_applicable', files: [],
    place: { box: '12', folder: '3', shelf: 'B2' },
  });
  await happened(35, () => lend(paper, { holder: 'Marcela Ordóñez Lara', purpose: 'Auditoría interna', due: addDays(today(), 15) }, people.quality));
  await happened(20, () => openFile({ title: 'Asistencia técnica a la zona sur', series: '140.10.04', responsible: PROFESSIONAL }, people.leader));
} // prettier-ignore

async function filled(changes: Partial<NewRecord>): Promise<NewRecord> {
  const record: NewRecord = {
    title: 'Registro',
    series: '140.10.04',
    happened: today(),
    author: PROFESSIONAL,
    responsible: DIRECTOR,
    conforms: 'conforming',
    files: [],
    ...changes,
  };
  return changes.files ? record : { ...record, files: [await written(record)] };
}

/** A text of the example, kept as files are. */
async function written({ title, happened, author }: NewRecord): Promise<RecordFile> {
  const text = `${title}\n\nFecha: ${happened}\nElaboró: ${author}\n\nTexto de ejemplo: ninguna persona ni establecimiento de este registro existe.\n`;
  const { sha256, bytes } = await fileStore().put(Buffer.from(text));
  return { sha256, name: `${title}.txt`, type: 'text/plain; charset=utf-8', size: bytes };
}
