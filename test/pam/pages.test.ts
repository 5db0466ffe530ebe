// The entity's plans as people use them: written as a draft, put in force by another person, linked with all that controls their lines.
import { expect } from 'chai';
import { addItem, beginPlan, closePlan, enablePlan } from '../../server/pam/index.ts';
import { PamItem } from '../../server/pam/item.ts';
import { PamPlan } from '../../server/pam/plan.ts';
import { editItem, editPlan } from '../../server/pam/planning.ts';
import { act } from '../../server/platform/audit/act.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { today } from '../../server/platform/clock.ts';
import { kindNamed, recordByCode } from '../../server/platform/links/kinds.ts';
import { link } from '../../server/platform/links/links.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { agentFor, testApp } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';
import { refusalOf } from '../support/refusal.ts';

describe("the entity's plans", () => {
  let people: People;
  const years = { from: 2024, until: 2027 };
  const inForce = async (code: string): Promise<void> => {
    await beginPlan({ code, title: 'Plan', entity: 'Secretaría', ...years }, people.leader);
    await addItem(code, { kind: 'goal', text: 'Meta' }, people.leader);
    await enablePlan(code, { acta: 'Acta 1', day: today() }, people.committee);
  };
  before(async () => {
    await testApp();
    people = await makePeople();
    await seedProcesses(SETUP);
    await beginPlan({ code: 'PAM-A', title: 'Plan de apoyo', entity: 'Secretaría', ...years }, people.leader);
    await addItem('PAM-A', { kind: 'goal', text: 'Diez establecimientos mejoran.' }, people.leader);
  });

  it('T65: a leader registers a plan and its lines, which are numbered in order', async () => {
    const agent = await agentFor(people.leader);
    const wrong = await submit(agent, '/pam/nuevo', {
      code: 'plan 1',
      title: 'Plan nuevo',
      entity: 'Secretaría',
      from: '2027',
      until: '2024',
    });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('value="Plan nuevo"').and.contain('no puede ser anterior');
    const made = await submit(agent, '/pam/nuevo', {
      code: 'pam-2028',
      title: 'Plan nuevo',
      entity: 'Secretaría',
      from: '2028',
      until: '2031',
    });
    expect(made.headers.location).to.equal('/pam/PAM-2028');
    expect((await agent.get('/pam/PAM-2028')).text, 'who goes on').to.contain('lo habilita otra persona');
    for (const text of ['Mejorar la lectura', 'Formar directivos'])
      await submit(agent, '/pam/PAM-2028', { kind: 'action', text }, '/pam/PAM-2028/renglones');
    const codes = (
      await PamItem.find({ code: /^PAM-2028/ })
        .sort({ number: 1 })
        .lean()
    ).map(({ code }) => code);
    expect(codes).to.deep.equal(['PAM-2028.01', 'PAM-2028.02']);
    const plan = await PamPlan.findOne({ code: 'PAM-2028' });
    const rows = await entries()
      .find({ subject: `pam:${plan?.id}` })
      .toArray();
    expect(rows.map((one) => one.act)).to.deep.equal(['pam.begin', 'pam.add_item', 'pam.add_item']);
  });

  it('T65: two people who add lines at once get two numbers', async () => {
    const codes = await Promise.all(
      ['Uno', 'Dos', 'Tres'].map((text) => addItem('PAM-2028', { kind: 'goal', text }, people.leader)),
    );
    expect(codes.sort()).to.deep.equal(['PAM-2028.03', 'PAM-2028.04', 'PAM-2028.05']);
  });

  it('a line taken out of a draft keeps its number, and can be put back', async () => {
    const agent = await agentFor(people.leader);
    for (const expected of [true, false]) {
      await submit(agent, '/pam/PAM-2028/05', {}, '/pam/PAM-2028/05/retiro');
      expect((await PamItem.findOne({ code: 'PAM-2028.05' }))?.withdrawn).to.equal(expected);
    }
  });

  it('L1: the page of a line shows what controls it, both ways', async () => {
    const item = await recordByCode('PAM-A.01', people.quality);
    const process = await recordByCode('D02.01', people.quality);
    await act('tests.link', SETUP, () =>
      link({ kind: 'process', id: process!.id }, 'applies_to', { kind: 'pam_item', id: item!.id }),
    );
    const page = textOf((await (await agentFor(people.leader)).get('/pam/PAM-A/01').expect(200)).text);
    expect(page).to.contain('D02.01').and.contain('Se aplica a este registro');
    expect(textOf((await (await agentFor(people.leader)).get('/pam/PAM-A')).text)).to.contain('1 vínculo');
    const back = textOf((await (await agentFor(people.quality)).get('/procesos/D02.01')).text);
    expect(back).to.contain('PAM-A.01');
  });

  it('P7: whoever began a plan does not put it in force; a plan without lines neither', async () => {
    await beginPlan({ code: 'PAM-B', title: 'Vacío', entity: 'Secretaría', ...years }, people.quality);
    const acta = { acta: 'Acta 3', day: today() };
    expect(await refusalOf(enablePlan('PAM-B', acta, people.committee))).to.equal('pam.refusal.no_items');
    await addItem('PAM-B', { kind: 'goal', text: 'Meta' }, people.quality);
    expect(await refusalOf(enablePlan('PAM-B', acta, people.quality))).to.equal('pam.refusal.own_plan');
    expect(await refusalOf(closePlan('PAM-B', 'x', people.committee))).to.equal('pam.refusal.not_in_force');
    const future = await submit(await agentFor(people.committee), '/pam/PAM-B/habilitacion', {
      acta: 'Acta 3',
      day: '2999-01-01',
    });
    expect(future.status).to.equal(422);
    expect(future.text).to.contain('value="Acta 3"');
    const done = await submit(await agentFor(people.committee), '/pam/PAM-B/habilitacion', acta);
    expect(done.status).to.equal(303);
    expect(textOf((await (await agentFor(people.reader)).get('/pam/PAM-B')).text))
      .to.contain('Habilitado')
      .and.contain('Acta 3');
  });

  it('a plan in force is not changed any more, and a closed one stays', async () => {
    await inForce('PAM-C');
    expect(
      await refusalOf(editPlan('PAM-C', { title: 'Otro', entity: 'X', ...years }, people.quality)),
    ).to.equal('pam.refusal.not_draft_in_force');
    expect(await refusalOf(addItem('PAM-C', { kind: 'goal', text: 'Otra' }, people.quality))).to.equal(
      'pam.refusal.not_draft_in_force',
    );
    expect(await refusalOf(editItem('PAM-C.01', { kind: 'goal', text: 'Otra' }, people.quality))).to.equal(
      'pam.refusal.not_draft_in_force',
    );
    await submit(await agentFor(people.committee), '/pam/PAM-C/cierre', { reason: 'Terminó el periodo' });
    expect((await PamPlan.findOne({ code: 'PAM-C' }))?.state).to.equal('closed');
    expect(await refusalOf(addItem('PAM-C', { kind: 'goal', text: 'Otra' }, people.quality))).to.equal(
      'pam.refusal.not_draft_closed',
    );
  });

  it('a draft is found by those who work on it, not by readers and schools', async () => {
    for (const person of [people.reader, people.school]) {
      await (await agentFor(person)).get('/pam/PAM-A').expect(404);
      expect(await recordByCode('PAM-A.01', person)).to.equal(null);
      expect(await kindNamed('pam')?.find('plan de apoyo', person, 5)).to.deep.equal([]);
    }
    for (const person of [people.admin, people.auditor])
      await (await agentFor(person)).get('/pam/PAM-A').expect(200);
  });

  it('G8: codes of plans and lines open them, and words find them', async () => {
    expect((await recordByCode('PAM-A', people.quality))?.url).to.equal('/pam/PAM-A');
    expect((await recordByCode('PAM-A.01', people.quality))?.url).to.equal('/pam/PAM-A/01');
    expect(
      (await kindNamed('pam_item')?.find('establecimientos mejoran', people.quality, 5))?.map(
        ({ code }) => code,
      ),
    ).to.include('PAM-A.01');
  });

  it('is as it was on a day: a plan put in force today was a draft yesterday', async () => {
    await inForce('PAM-D');
    const plan = await PamPlan.findOne({ code: 'PAM-D' });
    const [shown] = (await kindNamed('pam')?.show([plan!.id], null, '2020-01-01')) ?? [];
    expect(shown?.state?.key).to.equal('pam.state.draft');
  });
});
