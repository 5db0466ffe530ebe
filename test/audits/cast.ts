// What tests of audits begin with: an office with a led process, documents in it, qualified auditors, and audits brought as far as is asked for.
import { acceptPlan, proposePlan, startAudit } from '../../server/audits/accepting.ts';
import { assignMember } from '../../server/audits/assigning.ts';
import { Audit, planHash, type AuditRecord } from '../../server/audits/audit.ts';
import { checkLine } from '../../server/audits/checking.ts';
import { compose } from '../../server/audits/composing.ts';
import { Finding, type FindingRecord } from '../../server/audits/finding.ts';
import { Line, type LineRecord } from '../../server/audits/line.ts';
import { createAudit, type NewAudit } from '../../server/audits/planning.ts';
import { qualify } from '../../server/audits/qualifying.ts';
import type { FindingInput } from '../../server/audits/recording.ts';
import type { Result } from '../../server/audits/rules/states.ts';
import { findingsHash, signFindings } from '../../server/audits/signing.ts';
import { assign, createArea, createPosition } from '../../server/people/index.ts';
import { addDays, addMonths, today } from '../../server/platform/clock.ts';
import { act } from '../../server/platform/audit/act.ts';
import { processByCode, seedProcesses } from '../../server/processes/index.ts';
import { ensureStartingTable } from '../../server/records/index.ts';
import { aDraft, bring, makeOffice } from '../documents/cast.ts';
import { PASSWORD, personById, SETUP, type People, type Person } from '../support/people.ts';

export const SET = 'technical-specification';
/** The process that is audited: led by `leader`, with one document that `leader` wrote, `quality2` reviewed and `committee` approved. */
export const PROCESS = 'D02.03';

export interface Office {
  people: People;
  /** Ids of the process and of the position that leads it. */
  process: string;
  leading: string;
  document: string;
}

/** `auditor` is a lead auditor without ties, `leader2` an auditor without ties; `quality2` is qualified and tied. */
export async function makeAuditOffice(): Promise<Office> {
  const people = await makeOffice();
  await ensureStartingTable(SETUP);
  const leading = await act('people.create_position', SETUP, async () => {
    const area = await createArea({ code: '200', name: 'Mejoramiento', parent: null }, SETUP);
    return createPosition({ name: 'Profesional de mejoramiento', area }, SETUP);
  });
  await assign({ person: people.leader.id, position: leading, from: '2024-01-15' }, SETUP);
  await seedProcesses(SETUP, { [PROCESS]: leading });
  const process = await processByCode(PROCESS);
  people.leader = await personById(people.leader.id);
  const document = await aDraft(people.leader, { process: process.id });
  await bring(document, 'in_force', people);
  await qualifyFor(people.auditor, 'lead', people);
  await qualifyFor(people.quality2, 'lead', people);
  await qualifyFor(people.leader2, 'auditor', people);
  return { people, process: process.id, leading, document };
}

export function qualifyFor(person: Person, level: 'lead' | 'auditor', people: People, until = addMonths(today(), 24)): Promise<string> {
  const giver = person.id === people.quality.id ? people.quality2 : people.quality;
  return qualify(
    { person: person.id, level, ground: 'Curso de auditor interno', criteria: [SET], from: '2025-01-01', until, file: null },
    giver,
  );
} // prettier-ignore

export function planFor(office: Office, changes: Partial<NewAudit> = {}): NewAudit {
  return {
    title: 'Auditoría a los PMI', processes: [office.process], objective: 'Verificar que se cumple lo especificado',
    scope: 'El apoyo a los PMI de este año', criteria: [SET], method: 'on_site', remote: '', from: today(), until: addDays(today(), 2),
    agenda: [{ day: today(), time: '08:00', what: 'Reunión de apertura', who: 'Líder del proceso' }], auditees: [],
    origin: 'internal', body: '', programme: null, ...changes,
  }; // prettier-ignore
}

/** Brings a new audit along its course: planned with its lead, accepted by the auditee, started with three lines. */
export async function anAudit(office: Office, to: 'planned' | 'proposed' | 'accepted' | 'in_progress', changes: Partial<NewAudit> = {}): Promise<string> {
  const { people } = office;
  const code = await createAudit(planFor(office, changes), people.quality);
  await assignMember(code, { person: people.auditor.id, role: 'lead' }, people.quality);
  if (to === 'planned') return code;
  await proposePlan(code, people.quality);
  if (to === 'proposed') return code;
  await acceptPlan(code, { sha256: planHash(await auditOf(code)), note: '' }, people.leader);
  if (to === 'accepted') return code;
  await startAudit(code, people.auditor);
  await compose(code, { clauses: [], activities: [], template: null, section: 'Apoyo', own: ['¿Hay plan de visitas?', '¿Se califican?', '¿Se verifican?'] }, 'es', people.auditor);
  return code;
} // prettier-ignore

/** A minor finding in the audited process. */
export function aFinding(office: Office, changes: Partial<FindingInput> = {}): FindingInput {
  const said = { statement: 'Dos visitas sin acta', evidence: 'Carpeta de 2026' };
  return { grade: 'minor', process: office.process, clause: 'T63', requirement: '', line: null, ...said, ...changes };
} // prettier-ignore

export async function auditOf(code: string): Promise<AuditRecord> {
  const audit = await Audit.findOne({ code }).lean<AuditRecord>();
  if (!audit) throw new Error(`There is no audit ${code}`);
  return audit;
}

export async function linesOf(code: string): Promise<LineRecord[]> {
  return Line.find({ audit: (await auditOf(code))._id }).sort({ order: 1 }).lean<LineRecord[]>(); // prettier-ignore
}

export async function findingOf(code: string): Promise<FindingRecord> {
  const finding = await Finding.findOne({ code }).lean<FindingRecord>();
  if (!finding) throw new Error(`There is no finding ${code}`);
  return finding;
}

/** Says something about a line, in full. */
export async function mark(
  code: string,
  line: LineRecord,
  result: Result | null,
  user: Person,
): Promise<void> {
  const evidence = result === 'nonconforming' || result === 'observation' ? 'Acta 12 sin fecha' : '';
  const note = result === 'not_applicable' ? 'No se presta este servicio' : '';
  const seen = line.by?.at.getTime() ?? 0;
  await checkLine(code, String(line._id), { result, evidence, interviewee: 'Profesional de mejoramiento', note, seen, photos: [] }, user); // prettier-ignore
}

export async function signNow(code: string, user: Person): Promise<void> {
  await signFindings(code, { sha256: await findingsHash(await auditOf(code)), password: PASSWORD }, user);
}
