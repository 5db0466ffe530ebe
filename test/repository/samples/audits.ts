// A programme, a qualified auditor, and an audit in progress with a line, a photo, a sample and a finding, with the values of their addresses.
import { acceptPlan, proposePlan, startAudit } from '../../../server/audits/accepting.ts';
import { assignByException, assignMember } from '../../../server/audits/assigning.ts';
import { planHash } from '../../../server/audits/audit.ts';
import { checkLine } from '../../../server/audits/checking.ts';
import { compose } from '../../../server/audits/composing.ts';
import { createAudit } from '../../../server/audits/planning.ts';
import { createProgramme } from '../../../server/audits/programming.ts';
import { qualify } from '../../../server/audits/qualifying.ts';
import { recordFinding } from '../../../server/audits/recording.ts';
import { assign, createArea, createPosition } from '../../../server/people/index.ts';
import { act } from '../../../server/platform/audit/act.ts';
import { addMonths, today } from '../../../server/platform/clock.ts';
import { fileStore } from '../../../server/platform/files/index.ts';
import { createProcess } from '../../../server/processes/index.ts';
import { auditOf, linesOf, planFor, qualifyFor, SET } from '../../audits/cast.ts';
import { personById, SETUP, type People } from '../../support/people.ts';
import type { SliceSamples } from '../sample-ids.ts';

const IDS = { audit: '', line: '', photo: '', programme: '', qualification: '', person: '' };
const PROCESS = 'ZA';

export const samples: SliceSamples = {
  async make(people) {
    const { process, leading } = await ownProcess(people);
    // As they are now, with what they hold since.
    people.leader = await personById(people.leader.id);
    IDS.programme = await createProgramme(
      {
        year: 2026,
        objective: 'Ver si el sistema funciona',
        responsible: 'Calidad',
        resources: '',
        criteria: [SET],
      },
      people.quality,
    );
    IDS.qualification = await qualify(
      {
        person: people.auditor.id,
        level: 'lead',
        ground: 'Curso',
        criteria: [SET],
        from: '2025-01-01',
        until: addMonths(today(), 24),
        file: await aFile('Certificado'),
      },
      people.quality,
    );
    await qualifyFor(people.reader, 'auditor', people);
    IDS.person = people.auditor.id;
    IDS.audit = await createAudit(planFor({ people, process, leading, document: '' }), people.quality);
    await assignMember(IDS.audit, { person: people.auditor.id, role: 'lead' }, people.quality).catch(
      async () => {
        const input = { role: 'lead' as const, peer: people.reader.id, reason: 'Muestra' };
        await assignByException(IDS.audit, people.auditor.id, input, people.quality);
      },
    );
    await proposePlan(IDS.audit, people.quality);
    await acceptPlan(IDS.audit, { sha256: planHash(await auditOf(IDS.audit)), note: '' }, people.leader);
    await startAudit(IDS.audit, people.auditor);
    await compose(
      IDS.audit,
      { clauses: [], activities: [], template: null, section: '', own: ['¿Hay acta?'] },
      'es',
      people.auditor,
    );
    await fill(people);
  },
  paths: [
    [
      /^\/programas-auditoria\/:programme/,
      () => Promise.resolve({ programme: IDS.programme, process: PROCESS }),
    ],
    [/^\/auditores\/:qualification/, () => Promise.resolve({ qualification: IDS.qualification })],
    [
      /^\/auditorias\/:code/,
      () =>
        Promise.resolve({
          code: IDS.audit,
          line: IDS.line,
          photo: IDS.photo,
          number: '1',
          person: IDS.person,
        }),
    ],
  ],
};

/** A process of its own, so that nobody in the example is tied to it by accident. */
async function ownProcess(people: People): Promise<{ process: string; leading: string }> {
  const leading = await act('people.create_position', SETUP, async () => {
    const area = await createArea({ code: '980', name: 'Área de muestra', parent: null }, SETUP);
    return createPosition({ name: 'Cargo de muestra', area }, SETUP);
  });
  await assign({ person: people.leader.id, position: leading, from: today() }, SETUP);
  const process = await createProcess(
    { code: PROCESS, name: 'Proceso de muestra', kind: 'mission', parent: null, leader: leading },
    SETUP,
  );
  return { process, leading };
}

async function fill(people: People): Promise<void> {
  const [line] = await linesOf(IDS.audit);
  if (!line) throw new Error('The sample has no line');
  IDS.line = String(line._id);
  const photo = await aFile('una foto de muestra');
  IDS.photo = photo.sha256;
  const photos = [photo];
  const said = {
    result: 'observation' as const,
    evidence: 'Acta sin fecha',
    interviewee: '',
    note: '',
    seen: 0,
    photos,
  };
  await checkLine(IDS.audit, IDS.line, said, people.auditor);
  const finding = { grade: 'observation' as const, process: (await auditOf(IDS.audit)).processes[0]?.id ?? '', clause: null, requirement: 'Acta', statement: 'Falta la fecha', evidence: 'Acta 3', line: IDS.line }; // prettier-ignore
  await recordFinding(IDS.audit, finding, people.auditor);
}

async function aFile(text: string): Promise<{ sha256: string; name: string; type: string; size: number }> {
  const bytes = Buffer.from(`%PDF-1.7 ${text}`);
  const { sha256 } = await fileStore().put(bytes);
  return { sha256, name: 'acta.pdf', type: 'application/pdf', size: bytes.length };
}
