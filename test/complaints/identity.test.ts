// Who may know a petitioner: reserved identities, masked data, files, the trace of each look (G13, Ley 1581 de 2012).
import { expect } from 'chai';
import { may } from '../../server/platform/access/policy.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { assign } from '../../server/complaints/classifying.ts';
import { complaintKind } from '../../server/complaints/kinds.ts';
import { renewSecret, unlock } from '../../server/complaints/following.ts';
import { scope } from '../../server/complaints/policy.ts';
import { agentFor } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';
import { PEOPLE_NAMES } from '../support/people.ts';
import { complaintOf, filed, given, makeOffice, type Office } from './cast.ts';

describe('the identity of a petitioner', () => {
  let office: Office;
  let reserved: string;
  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
    reserved = await given(office, { reserved: true });
  });

  it('G13: a reserved one is shown to those who treat it and to nobody else, whatever their role', async () => {
    const complaint = await complaintOf(reserved);
    const allowed = PEOPLE_NAMES.filter((name) => may(office[name], 'complaints.reveal', complaint));
    expect(allowed).to.deep.equal(['leader']);
    for (const name of ['quality', 'auditor', 'committee'] as const) {
      const page = await (await agentFor(office[name])).get(`/pqrsd/${reserved}`);
      expect(page.status, name).to.equal(200);
      expect(page.text, name).not.to.include('Aurora').and.not.to.include('aurora@vecina');
      expect((await (await agentFor(office[name])).get(`/pqrsd/${reserved}/identidad`)).status, name).to.equal(403);
    }
  }); // prettier-ignore

  it('G13: each look leaves who, when and what for, in the record and in the trail', async () => {
    const leader = await agentFor(office.leader);
    expect((await leader.get(`/pqrsd/${reserved}`)).text).not.to.include('Aurora');
    expect((await submit(leader, `/pqrsd/${reserved}/identidad`, { reason: '' })).status).to.equal(422);
    const shown = await submit(leader, `/pqrsd/${reserved}/identidad`, { reason: 'Notificar la respuesta' });
    expect(shown.text).to.include('Aurora Pineda Salas');
    const { reads, _id } = await complaintOf(reserved);
    expect(reads.map((one) => [one.by.name, one.reason])).to.deep.equal([[office.leader.name, 'Notificar la respuesta']]); // prettier-ignore
    const [latest] = await historyOf(`complaint:${String(_id)}`);
    expect(latest).to.include({ act: 'complaints.reveal', reason: 'Notificar la respuesta' });
  });

  it('G13: the words of a reserved one are hidden from who does not answer for it, in lists and search too', async () => {
    const page = textOf((await (await agentFor(office.auditor)).get('/pqrsd')).text);
    expect(page).to.include(reserved).and.to.include('Asunto reservado');
    const found = await complaintKind.find('ruta', office.auditor, 10);
    expect(found.map((one) => one.code)).not.to.include(reserved);
    expect((await complaintKind.byCode(reserved, office.auditor))?.title).to.equal('');
  });

  it('G13: somebody without a part in it finds nothing, by list, code or address', async () => {
    expect(scope(office.reader)).to.deep.equal({ seenBy: { $in: [office.reader.id, office.reader.positions[0]?.id] } }); // prettier-ignore
    expect(await complaintKind.byCode(reserved, office.leader2)).to.equal(null);
    expect((await (await agentFor(office.leader2)).get(`/pqrsd/${reserved}`)).status).to.equal(404);
    await assign(reserved, { kind: 'position', id: office.leader2.positions[0]?.id ?? '' }, office.quality);
    expect((await (await agentFor(office.leader2)).get(`/pqrsd/${reserved}`)).status).to.equal(200);
  });

  it('G13: no entry of the trail holds a name, an address or the code of a petition', async () => {
    const { code, secret } = await filed();
    const { _id } = await complaintOf(code);
    const whole = await entries().find({ subject: `complaint:${String(_id)}` }, { projection: { personal: 0 } }).toArray(); // prettier-ignore
    const text = JSON.stringify(whole);
    for (const word of ['Aurora', 'aurora@vecina', '5551234', secret, 'ruta escolar']) expect(text).not.to.include(word); // prettier-ignore
    expect((await complaintOf(code)).secretHash).to.match(/^[0-9a-f]{64}$/);
  });

  it('G13: number and code open it together, as people type them; a new code ends the earlier one', async () => {
    const { code, secret } = await filed();
    expect(await unlock(code.toLowerCase(), secret.replaceAll('-', ' ').toLowerCase())).to.equal(code);
    expect(await unlock(code, '0000-0000-0000-0000')).to.equal(null);
    expect(await unlock('PQR-2026-999999', secret)).to.equal(null);
    const renewed = await renewSecret(code, 'Mostró su cédula', office.quality);
    expect(await unlock(code, secret)).to.equal(null);
    expect(await unlock(code, renewed)).to.equal(code);
    expect(renewed).to.match(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  });
});
