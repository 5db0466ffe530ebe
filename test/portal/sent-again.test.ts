// A public form that was kept when the process stopped, and is sent again: the same receipt for who holds the form, nothing for anybody else (G13).
import { expect } from 'chai';
import type { Response } from 'supertest';
import { Complaint } from '../../server/complaints/complaint.ts';
import { renewSecret } from '../../server/complaints/following.ts';
import { withOrigin } from '../../server/platform/audit/act.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { file } from '../../server/complaints/index.ts';
import { proofOf } from '../../server/platform/http/context.ts';
import { agentFor, visitor, type Agent } from '../support/app.ts';
import { formOf, send, textOf, type Fields } from '../support/pages.ts';
import { makeOffice, petition, type Office } from '../complaints/cast.ts';

const FIELDS = { kind: 'claim', subject: 'Sin cupo', body: 'No hay cupo en grado sexto.', identity: 'named', name: 'Rosa Luna', email: 'rosa@vecina.example', consent: 'si' }; // prettier-ignore
const RECEIVED = '/solicitudes/recibida';

describe('a petition whose answer never arrived', () => {
  let office: Office;
  before(async function () {
    this.timeout(60_000);
    office = await makeOffice();
  });

  it('G13: a form that was kept when the process stopped shows its number and code when it is sent again', async () => {
    const { agent, form } = await blankForm();
    const kept = await keptWithoutAnswer(form);
    const count = await Complaint.countDocuments();
    const again = await send(agent, '/solicitudes', form);
    expect([again.status, again.headers.location]).to.deep.equal([303, RECEIVED]);
    expect(await shown(agent)).to.deep.equal(kept);
    expect(await Complaint.countDocuments(), 'registered once').to.equal(count);
    const own = await agent.get(`/solicitudes/consulta/${kept.code}`);
    expect(textOf(own.text), 'and it opens').to.include('Sin cupo');
  });

  it('G13: who sends the key of the form from another session sees neither number nor code', async () => {
    const { form } = await blankForm();
    const kept = await keptWithoutAnswer(form);
    const other = await blankForm();
    const answer = await send(other.agent, '/solicitudes', { ...form, _csrf: String(other.form._csrf) });
    expect([answer.status, answer.headers.location]).to.deep.equal([303, RECEIVED]);
    const page = await followed(other.agent, RECEIVED);
    expect(page.text).not.to.include(kept.code).and.not.to.include(kept.secret);
    expect(textOf(page.text)).to.include('no la envíe otra vez');
    expect((await other.agent.get(`/solicitudes/consulta/${kept.code}`)).status).to.equal(303);
  });

  it('G13: once the session ended, the form says that it was received instead of asking to send it again', async () => {
    const { form } = await blankForm();
    const kept = await keptWithoutAnswer(form);
    const count = await Complaint.countDocuments();
    const late = await send(await visitor(), '/solicitudes', form);
    expect(late.status).to.equal(403);
    expect(textOf(late.text)).to.include('ya se había recibido').and.not.to.include(kept.secret);
    const fresh = await send(await visitor(), '/solicitudes', { ...form, _once: crypto.randomUUID() });
    expect(textOf(fresh.text)).not.to.include('ya se había recibido');
    expect(await Complaint.countDocuments()).to.equal(count);
  });

  it('G13: a code that the office renewed is not shown again by the form of before', async () => {
    const { agent, form } = await blankForm();
    const kept = await keptWithoutAnswer(form);
    await renewSecret(kept.code, 'Perdió la clave', office.quality);
    await send(agent, '/solicitudes', form);
    const page = await followed(agent, RECEIVED);
    expect(page.text).not.to.include(kept.secret).and.not.to.include('data-secret');
  });

  it('G13: at the desk, the slip comes again for what was registered without an answer', async () => {
    const desk = await agentFor(office.quality);
    const page = await desk.get('/pqrsd/nueva');
    const fields: Fields = { ...formOf(page.text, '/pqrsd').fields, ...FIELDS, channel: 'desk', notice: '1' };
    const first = await send(desk, '/pqrsd', fields);
    const slip = await desk.get(String(first.headers.location));
    const secret = /data-secret>([^<]+)</.exec(slip.text)?.[1] ?? '';
    expect(secret).to.have.length(19);
    await forgetAnswer(String(fields._once), 'handed');
    expect((await desk.get(String(first.headers.location))).status, 'gone with the answer').to.equal(303);
    const again = await send(desk, '/pqrsd', fields);
    expect(again.headers.location).to.equal(first.headers.location);
    expect((await desk.get(String(again.headers.location))).text).to.include(secret);
  });
});

async function blankForm(): Promise<{ agent: Agent; form: Fields }> {
  const agent = await visitor();
  const { fields } = formOf((await agent.get('/solicitudes/nueva')).text, '/solicitudes');
  return { agent, form: { ...fields, ...FIELDS } };
}

/** The act of this form is done and nothing after it: no session saved, no address remembered, no answer. */
function keptWithoutAnswer(form: Fields): Promise<{ code: string; secret: string }> {
  const proof = proofOf({ body: form } as Parameters<typeof proofOf>[0]);
  const origin = { request: 'stopped', address: '127.0.0.1', once: String(form._once) };
  return withOrigin(origin, () => file(petition({ subject: FIELDS.subject }), proof));
}

/** As if the process had stopped between the act and the answer. */
async function forgetAnswer(once: string, held: string): Promise<void> {
  await nativeCollection<{ _id: string }>('form_keys').updateOne({ _id: once }, { $set: { location: null } });
  await nativeCollection('sessions').updateMany({}, { $unset: { [`session.${held}`]: '' } });
}

async function shown(agent: Agent): Promise<{ code: string; secret: string }> {
  const { text } = await agent.get(RECEIVED);
  return { code: /data-code>([^<]+)</.exec(text)?.[1] ?? '', secret: /data-secret>([^<]+)</.exec(text)?.[1] ?? '' }; // prettier-ignore
}

/** The page and, when it leads on, where it leads. */
async function followed(agent: Agent, path: string): Promise<Response> {
  const answer = await agent.get(path);
  return answer.status === 303 ? agent.get(String(answer.headers.location)) : answer;
}
