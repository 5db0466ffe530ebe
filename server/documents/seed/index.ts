// The example's documents: adopted, written, decided, obsolete, overdue and waiting, each through the verbs that pages use.
import { exampleAccounts, examplePeople, positionOptions } from '../../people/index.ts';
import type { User } from '../../platform/access/roles.ts';
import { act } from '../../platform/audit/act.ts';
import { addDays, today, type Day } from '../../platform/clock.ts';
import { entity, readSettings } from '../../platform/settings/settings.ts';
import { happened } from '../../platform/past.ts';
import { acknowledge, distribute } from '../distributing.ts';
import { approve, sendBack } from '../approving.ts';
import { comment } from '../commenting.ts';
import { makeCopy } from '../copying.ts';
import { saveDraft, startVersion } from '../drafting.ts';
import { External } from '../external.ts';
import { governClause } from '../governing.ts';
import { issue } from '../issuing.ts';
import { confirmAdoption, proposeAdoption } from '../adopting.ts';
import { Document } from '../document.ts';
import { GOVERNED, libraryProcedure, sourceApprovals, sourceLabel } from '../library.ts';
import { createDocument } from '../registering.ts';
import { factsOf, linkClauses } from '../stocking.ts';
import { submit } from '../submitting.ts';
import { DocumentType } from '../type.ts';
import { ensureDefaultTypes } from '../typing.ts';
import { Version } from '../version.ts';
import { checkExternal } from '../watching.ts';
import { daysAgo } from './moments.ts';
import { FORMAT, INSTRUCTION, INSTRUCTION_2, POLICY } from './texts.ts';

const PAM = 'GED-EDU-PR-S1-05';
type Cast = Awaited<ReturnType<typeof examplePeople>>;

/** Fills an empty list of documents. The people of the example must be there. */
export async function seed(): Promise<void> {
  const people = await examplePeople();
  await act('admin.settings', { kind: 'setup' }, () =>
    entity.set({ name: 'Secretaría de Educación de Valle Alto', kind: 'territorial' }),
  );
  await readSettings();
  await ensureDefaultTypes();
  await adopted(people);
  await written(people);
  await replaced(people);
  await onTheirWay(people);
  await usedAndRead(people);
  await governing(people);
}

/** Two procedures that the office already had, taken as in force by two people. */
async function adopted(people: Cast): Promise<void> {
  const note = 'Procedimiento en uso antes de este sistema';
  await happened(300, async () => {
    await adopt(people, 'D02.03', { effective: '2019-02-01', owner: 'Profesional de mejoramiento', note });
    await adopt(people, PAM, { effective: '2019-11-01', owner: 'Directora de calidad educativa', note });
  });
}

async function adopt(people: Cast, code: string, { effective, owner, note }: { effective: Day; owner: string; note: string }): Promise<void> {
  const procedure = await libraryProcedure(code);
  const { header, markdown } = procedure;
  const facts = await factsOf(procedure);
  const signed = sourceApprovals(header);
  const approvals = signed.length > 0 ? signed : [{ act: 'aprobo' as const, position: 'Comité Directivo', date: effective }];
  await proposeAdoption(
    { ...facts, formOf: null, owner: await positionNamed(owner), content: { kind: 'text', markdown }, label: sourceLabel(header), effective, sourceDate: header.date, approvals, note },
    people.quality,
  );
  await confirmAdoption(code, { sha256: await hashOf(code, 1), password: passwordOf() }, people.quality2);
} // prettier-ignore

/** Written here and decided here: our own document control, a policy, a format. */
async function written(people: Cast): Promise<void> {
  await happened(280, async () => {
    const control = await libraryProcedure('GC-P01');
    await enter(
      people,
      'GC-P01',
      'PR',
      control.header.title,
      'Profesional especializada de calidad',
      control.markdown,
      people.quality2,
    );
    await enter(
      people,
      'GC-PO-01',
      'PO',
      'Política de calidad',
      'Secretaria de Educación',
      POLICY,
      people.quality2,
    );
  });
  await happened(250, async () => {
    const procedure = await Document.findOne({ code: PAM });
    const formOf = { procedure: String(procedure?._id), recordKind: 'Lista de asistencia' };
    await enter(
      people,
      'GC-FO-07',
      'FO',
      'Acta y lista de asistencia',
      'Técnico operativo de calidad',
      FORMAT,
      people.quality2,
      formOf,
    );
  });
}

/** A version that was replaced, with numbered copies out in schools that must come back. */
async function replaced(people: Cast): Promise<void> {
  const code = 'CE-IN-02';
  await happened(800, async () => {
    await enter(
      people,
      code,
      'IN',
      'Visita de asistencia técnica a un establecimiento',
      'Profesional de mejoramiento',
      INSTRUCTION,
      people.improvement,
    );
    await makeCopy(
      code,
      { holder: 'Rectora, Institución Educativa El Mirador', place: 'El Mirador' },
      people.quality,
    );
    await makeCopy(
      code,
      { holder: 'Directora de calidad educativa', place: 'Cartelera de Calidad educativa' },
      people.quality,
    );
  });
  await happened(20, async () => {
    const number = await nextVersion(
      people.improvement,
      code,
      'Las actas llegaban sin evidencias y tarde',
      INSTRUCTION_2,
      ['Durante la visita', 'Después de la visita'],
    );
    await throughTheRoute(people, code, number, people.improvement);
  });
  // Two years in force without a review.
  await happened(790, () =>
    enter(
      people,
      'CE-IN-03',
      'IN',
      'Uso de los resultados SABER en la asistencia técnica',
      'Directora de calidad educativa',
      INSTRUCTION,
      people.improvement,
    ),
  );
}

/** What waits for somebody: a version with an open observation, one to approve, one that was sent back. */
async function onTheirWay(people: Cast): Promise<void> {
  await happened(9, async () => {
    const { markdown } = await libraryProcedure(PAM);
    const changed = markdown.replace('period: Trimestral', 'period: Cada dos meses');
    const number = await nextVersion(
      people.leader,
      PAM,
      'El comité pidió un seguimiento más frecuente',
      changed,
      ['Actividades'],
    );
    await submit(PAM, number, people.leader);
  });
  await happened(6, () =>
    comment(
      PAM,
      2,
      { section: '', text: 'Falta decir quién convoca la reunión de seguimiento.' },
      people.quality,
    ),
  );
  await happened(5, async () => {
    const code = await register(
      'CE-GU-01',
      'GU',
      'Guía para escribir metas que se puedan medir',
      'Directora de calidad educativa',
      POLICY,
      people.leader2,
    );
    await explain(code, people.leader2);
    await submit(code, 1, people.leader2);
    await approve(code, 1, await signature(code, 1), people.quality);
  });
  await happened(3, async () => {
    const code = await register(
      'CO-IN-01',
      'IN',
      'Cruce de matrícula con resultados',
      'Director de cobertura educativa',
      INSTRUCTION,
      people.leader2,
    );
    await explain(code, people.leader2);
    await submit(code, 1, people.leader2);
    await sendBack(
      code,
      1,
      { ...(await signature(code, 1)), comment: 'El alcance no dice a qué establecimientos aplica.' },
      people.quality,
    );
  });
  await register(
    'GC-IN-04',
    'IN',
    'Elaborar y codificar documentos',
    'Profesional especializada de calidad',
    INSTRUCTION,
    people.quality,
  );
}

/** Distribution, readings and external documents: some done, some missing. */
async function usedAndRead(people: Cast): Promise<void> {
  const everyone = { everyone: true, areas: [], positions: [], acknowledge: true };
  await distribute('GC-PO-01', everyone, people.quality);
  await distribute('CE-IN-02', everyone, people.quality);
  for (const person of [people.leader, people.leader2, people.school])
    await acknowledge('GC-PO-01', { sha256: await hashOf('GC-PO-01', 1) }, person);
  const [first, second] = await External.find().sort({ nameKey: 1 }).limit(2);
  const check = {
    outcome: 'same' as const,
    edition: '',
    nextCheck: addDays(today(), 180),
    note: 'Diario Oficial',
  };
  if (first) await checkExternal(String(first._id), check, people.quality);
  if (second)
    await checkExternal(
      String(second._id),
      { ...check, outcome: 'changed', edition: 'Compilada en 2026' },
      people.quality,
    );
}

/** The rest of our own procedures come into force, and each is linked with the requirements that it answers. */
async function governing(people: Cast): Promise<void> {
  const quality = 'Profesional especializada de calidad';
  const owners: Record<string, string> = { 'GC-P07': 'Técnica de servicio al ciudadano', 'GC-P08': 'Profesional de control interno' }; // prettier-ignore
  const note = 'Lo aprobó el Comité Directivo al poner en marcha el sistema de gestión';
  await happened(200, async () => {
    for (const code of Object.keys(GOVERNED).filter((one) => /^GC-P0[2-8]$/.test(one)))
      await adopt(people, code, { effective: daysAgo(20), owner: owners[code] ?? quality, note });
  });
  await act('documents.seed', { kind: 'setup' }, async () => {
    for (const { _id, code } of await Document.find({ code: { $in: Object.keys(GOVERNED) } }))
      await linkClauses(_id, code);
  });
  await governClause('GC-PO-01', 'G3b', people.quality);
}

/** A document written, reviewed, approved, issued and in force at once. */
async function enter(people: Cast, code: string, type: string, title: string, owner: string, markdown: string, author: User, formOf: { procedure: string; recordKind: string } | null = null): Promise<void> {
  await register(code, type, title, owner, markdown, author, formOf);
  await explain(code, author);
  await throughTheRoute(people, code, 1, author);
} // prettier-ignore

async function register(code: string, type: string, title: string, owner: string, markdown: string, author: User, formOf: { procedure: string; recordKind: string } | null = null): Promise<string> {
  const kind = await DocumentType.findOne({ code: type });
  const facts = { title, process: null, owner: await positionNamed(owner), formOf };
  const content = { kind: 'text' as const, markdown };
  await createDocument({ ...facts, code, type: String(kind?._id), content, label: '1', reason: '' }, author);
  return code;
} // prettier-ignore

/** The reason that a first version needs before it is submitted. */
async function explain(code: string, author: User): Promise<void> {
  const version = await versionOf(code, 1);
  const { content, label, savedAt } = version;
  await saveDraft(
    code,
    1,
    { content, label, reason: 'Primera versión', changedSections: [], savedAt: savedAt.getTime() },
    author,
  );
}

async function nextVersion(
  author: User,
  code: string,
  reason: string,
  markdown: string,
  changedSections: string[],
): Promise<number> {
  const number = await startVersion(code, { reason }, author);
  const { label, savedAt } = await versionOf(code, number);
  await saveDraft(
    code,
    number,
    { content: { kind: 'text', markdown }, label, reason, changedSections, savedAt: savedAt.getTime() },
    author,
  );
  return number;
}

async function throughTheRoute(people: Cast, code: string, number: number, author: User): Promise<void> {
  await submit(code, number, author);
  const reviewer = author.id === people.quality.id ? people.quality2 : people.quality;
  await approve(code, number, await signature(code, number), reviewer);
  await approve(code, number, await signature(code, number), people.committee);
  await issue(code, number, { effective: today(), sha256: await hashOf(code, number) }, people.quality);
}

async function signature(
  code: string,
  number: number,
): Promise<{ sha256: string; password: string; comment: string }> {
  return { sha256: await hashOf(code, number), password: passwordOf(), comment: '' };
}

async function hashOf(code: string, number: number): Promise<string> {
  return (await versionOf(code, number)).sha256 ?? '';
}

async function versionOf(code: string, number: number) {
  const document = await Document.findOne({ code });
  const version = document && (await Version.findOne({ document: document._id, number }));
  if (!version) throw new Error(`The example has no version ${number} of ${code}`);
  return version;
}

function passwordOf(): string {
  return exampleAccounts()[0]?.password ?? '';
}

async function positionNamed(name: string): Promise<string | null> {
  return (await positionOptions()).find((one) => one.label.startsWith(name))?.value ?? null;
}
