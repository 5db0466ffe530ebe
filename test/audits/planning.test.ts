// An audit planned: its number, who may be on its team, the plan that the auditee accepts, independence looked at again (G14).
import { expect } from 'chai';
import { acceptPlan, proposePlan, returnPlan, startAudit } from '../../server/audits/accepting.ts';
import { assignByException, assignMember, removeMember } from '../../server/audits/assigning.ts';
import { Audit, planHash } from '../../server/audits/audit.ts';
import { cancelAudit, createAudit, editPlan } from '../../server/audits/planning.ts';
import { Qualification } from '../../server/audits/qualification.ts';
import { qualify, withdrawQualification } from '../../server/audits/qualifying.ts';
import { assign } from '../../server/people/index.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { SETUP } from '../support/people.ts';
import { anAudit, auditOf, makeAuditOffice, planFor, qualifyFor, SET, type Office } from './cast.ts';
import { agentFor } from '../support/app.ts';
import { refusalOf } from '../support/refusal.ts';

describe('audits: planning', function () {
  this.timeout(60_000);
  let office: Office;

  before(async () => {
    office = await makeAuditOffice();
  });

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
    const agent = await agentFor(people.quality);
    const page = async () => (await agent.get(`/auditorias/${bare}`).expect(200)).text;
    expect(await page(), 'the page knows').to.include('un objetivo').and.include('un auditor líder').and.not.include(`/auditorias/${bare}/envio`);
    expect(await refusalOf(proposePlan(bare, people.quality))).to.equal('audits.refusal.plan_without_objective');
    await editPlan(bare, { ...planFor(office), agenda: [] }, people.quality);
    expect(await refusalOf(proposePlan(bare, people.quality))).to.equal('audits.refusal.plan_without_agenda');
    await editPlan(bare, planFor(office), people.quality);
    expect(await refusalOf(proposePlan(bare, people.quality))).to.equal('audits.refusal.plan_without_lead');
    expect(await page()).to.include('un auditor líder').and.not.include('un objetivo');
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
});
