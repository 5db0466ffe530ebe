// Schools' plans as people use them: each school writes and sees its own, the office all.
import { expect } from 'chai';
import { registerEstablishment } from '../../server/establishments/index.ts';
import { PmiItem } from '../../server/pmi/item.ts';
import { addPmiItem, beginPmi, enablePmi } from '../../server/pmi/index.ts';
import { today } from '../../server/platform/clock.ts';
import { kindNamed, recordByCode } from '../../server/platform/links/kinds.ts';
import { agentFor, testApp } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';
import { refusalOf } from '../support/refusal.ts';

const OWN = '176999000011';
const OTHER = '176999000045';

describe("schools' plans", () => {
  let people: People;
  let other: string;
  before(async () => {
    await testApp();
    people = await makePeople();
    const facts = { main: null, sector: 'official', zone: 'urban' } as const;
    await registerEstablishment({ ...facts, dane: OWN, name: 'El Mirador', rector: people.school.id }, SETUP);
    await registerEstablishment({ ...facts, dane: OTHER, name: 'Simón Rodríguez' }, SETUP);
    other = await beginPmi({ dane: OTHER, title: 'Plan ajeno', from: 2025, until: 2026 }, people.leader);
    await addPmiItem(other, { kind: 'goal', text: 'Meta ajena' }, people.leader);
  });

  it('T63, S1: a rector registers the plan of their own school, with its lines, and puts it in force', async () => {
    const agent = await agentFor(people.school);
    const made = await submit(agent, '/pmi/nuevo', {
      dane: OWN,
      title: 'Plan propio',
      from: '2026',
      until: '2027',
    });
    const code = `PMI-${OWN}-2026`;
    expect(made.headers.location).to.equal(`/pmi/${code}`);
    await submit(agent, `/pmi/${code}`, { kind: 'objective', text: 'Leer mejor' }, `/pmi/${code}/renglones`);
    await submit(
      agent,
      `/pmi/${code}/01`,
      { kind: 'objective', text: 'Leer mucho mejor' },
      `/pmi/${code}/01`,
    );
    expect((await PmiItem.findOne({ code: `${code}.01` }))?.text).to.equal('Leer mucho mejor');
    const done = await submit(agent, `/pmi/${code}/vigencia`, { acta: 'Acta 2', day: today() });
    expect(done.status).to.equal(303);
    const page = textOf((await agent.get(`/establecimientos/${OWN}`).expect(200)).text);
    expect(page).to.contain(code).and.contain('Vigente');
  });

  it('T63: a school neither sees nor begins the plan of another', async () => {
    const agent = await agentFor(people.school);
    await agent.get(`/pmi/${other}`).expect(404);
    expect(textOf((await agent.get('/pmi').expect(200)).text)).not.to.contain('Plan ajeno');
    expect(await recordByCode(`${other}.01`, people.school)).to.equal(null);
    const begun = await submit(agent, '/pmi/nuevo', {
      dane: OTHER,
      title: 'Intruso',
      from: '2030',
      until: '2031',
    });
    expect(begun.status).to.equal(422);
    expect(begun.text).to.contain('value="Intruso"');
  });

  it('the office and those who judge see all; readers what is no draft', async () => {
    for (const person of [people.quality, people.auditor, people.admin, people.leader])
      expect(textOf((await (await agentFor(person)).get('/pmi')).text)).to.contain('Plan ajeno');
    await (await agentFor(people.reader)).get(`/pmi/${other}`).expect(404);
    await (await agentFor(people.auditor)).get(`/pmi/${other}/edicion`).expect(403);
  });

  it('a school has one plan that begins in a year', async () => {
    const again = await submit(await agentFor(people.leader), '/pmi/nuevo', {
      dane: OTHER,
      title: 'Otra vez',
      from: '2025',
      until: '2026',
    });
    expect(again.status).to.equal(422);
    expect(textOf(again.text)).to.contain(`ya tiene el plan ${other}`);
  });

  it('a plan in force is not changed any more', async () => {
    await enablePmi(other, { acta: 'Acta 9', day: today() }, people.leader);
    expect(await refusalOf(addPmiItem(other, { kind: 'goal', text: 'Otra' }, people.leader))).to.equal(
      'pam.refusal.not_draft_in_force',
    );
  });

  it('G8: codes of plans and lines open them, and words find them', async () => {
    expect((await recordByCode(other, people.quality))?.url).to.equal(`/pmi/${other}`);
    expect((await recordByCode(`${other}.01`, people.quality))?.url).to.equal(`/pmi/${other}/01`);
    expect(
      (await kindNamed('pmi')?.find('simon rodriguez', people.quality, 5))?.map(({ code }) => code),
    ).to.deep.equal([other]);
  });
});
