// An audit reported: signed findings, their treatment and answers, the report, the follow-up (G14, O4).
import { expect } from 'chai';
import { acceptPlan, proposePlan, startAudit } from '../../server/audits/accepting.ts';
import { answerFinding, openPrevention } from '../../server/audits/answering.ts';
import { assignByException, assignMember } from '../../server/audits/assigning.ts';
import { planHash } from '../../server/audits/audit.ts';
import {
  acknowledgeReport,
  closeAudit,
  reportFacts,
  reportHash,
  signAsPeer,
} from '../../server/audits/closing.ts';
import { compose } from '../../server/audits/composing.ts';
import { openFollowUp } from '../../server/audits/following.ts';
import { createAudit, editPlan } from '../../server/audits/planning.ts';
import { findingsOf } from '../../server/audits/queries/reading.ts';
import { withdrawQualification } from '../../server/audits/qualifying.ts';
import { auditFaults } from '../../server/audits/proving.ts';
import { editFinding, recordFinding, withdrawFinding } from '../../server/audits/recording.ts';
import { signFindings } from '../../server/audits/signing.ts';
import { dueFrom } from '../../server/audits/settings.ts';
import { heldByAudit } from '../../server/audits/panels.ts';
import { nonconformityState } from '../../server/actions/index.ts';
import { assign } from '../../server/people/index.ts';
import { today } from '../../server/platform/clock.ts';
import { link, linksOf } from '../../server/platform/links/links.ts';
import { act } from '../../server/platform/audit/act.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { bring as bringNonconformity } from '../actions/cast.ts';
import { PASSWORD, personById, SETUP } from '../support/people.ts';
import { textOf } from '../support/pdf-pixels.ts';
import {
  aFinding,
  anAudit,
  auditOf,
  findingOf,
  linesOf,
  makeAuditOffice,
  mark,
  planFor,
  qualifyFor,
  signNow,
  type Office,
} from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

describe('audits: reporting', function () {
  this.timeout(60_000);
  let office: Office;

  before(async () => {
    office = await makeAuditOffice();
  });

  const seal = async (code: string) =>
    reportHash(await auditOf(code), await findingsOf((await auditOf(code))._id));

  it('G14, O4: signed findings open their nonconformities with terms by grade, are answered by the leader, reported, followed up', async () => {
    const { people } = office;
    const code = await anAudit(office, 'in_progress');
    const lines = await linesOf(code);
    for (const line of lines) await mark(code, line, 'conforming', people.auditor);
    await recordFinding(code, aFinding(office, { grade: 'major' }), people.auditor);
    await recordFinding(code, aFinding(office, { grade: 'observation', statement: 'El formato no tiene versión' }), people.auditor);
    await recordFinding(code, aFinding(office, { grade: 'strength', statement: 'El archivo está al día' }), people.auditor);
    await recordFinding(code, aFinding(office, { statement: 'Escrito por error' }), people.auditor);
    await editFinding(code, 2, aFinding(office, { grade: 'observation', statement: 'El formato no muestra su versión' }), people.auditor);
    await withdrawFinding(code, 4, { reason: 'Era de otro proceso' }, people.auditor);
    expect(await refusalOf(signFindings(code, { sha256: 'b'.repeat(64), password: PASSWORD }, people.auditor))).to.equal('audits.refusal.changed_since_shown');
    await signNow(code, people.auditor);
    const major = await findingOf(`${code}-H01`);
    expect({ answerBy: major.answerBy, closeBy: major.closeBy }).to.deep.equal({ answerBy: dueFrom('major', today())?.answer, closeBy: dueFrom('major', today())?.close });
    const opened = await nonconformityState(major.nonconformity?.id ?? '');
    expect(opened).to.deep.include({ nature: 'real', grade: 'major', isOpen: true });
    const links = await linksOf({ kind: 'finding', id: String(major._id) });
    expect(links.map((one) => `${one.meaning} ${one.to.kind}`)).to.have.members(['originates nonconformity', 'applies_to process', 'cites clause']);
    expect(await refusalOf(recordFinding(code, aFinding(office), people.auditor))).to.equal('audits.refusal.state_signed');

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
    await recordFinding(code, aFinding(office, { requirement: 'Oficio 120' }), people.quality);
    await signNow(code, people.quality);
    expect((await findingOf(`${code}-H01`)).nonconformity?.code).to.match(/^NC-/);
  });

  it('G14: what reported audits state of themselves holds', async () => {
    expect(await Array.fromAsync(auditFaults())).to.deep.equal([]);
  });

  it('a person whose holdings changed is seen as they are now', async () => {
    const now = await personById(office.people.auditor.id);
    expect(now.positions.map((held) => held.id)).to.include(office.leading);
  });
});
