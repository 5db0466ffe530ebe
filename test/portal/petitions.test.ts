// The public form and the petitioner's own page, without an account and without scripts (G13).
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Response } from 'supertest';
import { Complaint } from '../../server/complaints/complaint.ts';
import { askToComplete } from '../../server/complaints/timing.ts';
import { scaleLimits } from '../../server/platform/http/limits.ts';
import { agentFor, visitor, type Agent } from '../support/app.ts';
import { onePage } from '../support/hostile-files/index.ts';
import { formOf, send, submit, textOf, type Fields } from '../support/pages.ts';
import { complaintOf, given, makeOffice, REPLY, sent, type Office } from '../complaints/cast.ts';

const NEW = '/solicitudes/nueva';
const FIELDS = { kind: 'claim', subject: 'Sin cupo', body: 'No hay cupo en grado sexto.', identity: 'named', name: 'Rosa Luna', email: 'rosa@vecina.example', consent: 'si' }; // prettier-ignore

describe('filing and following a petition without an account', () => {
  let office: Office;
  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
  });

  it('G13: gives a number and a code at once, and the petition is in the register', async () => {
    const agent = await visitor();
    const { code, secret } = await file(agent);
    expect(code).to.match(/^PQR-\d{4}-\d{6}$/);
    expect(secret).to.match(/^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}$/);
    const kept = await complaintOf(code);
    expect(kept).to.include({ channel: 'web', state: 'received', kind: 'claim' });
    expect(kept.consent?.version).to.equal(1);
    expect(JSON.stringify(kept)).not.to.include(secret);
    const again = await agent.get('/solicitudes/recibida');
    expect(again.text, 'when the page is loaded again').to.include(secret);
  });

  it('G13: a form that is sent twice makes one petition, even at the same moment', async () => {
    const agent = await visitor();
    const form = formOf((await agent.get(NEW)).text, '/solicitudes').fields;
    const before = await Complaint.countDocuments();
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(agent, '/solicitudes', { ...form, ...FIELDS })),
    );
    for (const { status, headers } of answers)
      expect([status, headers.location]).to.deep.equal([303, '/solicitudes/recibida']);
    expect(await Complaint.countDocuments()).to.equal(before + 1);
  });

  it('G13: may be anonymous, and then keeps nothing of who it is', async () => {
    const agent = await visitor();
    const { code } = await file(agent, { ...FIELDS, identity: 'anonymous', name: 'Rosa Luna', consent: '' });
    const { petitioner, consent, anonymous } = await complaintOf(code);
    expect({ petitioner, consent, anonymous }).to.deep.equal({ petitioner: null, consent: null, anonymous: true }); // prettier-ignore
  });

  const FAULTS: readonly (readonly [what: string, fields: Fields, says: string])[] = [
    ['without words', { ...FIELDS, body: '' }, 'Escriba qué pide o qué pasó'],
    ['without a way to answer', { ...FIELDS, email: '' }, 'Dé un correo o una dirección'],
    ['without accepting the notice', { ...FIELDS, consent: '' }, 'Acepte el aviso de datos personales'],
    ['without a name', { ...FIELDS, name: '' }, 'Escriba el nombre o elija anónima'],
    ['about personal data by nobody', { ...FIELDS, kind: 'data_claim', identity: 'anonymous' }, 'necesita saber quién es usted'], // prettier-ignore
    ['as an authority', { ...FIELDS, kind: 'authority' }, 'Elija qué es'],
  ];
  for (const [what, fields, says] of FAULTS) {
    it(`G13: ${what} it comes back with what was typed and what to correct`, async () => {
      const answer = await submit(await visitor(), NEW, fields, '/solicitudes');
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include(says).and.to.include('Sin cupo');
    });
  }

  it('G13: takes attachments, keeps them when the form comes back, and refuses what is not what it says', async () => {
    const agent = await visitor();
    const form = formOf((await agent.get(NEW)).text, '/solicitudes').fields;
    const first = await multipart(agent, '/solicitudes', { ...form, ...FIELDS, body: '' }, 'carta.pdf', onePage({})); // prettier-ignore
    expect(first.status).to.equal(422);
    expect(first.text).to.include('carta.pdf');
    const { fields } = formOf(first.text, '/solicitudes');
    const done = await send(agent, '/solicitudes', { ...fields, ...FIELDS });
    expect(done.status).to.equal(303);
    const code = /data-code>([^<]+)</.exec((await agent.get('/solicitudes/recibida')).text)?.[1] ?? '';
    const [kept] = (await complaintOf(code)).files;
    expect(kept).to.include({ name: 'carta.pdf', type: 'application/pdf', purpose: 'petition' });
    const download = await agent.get(`/solicitudes/consulta/${code}/archivos/${kept?.sha256}`);
    expect(download.headers['content-disposition']).to.include('carta.pdf');
    const stranger = await (await visitor()).get(`/solicitudes/consulta/${code}/archivos/${kept?.sha256}`);
    expect(stranger.status).to.equal(303);
    const again = formOf((await agent.get(NEW)).text, '/solicitudes').fields;
    const spoofed = await multipart(agent, '/solicitudes', { ...again, ...FIELDS }, 'carta.pdf', Buffer.from('MZ not a pdf')); // prettier-ignore
    expect(spoofed.status).to.equal(422);
  });

  it('G13: only number and code together open it, and a wrong one says neither which nor whether', async () => {
    const { code, secret } = await file(await visitor());
    const agent = await visitor();
    expect((await agent.get(`/solicitudes/consulta/${code}`)).headers.location).to.equal('/solicitudes/consulta'); // prettier-ignore
    const wrong = await follow(agent, code, '0000-0000-0000-0000');
    const unknown = await follow(agent, 'PQR-2020-000001', secret);
    expect([wrong.status, unknown.status]).to.deep.equal([422, 422]);
    const said = (answer: Response): string => textOf(answer.text).replaceAll(code, '').replaceAll('PQR-2020-000001', '').replaceAll(secret, '').replaceAll('0000-0000-0000-0000', ''); // prettier-ignore
    expect(said(wrong)).to.equal(said(unknown));
    expect((await follow(agent, code, secret)).headers.location).to.equal(`/solicitudes/consulta/${code}`);
    expect(textOf((await agent.get(`/solicitudes/consulta/${code}`)).text)).to.include('Sin cupo');
  });

  it('G13: the petitioner completes it, reads the reply, confirms and rates it', async () => {
    const agent = await visitor();
    const { code, secret } = await file(agent);
    await askToComplete(code, 'El nombre de la institución', office.quality);
    const one = `/solicitudes/consulta/${code}`;
    expect(textOf((await agent.get(one)).text)).to.include('El nombre de la institución');
    expect((await submit(agent, one, { text: '' }, `${one}/complemento`)).status).to.equal(422);
    expect((await submit(agent, one, { text: 'IE El Mirador' }, `${one}/complemento`)).status).to.equal(303);
    expect(await complaintOf(code)).to.include({ state: 'received' });
    expect(textOf((await agent.get(one)).text))
      .to.include('el término sigue')
      .and.to.include('IE El Mirador');
    void secret;
  });

  it('G13: the reply is read only once it was sent, and who reads and rates it proves its delivery', async () => {
    const code = await given(office);
    const { secret } = await renewed(code);
    const agent = await visitor();
    await follow(agent, code, secret);
    const one = `/solicitudes/consulta/${code}`;
    expect((await agent.get(one)).text).not.to.include(REPLY.slice(0, 20));
    const answered = await sent(office);
    const second = await renewed(answered);
    await follow(agent, answered, second.secret);
    const other = `/solicitudes/consulta/${answered}`;
    expect((await agent.get(other)).text).to.include(REPLY.slice(0, 20));
    expect((await submit(agent, other, { score: '9' }, `${other}/calificacion`)).status).to.equal(422);
    expect((await submit(agent, other, { score: '2', comment: 'Tarde' }, `${other}/calificacion`)).status).to.equal(303); // prettier-ignore
    const kept = await complaintOf(answered);
    expect(kept).to.include({ state: 'answered', open: false });
    expect(kept.rating).to.include({ score: 2, comment: 'Tarde' });
  });

  it('G13: nobody acts on a petition that their session did not open', async () => {
    const code = await sent(office);
    const agent = await visitor();
    const fields = formOf((await agent.get('/solicitudes/consulta')).text, '/solicitudes/consulta').fields;
    for (const noun of ['recibido', 'calificacion', 'complemento']) {
      const answer = await send(agent, `/solicitudes/consulta/${code}/${noun}`, { _csrf: String(fields._csrf), _once: randomUUID(), score: '5', comment: '', text: 'x' }); // prettier-ignore
      expect(answer.status, noun).to.equal(404);
    }
    expect(await complaintOf(code)).to.include({ state: 'sent', rating: null });
  });

  it('G13: guessing codes and filling the register are throttled', async () => {
    const agent = await visitor();
    const fields = formOf((await agent.get('/solicitudes/consulta')).text, '/solicitudes/consulta').fields;
    scaleLimits(0);
    try {
      const tried = await send(agent, '/solicitudes/consulta', { ...fields, number: 'PQR-2026-000001', secret: 'x' }); // prettier-ignore
      const filed = await send(agent, '/solicitudes', { ...fields, ...FIELDS });
      expect([tried.status, filed.status]).to.deep.equal([429, 429]);
    } finally {
      scaleLimits(1_000);
    }
  });

  it('speaks English too', async () => {
    const page = await (await visitor()).get(NEW).set('Accept-Language', 'en');
    expect(page.text).to.include('File a petition').and.to.include('Anonymous');
  });

  async function renewed(code: string): Promise<{ secret: string }> {
    const quality = await agentFor(office.quality);
    const page = await submit(quality, `/pqrsd/${code}/clave`, { reason: 'Mostró su cédula' });
    return { secret: /data-secret>([^<]+)</.exec(page.text)?.[1] ?? '' };
  }
});

/** Files one through the form and reads what the page shows. */
async function file(agent: Agent, fields: Fields = FIELDS): Promise<{ code: string; secret: string }> {
  const answer = await submit(agent, NEW, fields, '/solicitudes');
  expect(answer.headers.location).to.equal('/solicitudes/recibida');
  const page = (await agent.get('/solicitudes/recibida')).text;
  return { code: /data-code>([^<]+)</.exec(page)?.[1] ?? '', secret: /data-secret>([^<]+)</.exec(page)?.[1] ?? '' }; // prettier-ignore
}

function follow(agent: Agent, number: string, secret: string): Promise<Response> {
  return submit(agent, '/solicitudes/consulta', { number, secret }, '/solicitudes/consulta');
}

async function multipart(agent: Agent, path: string, fields: Fields, name: string, bytes: Buffer | Uint8Array): Promise<Response> {
  let request = agent.post(path);
  // The token stands first, as in the page.
  for (const [field, value] of Object.entries(fields)) request = request.field(field, value);
  return request.attach('files', Buffer.from(bytes), name);
} // prettier-ignore
