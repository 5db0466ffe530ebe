// Nonconformities from opening to closing and back, with every gate on the way (G11, G12).
import { expect } from 'chai';
import { annul, close, reopen } from '../../server/actions/closing.ts';
import { cancel, complete, extend, followUp } from '../../server/actions/executing.ts';
import { Nonconformity, type NonconformityRecord } from '../../server/actions/nonconformity.ts';
import { NONCONFORMITIES_QUEUE, openNonconformity } from '../../server/actions/opening.ts';
import { addAction, plan } from '../../server/actions/planning.ts';
import { recordFaults } from '../../server/actions/proving.ts';
import { earlierOf } from '../../server/actions/queries/figures.ts';
import { nonconformityState } from '../../server/actions/index.ts';
import { stateBefore } from '../../server/actions/rules/standing.ts';
import { analyse, judge, recordResult } from '../../server/actions/treating.ts';
import { verify } from '../../server/actions/verifying.ts';
import { actorOf } from '../../server/platform/access/policy.ts';
import { act } from '../../server/platform/audit/act.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { addDays, startOf, today } from '../../server/platform/clock.ts';
import { panel } from '../../server/platform/links/links.ts';
import { sayFault } from '../../server/platform/integrity/saying.ts';
import { holdsOn } from '../../server/records/index.ts';
import type { People } from '../support/people.ts';
import {
  actionsOf,
  aNonconformity,
  aPlan,
  bring,
  CAUSES,
  evidence,
  makeOffice,
  onDay,
  positionOf,
  recordOf,
} from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

describe('actions: nonconformities', function () {
  this.timeout(60_000);
  let people: People;

  before(async () => {
    people = await makeOffice();
  });

  it('G12a, G11a: opens with consecutive codes per nature and year, a due day by grade, and its links', async () => {
    onDay('2026-11-20');
    const first = await aNonconformity(people, { grade: 'major' });
    const second = await aNonconformity(people);
    const potential = await aNonconformity(people, { nature: 'potential' });
    expect([first, second, potential]).to.deep.equal(['NC-2026-001', 'NC-2026-002', 'NCP-2026-001']);
    const record = await recordOf(first);
    // Ten working days after a Friday, past 8 December.
    expect(record.planDue).to.equal('2026-12-04');
    const linked = await panel({ kind: 'nonconformity', id: String(record._id) }, people.quality);
    expect(linked.map(({ meaning, shown }) => `${meaning} ${shown.code}`)).to.have.members(['applies_to D02.03', 'cites T63']);
  });

  it('L1: a slice opens one inside its own act, and its record is the origin', async () => {
    const from = await recordOf(await aNonconformity(people));
    const origin = { kind: 'nonconformity', id: String(from._id) };
    const facts = { nature: 'real', source: 'audit', origin, process: null, clause: null, description: 'Hallazgo', grade: 'minor', found: today(), responsible: positionOf(people.leader) } as const;
    const made = await act('audits.open_action', actorOf(people.auditor), () => openNonconformity(facts), NONCONFORMITIES_QUEUE);
    const linked = await panel({ kind: 'nonconformity', id: made.id }, people.quality);
    expect(linked.map(({ meaning, direction, shown }) => [meaning, direction, shown.code])).to.deep.equal([['originates', 'in', from.code]]);
    expect(await nonconformityState(made.id)).to.include({ code: made.code, state: 'opened', isOpen: true, effective: null });
    expect((await recordOf(made.code)).opened.by?.name).to.equal(people.auditor.name);
  });

  it('an act that fails gives its number back, and what it names must exist', async () => {
    const before = await aNonconformity(people);
    expect(await refusalOf(aNonconformity(people, { process: 'X99' }))).to.equal('actions.form.process_gone');
    expect(await refusalOf(aNonconformity(people, { clause: 'T999' }))).to.equal('actions.form.clause_gone');
    expect(await refusalOf(aNonconformity(people, { responsible: '0'.repeat(24) }))).to.equal('actions.form.position_gone');
    expect(await refusalOf(aNonconformity(people, { found: addDays(today(), 1) }))).to.equal('actions.form.not_yet');
    const after = await aNonconformity(people);
    expect(Number(after.slice(-3))).to.equal(Number(before.slice(-3)) + 1);
  });

  it('each step waits for the one before it', async () => {
    const code = await aNonconformity(people);
    expect(await refusalOf(analyse(code, CAUSES, people.leader))).to.equal('actions.refusal.state_opened');
    expect(await refusalOf(plan(code, aPlan(people), people.leader))).to.equal('actions.refusal.state_opened');
    await bring(code, 'analysing', people);
    expect(await refusalOf(judge(code, { probability: 1, impact: 1, act: true, why: 'x' }, people.leader))).to.equal('actions.refusal.state_analysing');
    expect(await refusalOf(analyse(code, { ...CAUSES, whys: [], fishbone: [] }, people.leader))).to.equal('actions.form.no_cause');
  });

  it('G12c, G11b: a high risk or a major grade must be acted upon; a low one may rest with its reason', async () => {
    const major = await aNonconformity(people, { grade: 'major' });
    const minor = await aNonconformity(people);
    for (const code of [major, minor]) await bring(code, 'judging', people);
    const no = { act: false, why: 'Un caso aislado' };
    expect(await refusalOf(judge(major, { probability: 1, impact: 1, ...no }, people.leader))).to.equal('actions.form.must_act_major');
    expect(await refusalOf(judge(minor, { probability: 5, impact: 4, ...no }, people.leader))).to.equal('actions.form.must_act_high_risk');
    await judge(minor, { probability: 1, impact: 2, ...no }, people.leader);
    expect(await recordOf(minor)).to.include({ state: 'verifying' });
    // Nothing is closed without evidence: the verification has to bring it.
    expect(await refusalOf(verify(minor, { effective: true, findings: 'No se repitió', evidence: [] }, people.auditor))).to.equal('actions.form.no_evidence');
    await verify(minor, { effective: true, findings: 'No se repitió', evidence: await evidence() }, people.auditor);
    await close(minor, { note: '' }, people.quality);
    expect((await recordOf(minor)).state).to.equal('closed');
  });

  it('G12b: causes may be mended until there is a plan, and the need is judged anew', async () => {
    const code = await aNonconformity(people);
    await bring(code, 'planning', people);
    await analyse(code, { ...CAUSES, root: 'Otra', category: 'people' }, people.leader);
    expect(await recordOf(code)).to.include({ state: 'judging', category: 'people' });
    expect((await recordOf(code)).cycles.at(-1)?.need).to.equal(null);
  });

  it('G12d, G11c: the criterion is set before anything is done, and verified after everything is due', async () => {
    const code = await aNonconformity(people);
    await bring(code, 'planning', people);
    const due = addDays(today(), 20);
    expect(await refusalOf(plan(code, { ...aPlan(people), due, verifyNotBefore: due }, people.leader))).to.equal('actions.form.verify_after_due');
    await plan(code, aPlan(people), people.leader);
    const late = { what: 'Otra', responsible: positionOf(people.leader2), due: addDays(today(), 60), resources: '', correction: false };
    expect(await refusalOf(addAction(code, late, people.leader))).to.equal('actions.form.due_before_verify');
    const added = await addAction(code, { ...late, due: addDays(today(), 30) }, people.leader);
    expect(added).to.match(/^AC-\d{4}-\d{3}$/);
    expect((await recordOf(code)).positions).to.include(positionOf(people.leader2));
  });

  it('G11c: a potential one is prevented, and has nothing to correct', async () => {
    const code = await aNonconformity(people, { nature: 'potential' });
    const correction = { what: 'Arreglar', responsible: positionOf(people.leader), due: today(), resources: '', correction: true };
    expect(await refusalOf(addAction(code, correction, people.leader))).to.equal('actions.refusal.no_correction');
    await bring(code, 'acting', people);
    expect((await actionsOf(code)).map((one) => one.code)).to.satisfy((codes: string[]) => codes.every((one) => one.startsWith('AP-')));
    const real = await aNonconformity(people);
    expect(await addAction(real, correction, people.leader)).to.match(/^CO-/);
  });

  it('G12e, G11d: an action ends with evidence, declared as a record that is held while it is open', async () => {
    const code = await aNonconformity(people);
    await bring(code, 'acting', people);
    const [action] = await actionsOf(code);
    const done = { on: today(), text: 'Hecho', evidence: [] };
    expect(await refusalOf(complete(action!.code, done, people.leader))).to.equal('actions.form.no_evidence');
    expect(await refusalOf(recordResult(code, { text: 'x' }, people.leader))).to.equal('actions.refusal.open_actions');
    await followUp(action!.code, { text: 'Avance', evidence: await evidence() }, people.leader);
    await complete(action!.code, done, people.leader);
    const [kept] = await actionsOf(code);
    const record = kept?.followUps[0]?.evidence[0]?.record;
    expect(record).to.include({ kind: 'record' });
    expect((await holdsOn(record!.id)).map((one) => one.params?.code)).to.deep.equal([code]);
    const linked = await panel({ kind: 'action', id: String(kept!._id) }, people.quality);
    expect(linked.map(({ meaning, shown }) => `${meaning} ${shown.kind}`)).to.include.members(['verifies record', 'corrects nonconformity']);
    expect(await refusalOf(followUp(kept!.code, { text: 'x', evidence: [] }, people.leader))).to.equal('actions.refusal.action_done');
  });

  it('G12d: a due day moves with a reason, keeps the earlier ones, and never by who owes it', async () => {
    const code = await aNonconformity(people);
    await bring(code, 'acting', people);
    const [{ code: action, due } = { code: '', due: '' }] = await actionsOf(code);
    const to = addDays(due, 5);
    expect(await refusalOf(extend(action, { to, reason: 'Lluvias' }, people.leader))).to.equal('actions.refusal.own_extension');
    expect(await refusalOf(extend(action, { to, reason: ' ' }, people.quality))).to.equal('actions.form.reason');
    expect(await refusalOf(extend(action, { to: due, reason: 'Lluvias' }, people.quality))).to.equal('actions.form.extension_later');
    await extend(action, { to, reason: 'Lluvias' }, people.quality);
    await extend(action, { to: addDays(to, 5), reason: 'Más lluvias' }, people.quality);
    const [kept] = await actionsOf(code);
    expect(kept?.extensions.map((one) => [one.from, one.to, one.reason])).to.deep.equal([[due, to, 'Lluvias'], [to, addDays(to, 5), 'Más lluvias']]);
    expect((await recordOf(code)).nextDue).to.equal(addDays(to, 5));
  });

  it('G12d: a plan whose actions were all cancelled has no result', async () => {
    const code = await aNonconformity(people);
    await bring(code, 'acting', people);
    const [action] = await actionsOf(code);
    await cancel(action!.code, { reason: 'Ya no hace falta' }, people.leader);
    expect(await refusalOf(recordResult(code, { text: 'x' }, people.leader))).to.equal('actions.refusal.nothing_done');
  });

  it('G12f, G11e: effectiveness is verified later, by another person, against the criterion', async () => {
    onDay('2026-11-20');
    const code = await aNonconformity(people);
    await bring(code, 'verifying', people);
    const yes = { effective: true, findings: 'Se cumplió', evidence: [] };
    expect(await refusalOf(verify(code, yes, people.auditor))).to.equal('actions.refusal.too_early');
    onDay('2026-12-30');
    expect(await refusalOf(verify(code, yes, people.leader))).to.equal('actions.refusal.verifier_did');
    expect(await refusalOf(close(code, { note: '' }, people.quality))).to.equal('actions.refusal.close_no_verification');
    await verify(code, yes, people.auditor);
    await close(code, { note: 'Todo en orden' }, people.quality);
    const record = await recordOf(code);
    expect(record).to.include({ state: 'closed', closedOn: '2026-12-30', took: 40, nextDue: null });
    expect(record.cycles.at(-1)?.closing?.record).to.match(/^REG-2026-/);
    expect(recordFaults(record, await actionsOf(code))).to.deep.equal([]);
  });

  it('G12f: what did not work begins a cycle with new causes, and the earlier one stays', async () => {
    onDay('2026-11-20');
    const code = await aNonconformity(people);
    await bring(code, 'verifying', people);
    onDay('2026-12-30');
    await verify(code, { effective: false, findings: 'Volvió a ocurrir', evidence: [] }, people.auditor);
    const record = await recordOf(code);
    expect(record.state).to.equal('analysing');
    expect(record.cycles.map(({ number, cause, verification }) => [number, cause, verification?.effective ?? null])).to.deep.equal([[1, 'first', false], [2, 'ineffective', null]]);
    // Who did the first cycle does not verify the second either.
    expect(record.doers).to.include(people.leader.id);
  });

  it('reopening adds a cycle and keeps the earlier closing; it is closed again only as a whole', async () => {
    onDay('2026-11-20');
    const code = await aNonconformity(people);
    await bring(code, 'closed', people);
    await reopen(code, { reason: 'Se encontró otro caso' }, people.quality);
    const record = await recordOf(code);
    expect(record).to.include({ state: 'analysing', closedOn: null });
    expect(record.cycles[0]?.closing?.by.name).to.equal(people.quality.name);
    expect(await refusalOf(close(code, { note: '' }, people.quality))).to.equal('actions.refusal.close_no_cause');
    await bring(code, 'closed', people);
    expect((await recordOf(code)).cycles.map((one) => one.closing !== null)).to.deep.equal([true, true]);
    const acts = await historyOf(`nonconformity:${String(record._id)}`);
    expect(acts.find((one) => one.act === 'actions.reopen')?.reason).to.equal('Se encontró otro caso');
  });

  it('an opening by mistake is annulled with its reason and keeps its number; not once there are actions', async () => {
    const code = await aNonconformity(people);
    await annul(code, { reason: 'Repetida' }, people.quality);
    expect((await recordOf(code)).annulled?.reason).to.equal('Repetida');
    const acted = await aNonconformity(people);
    await bring(acted, 'acting', people);
    expect(await refusalOf(annul(acted, { reason: 'x' }, people.quality))).to.equal('actions.refusal.state_acting');
  });

  it('G12a: says which earlier ones had the same cause in the same process', async () => {
    const [first, second] = [await aNonconformity(people, { process: 'F01.03' }), await aNonconformity(people, { process: 'F01.03' })];
    await bring(first, 'judging', people);
    await bring(second, 'judging', people);
    const earlier = await earlierOf(await recordOf(second), people.quality);
    expect(earlier.map((one) => one.code)).to.deep.equal([first]);
    const other = await aNonconformity(people, { process: 'D01.03' });
    await bring(other, 'judging', people);
    expect(await earlierOf(await recordOf(other), people.quality)).to.deep.equal([]);
  });

  it('names a closed one whose verifier did part of it, or that lost its causes', async () => {
    onDay('2026-11-20');
    const code = await aNonconformity(people);
    await bring(code, 'closed', people);
    const [record, actions] = [await recordOf(code), await actionsOf(code)];
    const told = (one: NonconformityRecord): string[] => recordFaults(one, actions).map((fault) => sayFault({ says: fault.key, params: fault.params }, 'en'));
    const broken = (change: (cycle: NonconformityRecord['cycles'][number]) => void): string[] => {
      const copy = structuredClone({ ...record, _id: null }) as unknown as NonconformityRecord;
      change(copy.cycles[0]!);
      return told(copy);
    };
    expect(broken((cycle) => (cycle.verification!.by.id = people.leader.id))).to.include('cycle 1 was verified by somebody who did part of it');
    expect(stateBefore(record, startOf('2026-11-21'))).to.equal('verifying');
    expect(told({ ...record, state: 'acting' })).to.include('its state is “Under way” and what was done says “Closed”');
    expect(broken((cycle) => (cycle.analysis = null))).to.include('it is closed and should not be: The causes are missing');
    expect(await Nonconformity.countDocuments({ code })).to.equal(1);
  });
}); // prettier-ignore
