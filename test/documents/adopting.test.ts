// Adoption through its pages: found from the master list, also for what set-up loaded as a draft (D2, G1b).
import { expect } from 'chai';
import { proposeAdoption, refuseAdoption } from '../../server/documents/adopting.ts';
import { saveDraft } from '../../server/documents/drafting.ts';
import { takeLock } from '../../server/documents/locking.ts';
import { stockProcedures } from '../../server/documents/stocking.ts';
import { submit as submitDraft } from '../../server/documents/submitting.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { submit, textOf, valueOf } from '../support/pages.ts';
import { PASSWORD, SETUP, type People } from '../support/people.ts';
import { documentOf, makeOffice, TEXT, typeNamed, versionOf } from './cast.ts';

const HOME = '/documentos/adopciones';
const FACTS = { effective: '2019-10-30', aprobo_position: 'Comité Directivo', note: 'Se usa desde 2019' };

describe('documents: adopting', () => {
  let people: People;
  let quality: Agent;
  let committee: Agent;
  before(async () => {
    people = await makeOffice();
    [quality, committee] = await Promise.all([agentFor(people.quality), agentFor(people.committee)]);
    await stockProcedures(['D02.03', 'GC-P01', 'GC-P05', 'GC-P06'], SETUP);
  });

  it('the master list and a draft of the library lead to it, whoever may', async () => {
    for (const agent of [quality, committee])
      expect((await agent.get('/documentos').expect(200)).text).to.contain(`href="${HOME}"`);
    const reader = await agentFor(people.reader);
    expect((await reader.get('/documentos').expect(200)).text).not.to.contain(HOME);
    const draft = await quality.get('/documentos/D02.03/versiones/1').expect(200);
    expect(linksOf(draft.text)).to.contain(`href="${HOME}/nueva?procedimiento=D02.03"`);
  });

  it('offers nothing to propose to those who only confirm', async () => {
    const page = await committee.get(HOME).expect(200);
    expect(page.text).not.to.contain(`${HOME}/nueva`).and.not.contain(`${HOME}/borradores`);
  });

  it('G1b: what set-up loaded as a draft can be adopted; the draft gives way and stays readable', async () => {
    const form = await quality.get(`${HOME}/nueva?procedimiento=D02.03`).expect(200);
    expect(textOf(form.text)).to.contain('El borrador');
    const made = await submit(quality, `${HOME}/nueva?procedimiento=D02.03`, FACTS);
    expect(made.headers.location).to.equal('/documentos/D02.03/versiones/2');
    expect([(await versionOf('D02.03', 1)).state, (await versionOf('D02.03', 2)).state]).to.deep.equal([
      'discarded',
      'adopting',
    ]);
    const waiting = await committee.get(HOME).expect(200);
    expect(waiting.text).to.contain('href="/documentos/D02.03/versiones/2"');
    expect(textOf(waiting.text)).not.to.contain('el .');
    await submit(committee, '/documentos/D02.03/versiones/2/adopcion', { password: PASSWORD });
    expect((await documentOf('D02.03')).state).to.equal('in_force');
    const given = textOf((await quality.get('/documentos/D02.03/versiones/1').expect(200)).text);
    expect(given).to.contain('Descartada').and.not.contain('Entrada en vigencia');
    const offered = linksOf((await quality.get(HOME)).text);
    expect(offered).to.contain('procedimiento=GC-P06').and.not.contain('procedimiento=D02.03');
  });

  it('G1b: a version on its route does not give way, nor a draft in which another person writes', async () => {
    const { label, savedAt } = await versionOf('GC-P05');
    const content = { kind: 'text' as const, markdown: TEXT };
    const written = { content, label, reason: 'Se ajusta', changedSections: [], savedAt: savedAt.getTime() };
    await saveDraft('GC-P05', 1, written, people.quality2);
    await submitDraft('GC-P05', 1, people.quality2);
    expect((await submit(quality, `${HOME}/nueva?procedimiento=GC-P05`, FACTS)).status).to.equal(422);
    expect((await versionOf('GC-P05')).state).to.equal('in_review');
    await takeLock(String((await versionOf('GC-P06'))._id), people.quality2);
    const locked = await submit(quality, `${HOME}/nueva?procedimiento=GC-P06`, FACTS);
    expect([locked.status, valueOf(locked.text, 'note')]).to.deep.equal([409, FACTS.note]);
    expect((await versionOf('GC-P06')).state).to.equal('draft');
  });

  it('G1b: a text of one’s own does not take the place of a draft by its code alone', async () => {
    const input = {
      code: 'GC-P01',
      title: 'Otro',
      type: await typeNamed('PR'),
      process: null,
      owner: null,
      formOf: null,
      content: { kind: 'text' as const, markdown: TEXT },
      label: '1',
      effective: '2020-01-01' as const,
      sourceDate: '',
      approvals: [],
      note: 'x',
    };
    const refused = await proposeAdoption(input, people.quality).catch((error: unknown) => error);
    expect(String((refused as Error).constructor.name)).to.equal('Invalid');
    expect((await versionOf('GC-P01')).state).to.equal('draft');
  });

  it('a refused adoption can be proposed again, and is not called a draft', async () => {
    const row = async (): Promise<string> =>
      textOf((await quality.get(HOME)).text.split('<tr>').findLast((one) => one.includes('SE-GO-P03')) ?? '');
    await submit(quality, `${HOME}/nueva?procedimiento=SE-GO-P03`, FACTS);
    expect(await row())
      .to.contain('Ya está en el listado')
      .and.not.contain('Adoptar');
    await refuseAdoption('SE-GO-P03', { reason: 'Es de otra entidad' }, people.committee);
    expect(await row())
      .to.contain('Ya está en el listado')
      .and.contain('Adoptar');
    const again = await submit(quality, `${HOME}/nueva?procedimiento=SE-GO-P03`, FACTS);
    expect(again.headers.location).to.equal('/documentos/SE-GO-P03/versiones/2');
  });

  it('G1f: a procedure of the library is loaded as a draft after set-up too', async () => {
    const load = (procedure: string) => submit(quality, HOME, { procedure }, `${HOME}/borradores`);
    expect((await load('NO')).status).to.equal(404);
    expect((await load('GC-P08')).headers.location).to.equal('/documentos/GC-P08');
    expect((await versionOf('GC-P08')).state).to.equal('draft');
  });
});

function linksOf(html: string): string {
  return html.replaceAll('&#x3D;', '=');
}
