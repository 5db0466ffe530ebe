// The programme of a year: weighed by the records, argued, approved by the committee, and what it leaves out (G14, O3, O7).
import { expect } from 'chai';
import { considerResults, programmeSubject, resultsSubject } from '../../server/audits/deciding.ts';
import { Programme, programmeHash, type ProgrammeRecord } from '../../server/audits/programme.ts';
import {
  approveProgramme,
  createProgramme,
  editLine,
  proposeProgramme,
  refreshProgramme,
  reopenProgramme,
  returnProgramme,
  type LineInput,
} from '../../server/audits/programming.ts';
import { auditFaults } from '../../server/audits/proving.ts';
import { recordFinding } from '../../server/audits/recording.ts';
import { closeAudit, reportHash } from '../../server/audits/closing.ts';
import { findingsOf } from '../../server/audits/queries/reading.ts';
import { standingOf } from '../../server/audits/queries/weighing.ts';
import { sign } from '../../server/platform/access/signatures.ts';
import { addDays, setClock, startOf, today } from '../../server/platform/clock.ts';
import { processByCode } from '../../server/processes/index.ts';
import { PASSWORD } from '../support/people.ts';
import {
  anAudit,
  auditOf,
  linesOf,
  makeAuditOffice,
  mark,
  PROCESS,
  SET,
  signNow,
  type Office,
} from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

describe('audits: the programme of a year', function () {
  this.timeout(60_000);
  let office: Office;
  let year = 2030;

  before(async () => {
    office = await makeAuditOffice();
  });

  const fresh = (): Promise<string> =>
    createProgramme(
      {
        year: (year += 1),
        objective: 'Saber si funciona',
        responsible: 'Calidad',
        resources: '',
        criteria: [SET],
      },
      office.people.quality,
    );
  const inputOf = async (
    code: string,
    process: string,
    changes: Partial<LineInput> = {},
  ): Promise<[string, LineInput]> => {
    const line = (await programmeOf(code)).lines.find((one) => one.processCode === process);
    if (!line) throw new Error(`${code} has no ${process}`);
    const { factors, reasons, months, method, criteria, resources, why } = line;
    return [line.process, { factors, reasons, months, method, criteria, resources, why, ...changes }];
  };
  const seal = async (code: string): Promise<string> => programmeHash(await programmeOf(code)); // prettier-ignore

  it('G14, O7: it has a line for each process in use with nothing below it, and each is audited at least once', async () => {
    const { lines } = await programmeOf(await fresh());
    expect(lines.map((one) => one.processCode)).to.include.members([PROCESS, 'N02.01', 'A03']).and.not.include('D02');
    for (const line of lines) expect(line.months.length, line.processCode).to.be.at.least(1);
    expect(await refusalOf(createProgramme({ year, objective: 'x', responsible: 'x', resources: '', criteria: [] }, office.people.quality))).to.equal('audits.form.year_taken');
  }); // prettier-ignore

  it('G14: a weight is changed with a reason, and a month is left out with a reason', async () => {
    const code = await fresh();
    const [id, same] = await inputOf(code, 'N02.01');
    const heavier = { ...same.factors, importance: 5 };
    expect(await refusalOf(editLine(code, id, { ...same, factors: heavier }, office.people.quality))).to.equal('audits.form.argue');
    expect(await refusalOf(editLine(code, id, { ...same, months: [] }, office.people.quality))).to.equal('audits.programme.why_none');
    await editLine(code, id, { ...same, factors: heavier, reasons: { ...same.reasons, importance: 'Cambia la ley' }, months: [9, 3] }, office.people.quality);
    const line = (await programmeOf(code)).lines.find((one) => one.process === id);
    expect(line?.months).to.deep.equal([3, 9]);
    await refreshProgramme(code, office.people.quality);
    expect((await programmeOf(code)).lines.find((one) => one.process === id)?.factors.importance, 'what was argued stays').to.equal(5);
  }); // prettier-ignore

  it('G14: the committee approves what was proposed, bound to its hash; its authors and others do not', async () => {
    const { people } = office;
    const code = await fresh();
    expect(await refusalOf(approveProgramme(code, { sha256: await seal(code), password: PASSWORD }, people.committee))).to.equal('audits.refusal.programme_draft');
    await proposeProgramme(code, people.quality2);
    const sha256 = await seal(code);
    expect(await refusalOf(approveProgramme(code, { sha256, password: PASSWORD }, people.quality2))).to.equal('audits.refusal.author_approves');
    expect(await refusalOf(approveProgramme(code, { sha256, password: PASSWORD }, people.auditor))).to.equal('audits.refusal.not_committee');
    expect(await refusalOf(approveProgramme(code, { sha256: 'c'.repeat(64), password: PASSWORD }, people.committee))).to.equal('audits.refusal.changed_since_shown');
    await returnProgramme(code, { reason: 'Falta el archivo' }, people.committee);
    await proposeProgramme(code, people.quality);
    await approveProgramme(code, { sha256, password: PASSWORD }, people.committee);
    const [id, input] = await inputOf(code, PROCESS);
    expect(await refusalOf(editLine(code, id, input, people.quality))).to.equal('audits.refusal.programme_approved');
    await reopenProgramme(code, { reason: 'Se suma una auditoría' }, people.quality);
    const again = await programmeOf(code);
    expect([again.revision, again.state, again.approvals.length]).to.deep.equal([2, 'draft', 1]);
  }); // prettier-ignore

  it('G14: verify names a programme that is not what the committee signed', async () => {
    const { people } = office;
    const code = await fresh();
    await proposeProgramme(code, people.quality);
    await approveProgramme(code, { sha256: await seal(code), password: PASSWORD }, people.committee);
    expect(await Array.fromAsync(auditFaults())).to.deep.equal([]);
    await Programme.collection.updateOne({ code }, { $set: { objective: 'Otro' } });
    const says = (await Array.fromAsync(auditFaults())).map((one) => one.says);
    await Programme.collection.updateOne({ code }, { $set: { objective: 'Saber si funciona' } });
    expect(says).to.deep.equal(['audits.fault.content']);
  });

  it('G14, O3: a session of the committee approves the programme, and decides on the results of an audit', async () => {
    const { people } = office;
    const code = await fresh();
    await proposeProgramme(code, people.quality);
    const ref = { kind: 'programme', id: String((await programmeOf(code))._id) };
    expect((await programmeSubject.waiting?.(people.committee))?.map((one) => one.code)).to.include(code);
    const awaited = await programmeSubject.awaits?.(ref);
    const signature = await sign(people.committee, PASSWORD, 'aprobo', awaited?.sha256 ?? '');
    const ctx = { user: people.committee, signature, sha256: awaited?.sha256 ?? '', comment: 'Se destinan recursos', session: 'SES-2030-001', acta: 'ACTA-2030-001' };
    await programmeSubject.decide(ref, 'approved', ctx);
    expect((await programmeOf(code)).state).to.equal('approved');

    const audit = await signedAudit('observation');
    const later = startOf(addDays(today(), 40));
    setClock(() => later);
    const sha256 = reportHash(await auditOf(audit), await findingsOf((await auditOf(audit))._id));
    await closeAudit(audit, { conclusion: 'Cumple', sha256, password: PASSWORD }, people.auditor);
    const results = { kind: 'audit', id: String((await auditOf(audit))._id) };
    expect((await resultsSubject.awaits?.(results))?.says).to.contain(audit);
    await resultsSubject.decide(results, 'approved', ctx);
    expect((await auditOf(audit)).considered).to.deep.include({ session: 'SES-2030-001', comment: 'Se destinan recursos' });
    expect(await refusalOf(considerResults(audit, { ...ctx, outcome: 'approved' }, people.committee))).to.equal('audits.refusal.considered');
  }); // prettier-ignore

  it('G14: what an audit found, and what is still open, weighs in the next programme', async () => {
    const process = await processByCode(PROCESS);
    const before = await standingOf(process);
    await signedAudit('major');
    const after = await standingOf(process);
    expect(after).to.deep.include({ lastResult: 'major', openActions: before.openActions + 1 });
  });

  async function signedAudit(grade: 'major' | 'observation'): Promise<string> {
    const { people } = office;
    const code = await anAudit(office, 'in_progress');
    for (const line of await linesOf(code)) await mark(code, line, 'conforming', people.auditor);
    await recordFinding(code, { grade, process: office.process, clause: 'G14.1', requirement: '', statement: 'Sin actas', evidence: 'Carpeta', line: null }, people.auditor);
    await signNow(code, people.auditor);
    return code;
  } // prettier-ignore
});

async function programmeOf(code: string): Promise<ProgrammeRecord> {
  const programme = await Programme.findOne({ code }).lean<ProgrammeRecord>();
  if (!programme) throw new Error(`There is no programme ${code}`);
  return programme;
}
