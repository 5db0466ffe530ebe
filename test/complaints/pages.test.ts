// The register's pages as people use them: the owner does it, the certifying body reads but cannot, a wrong form keeps what was typed (G13).
import { expect } from 'chai';
import { agentFor } from '../support/app.ts';
import { formOf, send, submit, textOf } from '../support/pages.ts';
import { PASSWORD } from '../support/people.ts';
import { complaintOf, filed, given, makeOffice, REPLY, type Office } from './cast.ts';

describe('pages of complaints', () => {
  let office: Office;
  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
  });

  it('G13: the whole treatment through the pages, each act by its own form', async () => {
    const { code, secret } = await filed();
    const [quality, leader, other] = await Promise.all([agentFor(office.quality), agentFor(office.leader), agentFor(office.quality2)]);
    const one = `/pqrsd/${code}`;
    expect((await submit(quality, `${one}/clasificacion`, { kind: 'claim', process: office.process, reason: 'Es un reclamo' })).headers.location).to.equal(one);
    expect((await submit(quality, `${one}/asignacion`, { assignee: `person:${office.leader.id}` })).status).to.equal(303);
    expect((await submit(leader, `${one}/respuesta`, { text: REPLY })).status).to.equal(303);
    expect((await leader.get(`${one}/aprobacion`)).status).to.equal(403);
    expect((await submit(other, `${one}/aprobacion`, { password: 'otra' })).status).to.equal(422);
    expect((await submit(other, `${one}/aprobacion`, { password: PASSWORD })).status).to.equal(303);
    expect((await submit(leader, `${one}/envio`, { method: 'email', reference: '' })).status).to.equal(303);
    expect((await submit(leader, `${one}/entrega`, { proof: 'Acuse del correo' })).status).to.equal(303);
    const page = textOf((await leader.get(one)).text);
    for (const words of ['Respondida', 'Acuse del correo', 'Aprobó Hernán Quiñones Peña', 'Es un reclamo', 'Aurora Pineda Salas']) expect(page).to.include(words);
    expect(page).not.to.include(secret);
  }); // prettier-ignore

  it('G13: what comes to the desk is registered with both dates and gets a slip', async () => {
    const quality = await agentFor(office.quality);
    const fields = { channel: 'letter', receivedAt: '2026-01-30T09:15', kind: 'consultation', subject: 'Norma de costos', body: 'Pide concepto', identity: 'named', name: 'Rosa Luna', address: 'Calle 9' };
    const wrong = await submit(quality, '/pqrsd/nueva', { ...fields, subject: '' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('Rosa Luna').and.to.include('Escriba el asunto');
    const done = await submit(quality, '/pqrsd/nueva', fields);
    expect(done.headers.location).to.match(/^\/pqrsd\/PQR-\d{4}-\d{6}\/constancia$/);
    const slip = await quality.get(done.headers.location ?? '');
    expect(slip.text).to.match(/data-secret>[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}</);
    const code = /PQR-\d{4}-\d{6}/.exec(done.headers.location ?? '')?.[0] ?? '';
    const { receivedAt, registeredAt, registeredBy, legalDay } = await complaintOf(code);
    expect(receivedAt.toISOString()).to.equal('2026-01-30T14:15:00.000Z');
    expect(registeredAt > receivedAt && registeredBy?.name).to.equal(office.quality.name);
    expect(legalDay).to.equal('2026-01-30');
  }); // prettier-ignore

  it('G13: a certifying body reads the register and can change nothing of it', async () => {
    const code = await given(office);
    const certifier = await agentFor(office.certifier);
    for (const noun of ['clasificacion', 'asignacion', 'respuesta', 'anulacion', 'prorroga'])
      expect((await certifier.get(`/pqrsd/${code}/${noun}`)).status, noun).to.be.oneOf([403, 404]);
  });

  it('G13: the register filters, and says so when nothing matches', async () => {
    const code = await given(office, { kind: 'report', subject: 'Denuncia de prueba' });
    const quality = await agentFor(office.quality);
    const found = async (query: string) => textOf((await quality.get(`/pqrsd${query}`)).text);
    expect(await found('?tipo=report')).to.include(code);
    expect(await found('?tipo=compliment')).to.include('Ninguna solicitud coincide');
    expect(await found(`?asignada=${office.leader.id}&estado=assigned&orden=vence`)).to.include(code);
    expect(await found(`?q=${code.toLowerCase()}`)).to.include('Denuncia de prueba');
    expect(await found(`?proceso=${office.process}`)).to.include(code);
  });

  it('G13: the register prints and exports as one list with its treatment, and never says who asks', async () => {
    const quality = await agentFor(office.quality);
    const csv = (await quality.get('/pqrsd.csv').buffer(true)).text;
    expect(csv).to.include('PQR-').and.to.include('Enviada el').and.not.to.include('Aurora');
    const pdf = await quality.get('/pqrsd.pdf');
    expect(pdf.headers['content-type']).to.equal('application/pdf');
    expect((pdf.body as Buffer).subarray(0, 5).toString()).to.equal('%PDF-');
    expect((await quality.get('/pqrsd.xlsx')).status).to.equal(200);
  });

  it('G13: the report counts by kind, process and time used, with its charts', async () => {
    const quality = await agentFor(office.quality);
    const page = await quality.get(`/pqrsd/informe?anio=${new Date().getFullYear()}`);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('<svg').and.to.include('Días hábiles usados en promedio');
    expect(textOf(page.text)).to.include('Reclamo').and.to.include('D02.03');
    expect((await quality.get('/pqrsd/informe.pdf')).headers['content-type']).to.equal('application/pdf');
  });

  it('G13: every page that asks before an act opens in its time, and later leads to the petition', async () => {
    const code = await given(office);
    const quality = await agentFor(office.quality);
    for (const noun of ['', '/clasificacion', '/asignacion', '/complemento-pedido', '/complemento', '/prorroga', '/traslado', '/desistimiento', '/anulacion', '/no-conformidad', '/clave', '/plazo-complemento'])
      expect((await quality.get(`/pqrsd/${code}${noun}`)).status, noun).to.equal(200);
    for (const noun of ['/aprobacion', '/envio', '/entrega', '/calificacion']) {
      const early = await quality.get(`/pqrsd/${code}${noun}`);
      expect([early.status, early.headers.location], noun).to.deep.equal([303, `/pqrsd/${code}`]);
    }
    expect((await quality.get('/pqrsd/plazos')).status).to.equal(200);
    expect((await quality.get('/pqrsd/plazos/nueva')).status).to.equal(200);
    void [formOf, send];
  }); // prettier-ignore
});
