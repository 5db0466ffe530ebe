// The requirements as people read them: by set, by whom they bind, clause by clause with what is linked.
import { expect } from 'chai';
import { act } from '../../server/platform/audit/act.ts';
import { link } from '../../server/platform/links/links.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { createProcess, processByCode } from '../../server/processes/index.ts';
import { agentFor, testApp } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';

describe('the pages of the requirements', () => {
  let people: People;
  before(async () => {
    await testApp();
    people = await makePeople();
  });

  const read = async (path: string) =>
    textOf((await (await agentFor(people.certifier)).get(path).expect(200)).text);

  it('T: shows a territorial entity what binds it, and everything when asked', async () => {
    const own = await read('/requisitos');
    expect(own).to.contain('G13.1').and.to.contain("T67c'").and.not.to.contain('T60');
    expect(await read('/requisitos?obliga=ministerio'))
      .to.contain('T60')
      .and.not.to.contain('T61');
    expect(await read('/requisitos?obliga=todos'))
      .to.contain('T60')
      .and.to.contain('T61')
      .and.to.contain('185 requisitos');
  });

  it('filters by topic and by words, and says when nothing matches', async () => {
    expect(await read('/requisitos?tema=complaints')).to.contain('2 requisitos');
    expect(await read('/requisitos?q=consecutivo')).to.contain('G13.1');
    expect(await read('/requisitos?q=zzzz')).to.contain('Ningún requisito coincide');
  });

  it('T: a page for every kind of clause, with whom it binds and its parts', async () => {
    const page = await read('/requisitos/T62');
    expect(page)
      .to.contain('T62d')
      .and.to.contain('Entidades territoriales certificadas')
      .and.not.to.contain('T62c');
    expect(await read('/requisitos/T62b')).to.contain('Obliga a registrarlo');
    expect(await read(`/requisitos/${encodeURIComponent("T67c'")}`)).to.contain('corrige');
    expect(await read('/requisitos/G7.2')).to.contain('Es objetiva la selección');
    await (await agentFor(people.certifier)).get('/requisitos/T62c').expect(404);
  });

  it('O2: shows ISO 9001 and MIPG with their edition, and says what is unconfirmed', async () => {
    expect(await read('/requisitos?conjunto=iso-9001-2015'))
      .to.contain('7.5.3.2')
      .and.to.contain('edición 2015')
      .and.to.contain('no se han cotejado');
    expect(await read('/requisitos?conjunto=mipg-4')).to.contain('MIPG, P15');
    expect(await read('/requisitos/G14')).to.contain('ISO 9001:2015, 9.2');
  });

  it('speaks English to whoever asks for it', async () => {
    const agent = await agentFor(people.certifier);
    const page = await agent.get('/requisitos/G13.1').set('Accept-Language', 'en').expect(200);
    expect(textOf(page.text)).to.contain('Complaints are received');
  });

  it('L1: a clause shows what is linked with it', async () => {
    await createProcess({ code: 'D', name: 'Calidad', kind: 'mission', parent: null }, SETUP);
    const process = await processByCode('D');
    await act('tests.link', SETUP, () =>
      link({ kind: 'process', id: process.id }, 'evidences', { kind: 'clause', id: "T67c'" }),
    );
    expect(await read("/requisitos/T67c'"))
      .to.contain('D · Calidad')
      .and.to.contain('Es evidencia de este registro');
    expect((await recordByCode("t67C'", people.reader))?.id).to.equal("T67c'");
  });
});
