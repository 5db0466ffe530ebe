// An audit in the field: checklist, results line by line, samples, and what verify says of it all (G14).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { acceptPlan, proposePlan, startAudit } from '../../server/audits/accepting.ts';
import { assignMember } from '../../server/audits/assigning.ts';
import { Audit, planHash } from '../../server/audits/audit.ts';
import { checkLine } from '../../server/audits/checking.ts';
import { compose, keepAsTemplate } from '../../server/audits/composing.ts';
import { drawSample } from '../../server/audits/drawing.ts';
import { Finding } from '../../server/audits/finding.ts';
import { Line } from '../../server/audits/line.ts';
import { createAudit } from '../../server/audits/planning.ts';
import { auditFaults } from '../../server/audits/proving.ts';
import { recordFinding } from '../../server/audits/recording.ts';
import { Sample } from '../../server/audits/sample.ts';
import { Template } from '../../server/audits/template.ts';
import { activitiesInForce } from '../../server/documents/index.ts';
import { aDraft, bring } from '../documents/cast.ts';
import { root } from '../repository/sources.ts';
import {
  aFinding,
  anAudit,
  auditOf,
  linesOf,
  makeAuditOffice,
  mark,
  planFor,
  qualifyFor,
  signNow,
  type Office,
} from './cast.ts';
import { refusalOf } from '../support/refusal.ts';
import { sayFault } from '../../server/platform/integrity/saying.ts';

describe('audits: examining', function () {
  this.timeout(60_000);
  let office: Office;

  before(async () => {
    office = await makeAuditOffice();
  });

  it('G14: blank, not applicable, conforming, nonconforming and observation are different, and blanks stop the signature', async () => {
    const { people } = office;
    const code = await anAudit(office, 'in_progress');
    const [first, second, third] = await linesOf(code);
    if (!first || !second || !third) throw new Error('three lines');
    expect(first.result).to.equal(null);
    expect(await refusalOf(signNow(code, people.auditor))).to.equal('audits.refusal.blanks');
    const bare = { evidence: '', interviewee: '', note: '', seen: 0, photos: [] };
    expect(await refusalOf(checkLine(code, String(first._id), { ...bare, result: 'nonconforming' }, people.auditor))).to.equal('audits.form.evidence_needed');
    expect(await refusalOf(checkLine(code, String(first._id), { ...bare, result: 'not_applicable' }, people.auditor))).to.equal('audits.form.note_needed');
    expect(await refusalOf(checkLine(code, String(first._id), { ...bare, result: 'conforming' }, people.leader).then(() => undefined, (error: { status?: number }) => { if (error.status !== 403) throw error; throw Object.assign(new Error(), { key: 'forbidden' }); }))).to.equal('forbidden');
    await mark(code, first, 'conforming', people.auditor);
    await mark(code, second, 'not_applicable', people.auditor);
    expect(await refusalOf(signNow(code, people.auditor))).to.equal('audits.refusal.blanks');
    await mark(code, third, 'nonconforming', people.auditor);
    expect(await refusalOf(signNow(code, people.auditor))).to.equal('audits.refusal.line_without_finding');
    await recordFinding(code, aFinding(office, { line: String(third._id) }), people.auditor);
    await signNow(code, people.auditor);
    expect((await auditOf(code)).state).to.equal('signed');
  }); // prettier-ignore

  it('G14: what somebody else saved in a line is not overwritten unseen', async () => {
    const { people } = office;
    const code = await createAudit(planFor(office), people.quality);
    await assignMember(code, { person: people.auditor.id, role: 'lead' }, people.quality);
    await qualifyFor(people.admin, 'auditor', people);
    await assignMember(code, { person: people.admin.id, role: 'auditor' }, people.quality);
    await proposePlan(code, people.quality);
    await acceptPlan(code, { sha256: planHash(await auditOf(code)), note: '' }, people.leader);
    await startAudit(code, people.auditor);
    await compose(code, { clauses: [], activities: [], template: null, section: '', own: ['¿Se archiva?'] }, 'es', people.auditor);
    const [line] = await linesOf(code);
    if (!line) throw new Error('a line');
    await mark(code, line, 'conforming', people.auditor);
    expect(await refusalOf(mark(code, line, 'not_applicable', people.admin))).to.equal('audits.refusal.line_saved');
    const [now] = await linesOf(code);
    if (now) await mark(code, now, 'not_applicable', people.admin);
    expect((await linesOf(code))[0]?.result).to.equal('not_applicable');
  }); // prettier-ignore

  it('G14: a checklist is composed from clauses and activities in force, repeats nothing, and is kept for others', async () => {
    const { people } = office;
    const code = await anAudit(office, 'planned');
    const count = await compose(code, { clauses: ['G14', 'G1a'], activities: [], template: null, section: '', own: [] }, 'es', people.auditor);
    expect(count).to.equal(6);
    expect(await compose(code, { clauses: ['G1a'], activities: [], template: null, section: '', own: [] }, 'es', people.auditor)).to.equal(0);
    const sources = (await linesOf(code)).map((line) => line.source);
    expect(sources[5]).to.deep.equal({ kind: 'clause', clause: 'G1a' });
    await keepAsTemplate(code, { name: 'Auditorías y aprobación' }, people.auditor);
    const template = await Template.findOne({ name: 'Auditorías y aprobación' }).lean();
    const other = await anAudit(office, 'planned');
    expect(await compose(other, { clauses: [], activities: [], template: String(template?._id), section: '', own: [] }, 'es', people.auditor)).to.equal(6);
    expect((await linesOf(other)).every((line) => line.result === null)).to.equal(true);
  }); // prettier-ignore

  it('G14: the activities of a procedure in force become lines, each against its version', async () => {
    const { people } = office;
    const markdown = readFileSync(join(root, 'procedures/GC-P08/procedure.md'), 'utf8');
    const procedure = await aDraft(people.leader, { process: office.process, content: { kind: 'text', markdown } });
    await bring(procedure, 'in_force', people);
    const activities = await activitiesInForce(office.process);
    expect(activities.length).to.be.above(5);
    const code = await anAudit(office, 'planned');
    const wanted = activities.slice(0, 3).map((one) => `${one.document} ${one.number}`);
    expect(await compose(code, { clauses: [], activities: wanted, template: null, section: '', own: [] }, 'es', people.auditor)).to.equal(3);
    const [line] = await linesOf(code);
    expect(line).to.deep.include({ against: `${procedure} v. 1, 1` });
    expect(line?.question).to.contain(activities[0]?.name);
    const unknown = compose(code, { clauses: [], activities: ['000000000000000000000000 1'], template: null, section: '', own: [] }, 'es', people.auditor);
    expect(await refusalOf(unknown)).to.equal('shared.form.choose');
  }); // prettier-ignore

  it('G14: a sample keeps population, method, size and seed, and is drawn again the same', async () => {
    const { people } = office;
    const code = await anAudit(office, 'planned');
    const items = Array.from({ length: 120 }, (_, index) => `PMI-1230010000${String(index).padStart(2, '0')}-2026`);
    const input = { population: 'PMI de 2026 con apoyo', items, populationSize: 0, method: 'random' as const, size: 8, seed: code, reason: 'Riesgo bajo' };
    await drawSample(code, input, people.auditor);
    await drawSample(code, input, people.auditor);
    const [a, b] = await Sample.find({ audit: (await auditOf(code))._id }).sort({ number: 1 }).lean();
    expect(a?.drawn).to.have.length(8);
    expect(b?.drawn).to.deep.equal(a?.drawn);
    expect(a?.populationSize).to.equal(120);
    expect(await refusalOf(drawSample(code, { ...input, size: 121 }, people.auditor))).to.equal('audits.form.sample_large');
    await Sample.collection.updateOne({ _id: a?._id }, { $set: { drawn: [1, 2, 3, 4, 5, 6, 7, 8] } });
    const says = (await Array.fromAsync(auditFaults())).map((one) => one.says);
    expect(says).to.include('audits.fault.sample');
    await Sample.collection.updateOne({ _id: a?._id }, { $set: { drawn: a?.drawn ?? [] } });
  }); // prettier-ignore

  it('G14: what audits state of themselves holds, and verify names what does not', async () => {
    expect(await Array.fromAsync(auditFaults())).to.deep.equal([]);
    const signed = await Audit.findOne({ state: 'signed' }).lean();
    const [line] = await Line.find({ audit: signed?._id }).lean();
    await Line.collection.updateOne({ _id: line?._id }, { $set: { result: null } });
    await Finding.collection.updateOne({ code: `${signed?.code}-H01` }, { $set: { nonconformity: null } });
    const says = (await Array.fromAsync(auditFaults())).map((one) => sayFault(one, 'en'));
    expect(says).to.have.members([
      'it was signed with blank lines',
      'its lines or findings are not those that were signed',
      `${signed?.code}-H01 opened no nonconformity`,
    ]);
  });
});
