// Nonconforming service: identified, decided by its authority, treated, verified by another person (G10, G2d).
import { expect } from 'chai';
import { serviceFaults } from '../../server/actions/proving.ts';
import { Service, type ServiceRecord } from '../../server/actions/service.ts';
import {
  annulService,
  decideService,
  raiseNonconformity,
  treatService,
  verifyService,
  type NewDecision,
} from '../../server/actions/serving.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { panel } from '../../server/platform/links/links.ts';
import { agentFor } from '../support/app.ts';
import type { People } from '../support/people.ts';
import { aService, evidence, makeOffice, positionOf, recordOf } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const serviceOf = async (code: string): Promise<ServiceRecord> => {
  const found = await Service.findOne({ code }).lean<ServiceRecord>();
  if (!found) throw new Error(`There is no ${code}`);
  return found;
};

describe('actions: nonconforming service', function () {
  this.timeout(60_000);
  let people: People;
  const decision = (changes: Partial<NewDecision> = {}): NewDecision => ({
    disposition: 'correct',
    reason: 'Se completa',
    permission: '',
    due: addDays(today(), 5),
    ...changes,
  });
  const treated = async () => ({ on: today(), text: 'Se completó', evidence: await evidence() });

  before(async () => {
    people = await makeOffice();
  });

  it('G10: found after delivery, its effects must be said; a requirement always', async () => {
    expect(await refusalOf(aService(people, { where: 'after' }))).to.equal('actions.form.effects');
    expect(await refusalOf(aService(people, { clause: null }))).to.equal('actions.form.requirement');
    const code = await aService(people, { where: 'after', effects: 'Dos planes se retrasan' });
    expect(code).to.match(/^SNC-\d{4}-001$/);
    const linked = await panel(
      { kind: 'nonconforming', id: String((await serviceOf(code))._id) },
      people.quality,
    );
    expect(linked.map(({ shown }) => shown.code)).to.have.members(['D02.03', 'T63']);
  });

  it('G2d: only a holder of the authority named decides, and a concession says who permits it', async () => {
    const code = await aService(people);
    expect(await refusalOf(decideService(code, decision(), people.quality))).to.equal(
      'actions.refusal.not_authority',
    );
    const concede = decision({ disposition: 'concede' });
    expect(await refusalOf(decideService(code, concede, people.committee))).to.equal(
      'actions.form.permission',
    );
    await decideService(code, { ...concede, permission: 'Resolución 12' }, people.committee);
    expect((await serviceOf(code)).treatments[0]?.decision).to.include({
      disposition: 'concede',
      permission: 'Resolución 12',
    });
    // What is accepted as it is needs no treatment: it is closed by the permission.
    expect((await serviceOf(code)).state).to.equal('closed');
    expect(serviceFaults(await serviceOf(code))).to.deep.equal([]);
  });

  it('G10: who decided or treated it does not verify it, and what still fails is decided again', async () => {
    const code = await aService(people);
    await decideService(code, decision(), people.committee);
    expect(
      await refusalOf(treatService(code, { ...(await treated()), evidence: [] }, people.leader)),
    ).to.equal('actions.form.no_evidence');
    await treatService(code, await treated(), people.quality);
    const yes = { conforms: true, text: 'Cumple' };
    expect(await refusalOf(verifyService(code, yes, people.committee))).to.equal(
      'actions.refusal.verifier_did',
    );
    expect(await refusalOf(verifyService(code, yes, people.quality))).to.equal(
      'actions.refusal.verifier_did',
    );
    expect(await refusalOf(verifyService(code, yes, people.leader))).to.equal(
      'actions.refusal.verifier_responsible',
    );
    await verifyService(code, { conforms: false, text: 'Falta una firma' }, people.quality2);
    expect((await serviceOf(code)).state).to.equal('identified');
    await decideService(code, decision({ disposition: 'repeat' }), people.committee);
    await treatService(code, await treated(), people.leader);
    await verifyService(code, yes, people.quality2);
    const service = await serviceOf(code);
    expect(service.state).to.equal('closed');
    expect(
      service.treatments.map((one) => [one.decision.disposition, one.verification?.conforms]),
    ).to.deep.equal([
      ['correct', false],
      ['repeat', true],
    ]);
    expect(serviceFaults(service)).to.deep.equal([]);
    const [last] = service.treatments.slice(-1);
    last!.verification!.by.id = people.leader.id;
    expect(serviceFaults(service)).to.deep.equal([{ key: 'actions.fault.service_verifier' }]);
  });

  it('G12a: raises the nonconformity that it is a sign of, linked to it', async () => {
    const code = await aService(people);
    const facts = {
      grade: 'minor' as const,
      description: 'Se repite',
      responsible: positionOf(people.leader),
    };
    const agent = await agentFor(people.quality);
    const page = async (): Promise<string> => (await agent.get(`/servicio-no-conforme/${code}`)).text;
    const door = `/servicio-no-conforme/${code}/no-conformidad`;
    expect(await page()).to.include(door);
    const made = await recordOf(await raiseNonconformity(code, facts, people.quality));
    expect(await page(), 'one stands already')
      .to.include(made.code)
      .and.not.include(door);
    expect(made).to.include({ source: 'service', nature: 'real', state: 'opened' });
    const linked = await panel(
      { kind: 'nonconforming', id: String((await serviceOf(code))._id) },
      people.quality,
    );
    expect(
      linked.filter(({ meaning }) => meaning === 'originates').map(({ shown }) => shown.code),
    ).to.deep.equal([made.code]);
  });

  it('registered by mistake it keeps its number and its reason; not once it was treated', async () => {
    const code = await aService(people);
    await annulService(code, { reason: 'Repetido' }, people.quality);
    expect(await serviceOf(code)).to.include({ state: 'annulled' });
    const done = await aService(people);
    await decideService(done, decision(), people.committee);
    await treatService(done, await treated(), people.leader);
    expect(await refusalOf(annulService(done, { reason: 'x' }, people.quality))).to.equal(
      'actions.refusal.service_treated',
    );
  });
});
