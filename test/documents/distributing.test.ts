// Points of use: where a document goes, for whom it is, and the list that each person finds (G1d).
import { expect } from 'chai';
import { distribute } from '../../server/documents/distributing.ts';
import { documentsFor } from '../../server/documents/queries/reading.ts';
import { appliesTo } from '../../server/documents/rules.ts';
import { proposeWithdrawal, approveWithdrawal } from '../../server/documents/withdrawing.ts';
import { areaOptions, assign, createArea } from '../../server/people/index.ts';
import { act } from '../../server/platform/audit/act.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import type { User } from '../../server/platform/access/roles.ts';
import { agentFor } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';
import { PASSWORD, personById, SETUP, type People } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice, versionOf } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const NOWHERE = { everyone: false, areas: [], positions: [], acknowledge: false };

describe('documents: points of use', () => {
  let people: People;
  let elsewhere: string;
  before(async () => {
    people = await makeOffice();
    elsewhere = await act('tests.area', SETUP, () =>
      createArea({ code: '300', name: 'Cobertura', parent: null }, SETUP),
    );
  });

  const inForce = async (): Promise<string> => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    return code;
  };
  const codesFor = async (user: User): Promise<string[]> =>
    (await documentsFor(await personById(user.id))).map(({ document }) => document.code);

  describe('for whom a document is', () => {
    const user = { areas: ['a1', 'a2'], positions: [{ id: 'p1' }] };
    const cases: [says: string, points: Parameters<typeof appliesTo>[0], expected: boolean][] = [
      ['everyone', { everyone: true, areas: [], positions: [] }, true],
      ['an area of theirs', { everyone: false, areas: ['a2', 'a9'], positions: [] }, true],
      ['a position that they hold', { everyone: false, areas: [], positions: ['p1'] }, true],
      ['another area', { everyone: false, areas: ['a9'], positions: [] }, false],
      ['another position', { everyone: false, areas: [], positions: ['p9'] }, false],
      ['nobody', { everyone: false, areas: [], positions: [] }, false],
    ];
    for (const [says, points, expected] of cases)
      it(`G1d: ${says}: ${expected ? 'applies' : 'does not apply'}`, () =>
        expect(appliesTo(points, user)).to.equal(expected));
  });

  it('G1d: each person finds the documents of their area and of the positions they hold today, also by an acting post', async () => {
    const [area] = await areaOptions();
    const [byArea, byPosition, acting, nobody] = [await inForce(), await inForce(), await inForce(), await inForce()];
    const principal = people.school.positions[0]?.id ?? '';
    const director = people.leader2.positions[0]?.id ?? '';
    await distribute(byArea, { ...NOWHERE, areas: [area?.value ?? ''] }, people.quality);
    await distribute(byPosition, { ...NOWHERE, positions: [principal] }, people.quality);
    await distribute(acting, { ...NOWHERE, positions: [director], areas: [elsewhere] }, people.quality);
    expect(await codesFor(people.school)).to.deep.equal([byArea, byPosition]);
    expect(await codesFor(people.reader)).to.deep.equal([byArea]);
    await assign(
      { person: people.reader.id, position: director, from: today(), until: addDays(today(), 5), act: { number: 'Resolución 12', date: today() } },
      SETUP,
    );
    expect(await codesFor(people.reader)).to.deep.equal([byArea, acting]);
    expect(await codesFor(people.reader)).not.to.include(nobody);
  }); // prettier-ignore

  it('G1d: a draft applies to nobody, and a withdrawn document no longer', async () => {
    const draft = await aDraft(people.leader);
    await distribute(draft, { ...NOWHERE, everyone: true }, people.quality);
    const ended = await inForce();
    await distribute(ended, { ...NOWHERE, everyone: true }, people.quality);
    expect(await codesFor(people.reader)).to.include(ended).and.not.include(draft);
    await proposeWithdrawal(ended, { reason: 'No se usa', from: today() }, people.quality);
    const { sha256 } = await versionOf(ended);
    await approveWithdrawal(ended, { sha256: sha256 ?? '', password: PASSWORD }, people.committee);
    expect(await codesFor(people.reader)).not.to.include(ended);
    expect(await refusalOf(distribute(ended, NOWHERE, people.quality))).to.equal('documents.refusal.withdrawn');
  }); // prettier-ignore

  it('asks no confirmation of a document that reaches nobody, and takes no area or position that does not exist', async () => {
    const code = await inForce();
    expect(await refusalOf(distribute(code, { ...NOWHERE, acknowledge: true }, people.quality))).to.equal(
      'documents.form.distribution_empty',
    );
    const unknown = '0123456789abcdef01234567';
    for (const points of [{ areas: [unknown] }, { positions: [unknown] }])
      expect(await refusalOf(distribute(code, { ...NOWHERE, ...points }, people.quality))).to.equal(
        'shared.form.choose',
      );
    expect((await documentOf(code)).distribution).to.deep.equal(NOWHERE);
  });

  it('G1d: the owner sets the points of use on the page; the trail says what changed; the certifier reads and cannot', async () => {
    const code = await inForce();
    const agent = await agentFor(people.leader);
    const form = await agent.get(`/documentos/${code}/distribucion/editar`).expect(200);
    expect(textOf(form.text)).to.contain('300 · Cobertura');
    const sent = await submit(agent, `/documentos/${code}/distribucion/editar`, {
      areas: [elsewhere],
      acknowledge: 'si',
    });
    expect(sent.status).to.equal(303);
    const page = await agent.get(`/documentos/${code}/distribucion`).expect(200);
    expect(textOf(page.text)).to.contain('300 · Cobertura');
    const [entry] = await historyOf(`document:${String((await documentOf(code))._id)}`);
    expect(entry?.act).to.equal('documents.distribute');
    expect(JSON.stringify(entry?.changes)).to.contain(elsewhere);

    const certifier = await agentFor(people.certifier);
    const seen = await certifier.get(`/documentos/${code}/distribucion`).expect(200);
    expect(seen.text).not.to.contain('/distribucion/editar');
    await certifier.get(`/documentos/${code}/distribucion/editar`).expect(403);
    await (await agentFor(people.reader)).get(`/documentos/${code}/distribucion`).expect(403);
  });

  it('keeps what was chosen when the form is wrong', async () => {
    const code = await inForce();
    const agent = await agentFor(people.quality);
    const answer = await submit(agent, `/documentos/${code}/distribucion/editar`, { acknowledge: 'si' });
    expect(answer.status).to.equal(422);
    expect(textOf(answer.text)).to.contain('Elija a quién le aplica');
    expect(answer.text).to.match(/name="acknowledge"[^>]*checked/);
  });

  it('G1d: "my documents" shows what applies, in the words of the person, and says so when nothing does', async () => {
    const code = await inForce();
    await distribute(
      code,
      { ...NOWHERE, positions: [people.auditor.positions[0]?.id ?? ''] },
      people.quality,
    );
    const page = await (await agentFor(people.auditor)).get(`/mis-documentos?q=${code}`).expect(200);
    expect(textOf(page.text)).to.contain(code).and.contain('No se pide confirmar');
    const none = await (await agentFor(people.auditor)).get('/mis-documentos?q=nohaynada').expect(200);
    expect(textOf(none.text)).to.contain('Ningún documento coincide');
  });
});
