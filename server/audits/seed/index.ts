// The example's audits: an approved programme, one audit closed two months ago, one in progress; all through the verbs that pages use.
import { examplePeople, EXAMPLE_PASSWORD } from '../../people/index.ts';
import type { User } from '../../platform/access/roles.ts';
import { addDays, addMonths, now, today, yearOf, type Day } from '../../platform/clock.ts';
import { happened } from '../../platform/past.ts';
import { findProcess } from '../../processes/index.ts';
import { acceptPlan, proposePlan, startAudit } from '../accepting.ts';
import { answerFinding } from '../answering.ts';
import { assignMember } from '../assigning.ts';
import { Audit, planHash, type AuditRecord } from '../audit.ts';
import { checkLine } from '../checking.ts';
import { closeAudit, reportHash } from '../closing.ts';
import { compose } from '../composing.ts';
import { drawSample } from '../drawing.ts';
import { createAudit, type NewAudit } from '../planning.ts';
import { Programme, programmeHash } from '../programme.ts';
import { approveProgramme, createProgramme, editLine, proposeProgramme } from '../programming.ts';
import { findingsOf, linesOf } from '../queries/reading.ts';
import { qualify } from '../qualifying.ts';
import { recordFinding } from '../recording.ts';
import { findingsHash, signFindings } from '../signing.ts';
import { AGENDA, CRITERIA, DONE, GOING } from './texts.ts';

type Cast = Awaited<ReturnType<typeof examplePeople>>;
const password = EXAMPLE_PASSWORD;

export async function seed(): Promise<void> {
  const people = await examplePeople();
  await happened(200, () => auditors(people));
  await happened(190, () => programme(people));
  await done(people);
  await going(people);
}

/** Three who may audit; what each is tied to is computed, not written here. */
async function auditors(people: Cast): Promise<void> {
  const give = (person: User, level: 'lead' | 'auditor', ground: string): Promise<string> =>
    qualify(
      { person: person.id, level, ground, criteria: CRITERIA, from: today(), until: addMonths(today(), 24), file: null },
      people.quality,
    );
  await give(people.auditor, 'lead', 'Curso de auditor líder y tres auditorías acompañadas');
  await give(people.quality2, 'lead', 'Curso de auditor interno y dos auditorías dirigidas');
  await give(people.inspection, 'auditor', 'Curso de auditor interno de 40 horas');
} // prettier-ignore

/** Proposed by the quality office, one process argued out of the year, approved by the committee. */
async function programme(people: Cast): Promise<void> {
  const code = await createProgramme(
    {
      year: yearOf(now()), objective: 'Saber si el sistema cumple lo especificado y si funciona, antes de la revisión por la dirección.',
      responsible: 'Profesional especializada de calidad', resources: 'Tres auditores internos, dos días por auditoría, transporte a los establecimientos.', criteria: [...CRITERIA],
    },
    people.quality,
  );
  const made = await Programme.findOne({ code }).lean();
  const line = made?.lines.find((one) => one.processCode === 'I02.04');
  if (line) {
    const { process, factors, reasons, method, criteria, resources } = line;
    await editLine(code, process, { factors: { ...factors, importance: 2 }, reasons: { ...reasons, importance: 'Lo ejecuta la Secretaría de Infraestructura' }, months: [], method, criteria, resources, why: 'La Contraloría lo audita este año; se usa su informe.' }, people.quality);
  }
  await proposeProgramme(code, people.quality);
  const sha256 = programmeHash((await Programme.findOne({ code }).lean()) ?? never());
  await approveProgramme(code, { sha256, password }, people.committee);
} // prettier-ignore

async function done(people: Cast): Promise<void> {
  const code = await happened(64, async () => {
    const made = await planned(DONE.title, DONE.process, people, 60);
    for (const [index, question] of DONE.questions.entries()) await compose(made, { clauses: [], activities: [], template: null, section: DONE.sections[index % 2] ?? '', own: [question] }, 'es', people.auditor);
    return made;
  });
  await happened(60, async () => {
    await startAudit(code, people.auditor);
    const audit = await auditOf(code);
    const lines = await linesOf(audit._id);
    for (const [index, line] of lines.entries()) {
      const answer = DONE.answers[index] ?? { result: 'conforming' as const, evidence: '', note: '' };
      await checkLine(code, String(line._id), { ...answer, interviewee: 'Profesional de mejoramiento', seen: 0, photos: [] }, people.auditor);
    }
    for (const { line, ...finding } of DONE.findings)
      await recordFinding(code, { ...finding, process: audit.processes[0]?.id ?? '', line: line === null ? null : String(lines[line]?._id) }, people.auditor);
  });
  await happened(58, async () => signFindings(code, { sha256: await findingsHash(await auditOf(code)), password }, people.auditor));
  await happened(56, async () => {
    for (const { number, ...answer } of DONE.replies) await answerFinding(code, number, answer, people.improvement);
  });
  await happened(55, async () => {
    const audit = await auditOf(code);
    await closeAudit(code, { conclusion: DONE.conclusion, sha256: reportHash(audit, await findingsOf(audit._id)), password }, people.auditor);
  });
} // prettier-ignore

async function going(people: Cast): Promise<void> {
  const code = await happened(9, () => planned(GOING.title, GOING.process, people, 1));
  await happened(1, async () => {
    await startAudit(code, people.auditor);
    await compose(code, { clauses: GOING.clauses, activities: [], template: null, section: 'Plan de apoyo al mejoramiento', own: GOING.questions }, 'es', people.auditor);
    const items = Array.from({ length: 120 }, (_, index) => `PMI-1${String(76_520_000_100 + index * 7)}-${yearOf(now())}`);
    await drawSample(code, { population: 'PMI de este año con acciones apoyadas por el PAM', items, populationSize: 0, method: 'random', size: 8, seed: `${code}-1`, reason: 'Riesgo medio: sin hallazgos mayores en la auditoría anterior.' }, people.auditor);
    const lines = await linesOf((await auditOf(code))._id);
    for (const line of lines.slice(0, 3)) await checkLine(code, String(line._id), { result: 'conforming', evidence: 'Expediente del plan, consultado en el sitio', interviewee: 'Directora de calidad educativa', note: '', seen: 0, photos: [] }, people.auditor);
  });
} // prettier-ignore

/** Planned, staffed with the independent lead, sent, and accepted by whoever leads the process. */
async function planned(title: string, processCode: string, people: Cast, daysUntil: number): Promise<string> {
  const process = await findProcess(processCode);
  const from = addDays(today(), processCode === GOING.process ? 8 : 4);
  const plan: NewAudit = {
    title, processes: [process?.id ?? ''], objective: 'Verificar que el proceso cumple lo especificado y que funciona.', scope: 'Lo hecho en el último año, en la sede de la secretaría.',
    criteria: [...CRITERIA], method: 'on_site', remote: '', from, until: addDays(from, 2), agenda: agendaFrom(from), auditees: [], origin: 'internal', body: '',
    programme: { code: `PAA-${yearOf(now())}`, month: Number(from.slice(5, 7)) },
  };
  const code = await createAudit(plan, people.quality);
  await assignMember(code, { person: people.auditor.id, role: 'lead' }, people.quality);
  if (daysUntil > 30) await assignMember(code, { person: people.inspection.id, role: 'auditor' }, people.quality);
  await proposePlan(code, people.quality);
  const leader = processCode === GOING.process ? people.leader : people.improvement;
  await acceptPlan(code, { sha256: planHash(await auditOf(code)), note: '' }, leader);
  return code;
} // prettier-ignore

function agendaFrom(day: Day) {
  return AGENDA.map(({ after, ...item }) => ({ ...item, day: addDays(day, after) }));
}

async function auditOf(code: string): Promise<AuditRecord> {
  return (await Audit.findOne({ code }).lean<AuditRecord>()) ?? never();
}

function never(): never {
  throw new Error('The example lost a record that it had just made');
}
