// What an act would refuse is said on the page that leads to it, before anybody writes a password (G1a, G1b).
import { expect } from 'chai';
import { approve, sendBack } from '../../server/documents/approving.ts';
import { comment } from '../../server/documents/commenting.ts';
import { distribute } from '../../server/documents/distributing.ts';
import { routeSteps } from '../../server/documents/present/showing.ts';
import { stockProcedures } from '../../server/documents/stocking.ts';
import { submit as submitDraft } from '../../server/documents/submitting.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { textOf } from '../support/pages.ts';
import { PASSWORD, SETUP, type People } from '../support/people.ts';
import { aDraft, bring, makeOffice, signed, versionOf } from './cast.ts';

describe('documents: what is foreseen', () => {
  let people: People;
  let quality: Agent;
  let committee: Agent;
  before(async () => {
    people = await makeOffice();
    [quality, committee] = await Promise.all([agentFor(people.quality), agentFor(people.committee)]);
  });

  const links = (html: string): string[] => [...html.matchAll(/href="([^"]+)"/g)].map(([, to]) => to ?? '');

  it('G1b: a draft without its reason offers to edit it, not to submit it, and says why', async () => {
    await stockProcedures(['GC-P05'], SETUP);
    const path = '/documentos/GC-P05/versiones/1';
    const loaded = (await quality.get(path).expect(200)).text;
    expect(links(loaded)).not.to.include(`${path}/envio`);
    expect(textOf(loaded)).to.contain('Escriba el motivo del cambio antes de enviar');
    const whole = await aDraft(people.leader);
    expect(links((await quality.get(`/documentos/${whole}/versiones/1`)).text)).to.include(
      `/documentos/${whole}/versiones/1/envio`,
    );
  });

  it('G1a: a version with an open observation is not offered to be approved; it may be sent back', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_approval', people);
    const path = `/documentos/${code}/versiones/1`;
    expect(links((await committee.get(path)).text)).to.include(`${path}/aprobacion`);
    await comment(code, 1, { section: '', text: 'Falta el objetivo' }, people.committee);
    const waiting = (await committee.get(path)).text;
    expect(links(waiting)).to.include(`${path}/devolucion`).and.not.include(`${path}/aprobacion`);
    expect(textOf(waiting)).to.contain('Queda 1 observación por resolver: no se puede aprobar');
  });

  it('G1d: nobody is counted as missing where no reading is asked for', async () => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    const path = `/documentos/${code}/distribucion`;
    const points = { everyone: true, areas: [], positions: [] };
    const said = async (): Promise<string> => textOf((await quality.get(path).expect(200)).text);
    await distribute(code, { ...points, acknowledge: true }, people.quality);
    expect(await said()).to.match(/Faltan \d+ personas por confirmar/);
    await distribute(code, { ...points, acknowledge: false }, people.quality);
    expect(await said()).not.to.contain('por confirmar');
  });

  it('G1a: what was signed before a return is not shown as signed on the route that begins again', async () => {
    const code = await aDraft(people.leader);
    await submitDraft(code, 1, people.leader);
    await approve(code, 1, await signed(code), people.quality2);
    await sendBack(code, 1, { ...(await signed(code)), password: PASSWORD, comment: 'No' }, people.committee);
    const shown = JSON.stringify(routeSteps(await versionOf(code), (key) => key));
    expect(shown).not.to.contain('documents.route.signed');
    expect(shown).to.contain('"note":"No"');
  });
});
