// The course of an audit, verb by verb: who may, what stops it, and what it leaves behind (G14).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { acceptPlan, proposePlan, returnPlan, startAudit } from '../../server/audits/accepting.ts';
import { answerFinding, openPrevention } from '../../server/audits/answering.ts';
import { assignByException, assignMember, removeMember } from '../../server/audits/assigning.ts';
import { Audit, planHash } from '../../server/audits/audit.ts';
import { checkLine } from '../../server/audits/checking.ts';
import {
  acknowledgeReport,
  closeAudit,
  reportFacts,
  reportHash,
  signAsPeer,
} from '../../server/audits/closing.ts';
import { compose, keepAsTemplate } from '../../server/audits/composing.ts';
import { drawSample } from '../../server/audits/drawing.ts';
import { Finding } from '../../server/audits/finding.ts';
import { openFollowUp } from '../../server/audits/following.ts';
import { Line } from '../../server/audits/line.ts';
import { cancelAudit, createAudit, editPlan } from '../../server/audits/planning.ts';
import { auditFaults } from '../../server/audits/proving.ts';
import { findingsOf } from '../../server/audits/queries/reading.ts';
import { Qualification } from '../../server/audits/qualification.ts';
import { qualify, withdrawQualification } from '../../server/audits/qualifying.ts';
import {
  editFinding,
  recordFinding,
  withdrawFinding,
  type FindingInput,
} from '../../server/audits/recording.ts';
import { signFindings } from '../../server/audits/signing.ts';
import { dueFrom } from '../../server/audits/settings.ts';
import { heldByAudit } from '../../server/audits/panels.ts';
import { Sample } from '../../server/audits/sample.ts';
import { Template } from '../../server/audits/template.ts';
import { nonconformityState } from '../../server/actions/index.ts';
import { assign } from '../../server/people/index.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { link, linksOf } from '../../server/platform/links/links.ts';
import { act } from '../../server/platform/audit/act.ts';
import { activitiesInForce } from '../../server/documents/index.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { bring as bringNonconformity } from '../actions/cast.ts';
import { aDraft, bring, refusalOf } from '../documents/cast.ts';
import { root } from '../repository/sources.ts';
import { PASSWORD, personById, SETUP } from '../support/people.ts';
import { textOf } from '../support/pdf-pixels.ts';
import {
  anAudit,
  auditOf,
  findingOf,
  linesOf,
  makeAuditOffice,
  mark,
  planFor,
  qualifyFor,
  SET,
  signNow,
  type Office,
} from './cast.ts';

describe('audits: the course of one', function () {
  this.timeout(60_000);
  let office: Office;

  before(async () => {
    office = await makeAuditOffice();
  });

  const finding = (changes: Partial<FindingInput> = {}): FindingInput => ({
    grade: 'minor', process: office.process, clause: 'T63', requirement: '', statement: 'Dos visitas sin acta', evidence: 'Carpeta de 2026', line: null, ...changes,
  }); // prettier-ignore
  const seal = async (code: string) =>
    reportHash(await auditOf(code), await findingsOf((await auditOf(code))._id));

  it('G14: each audit takes the next number of the year, and a cancelled one keeps its own with the reason', async () => {
    const [a, b] = [await anAudit(office, 'planned'), await anAudit(office, 'planned')];
    expect([a, b].map((code) => Number(code.slice(-3)))).to.satisfy(([x, y]: number[]) => y === (x ?? 0) + 1);
    await cancelAudit(a, { reason: 'Se aplaza' }, office.people.quality);
    expect((await auditOf(a)).cancelled?.reason).to.equal('Se aplaza');
    expect(await refusalOf(startAudit(a, office.people.auditor))).to.equal('audits.refusal.state_cancelled');
  });

  it('G14: whoever reviewed a document of the process is refused, and the refusal names the document', async () => {
    const code = await createAudit(planFor(office), office.people.quality);
    const refused = assignMember(code, { person: office.people.quality2.id, role: 'auditor' }, office.people.quality);
    const error = await refused.then(() => null, (thrown: { key: string; params: Record<string, string> }) => thrown); // prettier-ignore
    expect(error?.key).to.equal('audits.refusal.not_independent');
    expect(error?.params.records).to.contain(office.document);
    await assignMember(code, { person: office.people.auditor.id, role: 'lead' }, office.people.quality);
    expect((await auditOf(code)).checks.map(({ moment, ties }) => ({ moment, ties: ties.length }))).to.deep.equal([{ moment: 'assigned', ties: 0 }]);
  }); // prettier-ignore

  it('G14: without a qualification that covers the days and the role nobody audits', async () => {
    const { people } = office;
    const code = await createAudit(planFor(office), people.quality);
    expect(await refusalOf(assignMember(code, { person: people.reader.id, role: 'auditor' }, people.quality))).to.equal('audits.refusal.not_qualified');
    expect(await refusalOf(assignMember(code, { person: people.leader2.id, role: 'lead' }, people.quality))).to.equal('audits.refusal.not_qualified');
    const short = await qualifyFor(people.school, 'auditor', people, addDays(today(), 1));
    expect(await refusalOf(assignMember(code, { person: people.school.id, role: 'auditor' }, people.quality))).to.equal('audits.refusal.not_qualified');
    await withdrawQualification(short, { reason: 'Se repite el curso' }, people.quality);
    expect((await Qualification.findById(short).lean())?.withdrawn?.reason).to.equal('Se repite el curso');
    const own = { person: people.quality.id, level: 'lead' as const, ground: 'x', criteria: [SET], from: today(), until: today(), file: null };
    expect(await refusalOf(qualify(own, people.quality))).to.equal('audits.refusal.own_qualification');
  }); // prettier-ignore

  it('G14: an exception needs a reason and an independent peer, covers what was known, and stays in the trail', async () => {
    const { people } = office;
    const code = await createAudit(planFor(office), people.quality);
    const input = { role: 'auditor' as const, peer: people.leader2.id, reason: 'No hay otro auditor de este criterio' };
    expect(await refusalOf(assignByException(code, people.quality2.id, input, people.quality2))).to.equal('audits.refusal.own_exception');
    expect(await refusalOf(assignByException(code, people.quality2.id, { ...input, peer: people.quality2.id }, people.quality))).to.equal('audits.form.peer_other');
    expect(await refusalOf(assignByException(code, people.auditor.id, input, people.quality))).to.equal('audits.refusal.no_exception_needed');
    await assignByException(code, people.quality2.id, input, people.quality);
    const [member] = (await auditOf(code)).team;
    expect(member?.exception).to.deep.include({ reason: input.reason });
    expect(member?.exception?.peer.name).to.equal(people.leader2.name);
    const [entry] = await historyOf(`audit:${String((await auditOf(code))._id)}`);
    expect(entry).to.deep.include({ act: 'audits.except', reason: input.reason });
  }); // prettier-ignore

  it('G14: the auditee accepts the plan that was on the page; nobody of the team and no stranger accepts it', async () => {
    const { people } = office;
    const code = await anAudit(office, 'proposed');
    const sha256 = planHash(await auditOf(code));
    expect(await refusalOf(acceptPlan(code, { sha256, note: '' }, people.quality))).to.equal('audits.refusal.not_auditee');
    expect(await refusalOf(acceptPlan(code, { sha256: 'a'.repeat(64), note: '' }, people.leader))).to.equal('audits.refusal.changed_since_shown');
    await returnPlan(code, { reason: 'Ese día hay comité' }, people.leader);
    expect((await auditOf(code)).state).to.equal('planned');
    await proposePlan(code, people.quality);
    await acceptPlan(code, { sha256: planHash(await auditOf(code)), note: 'De acuerdo' }, people.leader);
    await editPlan(code, { ...planFor(office), title: 'Otro alcance' }, people.quality);
    expect((await auditOf(code)).accepted, 'a changed plan must be accepted again').to.equal(null);
  }); // prettier-ignore

  it('G14: a plan without objective, agenda or lead auditor is not sent', async () => {
    const { people } = office;
    const bare = await createAudit(planFor(office, { objective: '', agenda: [] }), people.quality);
    expect(await refusalOf(proposePlan(bare, people.quality))).to.equal('audits.refusal.plan_without_objective');
    await editPlan(bare, { ...planFor(office), agenda: [] }, people.quality);
    expect(await refusalOf(proposePlan(bare, people.quality))).to.equal('audits.refusal.plan_without_agenda');
    await editPlan(bare, planFor(office), people.quality);
    expect(await refusalOf(proposePlan(bare, people.quality))).to.equal('audits.refusal.plan_without_lead');
    expect(await refusalOf(createAudit(planFor(office, { method: 'remote' }), people.quality))).to.equal('audits.form.remote_needed');
  }); // prettier-ignore

  it('G14: independence is computed again when the audit starts', async () => {
    const { people, leading } = office;
    const code = await anAudit(office, 'accepted');
    await assign({ person: people.leader2.id, position: leading, from: today(), until: addDays(today(), 1), act: { number: 'R 9', date: today() } }, SETUP);
    const late = await createAudit(planFor(office), people.quality);
    await assignMember(late, { person: people.auditor.id, role: 'lead' }, people.quality);
    const stale = await Audit.findOne({ code: late }).lean();
    expect(stale?.team).to.have.length(1);
    // As if leader2 had been put on the team before the acting post began.
    await Audit.collection.updateOne({ code }, { $push: { team: { person: people.leader2.id, name: people.leader2.name, position: null, role: 'auditor', exception: null } } } as never);
    expect(await refusalOf(startAudit(code, people.auditor))).to.equal('audits.refusal.not_independent');
    await removeMember(code, people.leader2.id, people.quality);
    expect((await auditOf(code)).state).to.equal('planned');
  }); // prettier-ignore

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
    await recordFinding(code, finding({ line: String(third._id) }), people.auditor);
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
    expect(says).to.include('sample 1 cannot be drawn again from its seed');
    await Sample.collection.updateOne({ _id: a?._id }, { $set: { drawn: a?.drawn ?? [] } });
  }); // prettier-ignore

  it('G14, O4: signed findings open their nonconformities with terms by grade, are answered by the leader, reported, followed up', async () => {
    const { people } = office;
    const code = await anAudit(office, 'in_progress');
    const lines = await linesOf(code);
    for (const line of lines) await mark(code, line, 'conforming', people.auditor);
    await recordFinding(code, finding({ grade: 'major' }), people.auditor);
    await recordFinding(code, finding({ grade: 'observation', statement: 'El formato no tiene versión' }), people.auditor);
    await recordFinding(code, finding({ grade: 'strength', statement: 'El archivo está al día' }), people.auditor);
    await recordFinding(code, finding({ statement: 'Escrito por error' }), people.auditor);
    await editFinding(code, 2, finding({ grade: 'observation', statement: 'El formato no muestra su versión' }), people.auditor);
    await withdrawFinding(code, 4, { reason: 'Era de otro proceso' }, people.auditor);
    expect(await refusalOf(signFindings(code, { sha256: 'b'.repeat(64), password: PASSWORD }, people.auditor))).to.equal('audits.refusal.changed_since_shown');
    await signNow(code, people.auditor);
    const major = await findingOf(`${code}-H01`);
    expect({ answerBy: major.answerBy, closeBy: major.closeBy }).to.deep.equal({ answerBy: dueFrom('major', today())?.answer, closeBy: dueFrom('major', today())?.close });
    const opened = await nonconformityState(major.nonconformity?.id ?? '');
    expect(opened).to.deep.include({ nature: 'real', grade: 'major', isOpen: true });
    const links = await linksOf({ kind: 'finding', id: String(major._id) });
    expect(links.map((one) => `${one.meaning} ${one.to.kind}`)).to.have.members(['originates nonconformity', 'applies_to process', 'cites clause']);
    expect(await refusalOf(recordFinding(code, finding(), people.auditor))).to.equal('audits.refusal.state_signed');

    await openPrevention(code, 2, people.auditor);
    expect((await nonconformityState((await findingOf(`${code}-H02`)).nonconformity?.id ?? ''))?.nature).to.equal('potential');
    expect((await findingOf(`${code}-H03`)).nonconformity).to.equal(null);

    const close = async () => closeAudit(code, { conclusion: 'Cumple en general', sha256: await seal(code), password: PASSWORD }, people.auditor);
    expect(await refusalOf(close())).to.equal('audits.refusal.answers_awaited');
    const answer = { accepts: true, text: 'Se acepta', correction: 'Se levantaron las actas' };
    expect(await refusalOf(answerFinding(code, 1, answer, people.auditor))).to.equal('audits.refusal.not_auditee');
    await answerFinding(code, 1, answer, people.leader);
    expect(await refusalOf(answerFinding(code, 1, answer, people.leader))).to.equal('audits.refusal.answered');
    expect(await refusalOf(answerFinding(code, 3, answer, people.leader))).to.equal('audits.refusal.no_answer_asked');
    await answerFinding(code, 2, { ...answer, accepts: false }, people.leader);
    await close();

    const closed = await auditOf(code);
    expect(closed.report?.record).to.match(/^REG-/);
    const pages = await textOf(await fileStore().read(closed.report?.sha256 ?? ''));
    const text = pages.join(' ').replaceAll(/\s+/g, ' ');
    for (const word of [code, `${code}-H01`, 'Se levantaron las actas', 'Cumple en general', 'Sin impedimentos en los registros', people.auditor.name]) expect(text).to.contain(word);
    expect(text).not.to.contain('Borrador');
    expect(closed.recipients.map((one) => one.name)).to.include.members([people.leader.name, people.committee.name]);
    await acknowledgeReport(code, people.committee);
    expect((await auditOf(code)).recipients.find((one) => one.id === people.committee.id)?.readAt).to.be.instanceOf(Date);
    expect(await refusalOf(acknowledgeReport(code, people.reader))).to.equal('audits.refusal.not_recipient');

    const [record] = (await linksOf({ kind: 'audit', id: String(closed._id) })).filter((one) => one.to.kind === 'record');
    expect(await heldByAudit(record?.to.id ?? '', undefined), 'a closed audit holds nothing').to.equal(null);
    const open = await auditOf(await anAudit(office, 'planned'));
    const ends = [{ kind: 'record', id: record?.to.id ?? '' }, { kind: 'audit', id: String(open._id) }] as const;
    await act('records.evidence', SETUP, () => link(ends[0], 'evidences', ends[1]));
    expect(await heldByAudit(record?.to.id ?? '', undefined)).to.deep.equal({ says: 'audits.hold.audit', params: { code: open.code } });
    await followUp(code);
  }); // prettier-ignore

  /** Only what was closed is found to work; then the follow-up says so, in the finding and in its own report. */
  async function followUp(code: string): Promise<void> {
    const { people } = office;
    const input = { title: `Seguimiento a ${code}`, objective: 'Verificar', method: 'on_site' as const, remote: '', from: today(), until: today() };
    const follow = await openFollowUp(code, input, people.quality);
    await editPlan(follow, { ...planFor(office), title: input.title, from: today(), until: today() }, people.quality);
    await assignMember(follow, { person: people.auditor.id, role: 'lead' }, people.quality);
    await proposePlan(follow, people.quality);
    await acceptPlan(follow, { sha256: planHash(await auditOf(follow)), note: '' }, people.leader);
    await startAudit(follow, people.auditor);
    const [first, second] = await linesOf(follow);
    if (!first || !second) throw new Error('two open findings');
    expect([first.against, second.against]).to.deep.equal([`${code}-H01`, `${code}-H02`]);
    await mark(follow, first, 'conforming', people.auditor);
    await mark(follow, second, 'nonconforming', people.auditor);
    expect(await refusalOf(signNow(follow, people.auditor))).to.equal('audits.refusal.treatment_open');
    await bringNonconformity((await findingOf(`${code}-H01`)).nonconformity?.code ?? '', 'closed', people);
    await signNow(follow, people.auditor);
    expect((await findingOf(`${code}-H01`)).followUp).to.deep.include({ code: follow, effective: true });
    expect(await findingOf(`${code}-H01`)).to.deep.include({ open: false });
    expect(await findingOf(`${code}-H02`)).to.deep.include({ open: true });
    await closeAudit(follow, { conclusion: 'Una funciona', sha256: await seal(follow), password: PASSWORD }, people.auditor);
    const facts = await reportFacts(await auditOf(follow));
    expect(facts.follows).to.equal(code);
    expect(facts.followed.map((one) => one.followUp?.effective)).to.deep.equal([true, false]);
  } // prettier-ignore

  it('G14: an exception is read and signed by its peer before the report closes', async () => {
    const { people } = office;
    const code = await createAudit(planFor(office), people.quality);
    await assignMember(code, { person: people.auditor.id, role: 'lead' }, people.quality);
    const peer = await qualifyFor(people.reader, 'auditor', people);
    await assignByException(code, people.quality2.id, { role: 'auditor', peer: people.reader.id, reason: 'Falta personal' }, people.quality);
    await proposePlan(code, people.quality);
    await acceptPlan(code, { sha256: planHash(await auditOf(code)), note: '' }, people.leader);
    await startAudit(code, people.auditor);
    await compose(code, { clauses: [], activities: [], template: null, section: '', own: ['¿Hay acta?'] }, 'es', people.auditor);
    for (const line of await linesOf(code)) await mark(code, line, 'conforming', people.quality2);
    await signNow(code, people.auditor);
    const close = async () => closeAudit(code, { conclusion: 'Cumple', sha256: await seal(code), password: PASSWORD }, people.auditor);
    expect(await refusalOf(close())).to.equal('audits.refusal.peer_awaited');
    const sha256 = (await auditOf(code)).signed?.sha256 ?? '';
    expect(await refusalOf(signAsPeer(code, { sha256, password: PASSWORD }, people.leader2))).to.equal('audits.refusal.nothing_to_review');
    await signAsPeer(code, { sha256, password: PASSWORD }, people.reader);
    await close();
    expect((await auditOf(code)).state).to.equal('closed');
    await withdrawQualification(peer, { reason: 'Fin de la prueba' }, people.quality);
  }); // prettier-ignore

  it('G14: a tie that comes up during the audit stops the signature, and the refusal names it', async () => {
    const { people } = office;
    const code = await anAudit(office, 'in_progress');
    for (const line of await linesOf(code)) await mark(code, line, 'conforming', people.auditor);
    await assign({ person: people.auditor.id, position: office.leading, from: today(), until: today(), act: { number: 'R 10', date: today() } }, SETUP);
    expect(await refusalOf(signNow(code, people.auditor))).to.equal('audits.refusal.not_independent');
  }); // prettier-ignore

  it('G14: findings of a body from outside are kept in the same room, and open the same treatment', async () => {
    const { people } = office;
    expect(await refusalOf(createAudit(planFor(office, { origin: 'external' }), people.quality))).to.equal(
      'audits.form.body_needed',
    );
    const code = await createAudit(
      planFor(office, { origin: 'external', body: 'Contraloría' }),
      people.quality,
    );
    await startAudit(code, people.quality);
    await recordFinding(code, finding({ requirement: 'Oficio 120' }), people.quality);
    await signNow(code, people.quality);
    expect((await findingOf(`${code}-H01`)).nonconformity?.code).to.match(/^NC-/);
  });

  it('G14: what audits state of themselves holds, and verify names what does not', async () => {
    expect(await Array.fromAsync(auditFaults())).to.deep.equal([]);
    const signed = await Audit.findOne({ state: 'signed' }).lean();
    const [line] = await Line.find({ audit: signed?._id }).lean();
    await Line.collection.updateOne({ _id: line?._id }, { $set: { result: null } });
    await Finding.collection.updateOne({ code: `${signed?.code}-H01` }, { $set: { nonconformity: null } });
    const says = (await Array.fromAsync(auditFaults())).map((one) => one.says);
    expect(says).to.have.members([
      'it was signed with blank lines',
      'its lines or findings are not those that were signed',
      `${signed?.code}-H01 opened no nonconformity`,
    ]);
  });

  it('a person whose holdings changed is seen as they are now', async () => {
    const now = await personById(office.people.auditor.id);
    expect(now.positions.map((held) => held.id)).to.include(office.leading);
  });
});
