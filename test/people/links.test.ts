// Invitations and recovery: links that work once, for a while, for one account, and are kept as hashes.
import { expect } from 'chai';
import mongoose from 'mongoose';
import { declareDelivery, disableUser, type Mail } from '../../server/people/index.ts';
import { personById } from '../../server/people/queries/index.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { setClock } from '../../server/platform/clock.ts';
import { agentFor, visitor } from '../support/app.ts';
import { send, submit, textOf, valueOf } from '../support/pages.ts';
import { makePeople, PASSWORD, SETUP, type People } from '../support/people.ts';

const ORIGIN = 'https://calidad.valle-alto.example';
const NEW = 'cuatro palabras muy mías';
const later = (minutes: number): void => setClock(() => new Date(Date.now() + minutes * 60_000));

describe('people: one-time links', () => {
  let people: People;
  let mails: Mail[];
  beforeEach(async () => {
    people = await makePeople();
    mails = [];
    declareDelivery({ origin: ORIGIN, post: null });
  });
  after(() => declareDelivery({ origin: '', post: null }));

  const withMail = (): void =>
    declareDelivery({ origin: ORIGIN, post: (mail) => Promise.resolve(void mails.push(mail)) });
  const pathIn = (text: string): string =>
    /https:\/\/calidad\.valle-alto\.example(\/enlace\/[\w-]+)/.exec(text)?.[1] ?? '';
  const setPassword = async (path: string, password = NEW) =>
    submit(await visitor(), path, { password, again: password });

  /** Asks for a recovery link through the page and waits for its mail. */
  async function recover(email: string): Promise<string> {
    const count = mails.length;
    const answer = await submit(await visitor(), '/recuperar', { email });
    expect([answer.status, answer.headers.location]).to.deep.equal([303, '/ingreso']);
    for (let tries = 0; tries < 100 && mails.length === count; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return pathIn(mails.at(-1)?.text ?? '');
  }

  it('an administrator opens an account and hands over the invitation; with it the person sets a password', async () => {
    const admin = await agentFor(people.admin);
    const form = {
      name: 'Inés Ríos Paz',
      email: 'ines@valle-alto.example',
      roles: ['reader', 'leader'],
      areas: people.admin.areas[0] ?? '',
    };
    const answer = await submit(admin, '/personas/nueva', form, '/personas');
    expect(answer.status).to.equal(200);
    const path = pathIn(answer.text);
    expect(path).to.not.equal('');
    const page = await (await visitor()).get(path).expect(200);
    expect(textOf(page.text)).to.contain('Inés Ríos Paz').and.contain('ines@valle-alto.example');

    expect((await setPassword(path)).headers.location).to.equal('/ingreso');
    expect((await submit(await visitor(), '/ingreso', { email: form.email, password: NEW })).status).to.equal(
      303,
    );
    await (await visitor()).get(path).expect(404);
  });

  it('sending the form of a new account twice opens one account', async () => {
    const admin = await agentFor(people.admin);
    const page = await admin.get('/personas/nueva');
    const fields = {
      _csrf: valueOf(page.text, '_csrf'),
      _once: valueOf(page.text, '_once'),
      name: 'Doble Clic',
      email: 'doble@valle-alto.example',
      roles: 'reader',
    };
    const [first, second] = [await send(admin, '/personas', fields), await send(admin, '/personas', fields)];
    expect(first.status).to.equal(200);
    expect(second.status).to.equal(303);
    expect(second.headers.location).to.match(/^\/personas\/[0-9a-f]{24}$/);
  });

  it('is kept as a hash, and no page or trail shows it again', async () => {
    const admin = await agentFor(people.admin);
    const page = await admin.get(`/personas/${people.reader.id}`);
    const answer = await send(admin, `/personas/${people.reader.id}/enlace`, {
      _csrf: valueOf(page.text, '_csrf'),
    });
    const token = pathIn(answer.text).split('/').at(-1) ?? '';
    expect(token).to.match(/^[\w-]{43}$/);
    for (const { name } of await mongoose.connection.listCollections()) {
      const all = await mongoose.connection.collection(name).find().toArray();
      expect(JSON.stringify(all), name).to.not.contain(token);
    }
    const [entry] = await historyOf(`person:${people.reader.id}`);
    expect(entry).to.include({ act: 'people.make_link' });
  });

  it('a recovery comes by mail, under the configured address whatever Host the request claims', async () => {
    withMail();
    const agent = await visitor();
    const page = await agent.get('/recuperar');
    await agent
      .post('/recuperar')
      .set('Host', 'evil.example')
      .type('form')
      .send({ _csrf: valueOf(page.text, '_csrf'), email: people.reader.email });
    for (let tries = 0; tries < 100 && mails.length === 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(mails).to.have.length(1);
    expect(mails[0]?.to).to.equal(people.reader.email);
    expect(mails[0]?.text).to.contain(`${ORIGIN}/enlace/`).and.not.contain('evil');
  });

  it('asking for an unknown address or a disabled account gets the same answer and no mail', async () => {
    withMail();
    await disableUser(people.leader.id, 'Se fue', SETUP);
    const answers = [];
    for (const email of [people.reader.email, 'nadie@valle-alto.example', people.leader.email]) {
      const agent = await visitor();
      const answer = await submit(agent, '/recuperar', { email });
      const next = await agent.get('/ingreso');
      answers.push(`${answer.status} ${answer.headers.location} ${textOf(next.text)}`);
    }
    expect(new Set(answers).size).to.equal(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(mails.map((mail) => mail.to)).to.deep.equal([people.reader.email]);
  });

  it('works once', async () => {
    withMail();
    const path = await recover(people.reader.email);
    expect((await setPassword(path)).status).to.equal(303);
    await (await visitor()).get(path).expect(404);
    expect((await personById(people.reader.id))?.hasPassword).to.be.true;
  });

  it('two people who use it at the same moment: one sets the password', async () => {
    withMail();
    const path = await recover(people.reader.email);
    const agents = [await visitor(), await visitor()];
    const tokens = await Promise.all(
      agents.map(async (agent) => valueOf((await agent.get(path)).text, '_csrf')),
    );
    const both = agents.map((agent, index) => {
      const password = `cuatro palabras muy mías ${index}`;
      return send(agent, path, { _csrf: tokens[index] ?? '', password, again: password });
    });
    const statuses = (await Promise.all(both)).map((answer) => answer.status).sort();
    expect(statuses).to.deep.equal([303, 404]);
  });

  it('a recovery lives for an hour, an invitation for seven days', async () => {
    withMail();
    const path = await recover(people.reader.email);
    later(59);
    await (await visitor()).get(path).expect(200);
    later(61);
    await (await visitor()).get(path).expect(404);

    setClock(null);
    const admin = await agentFor(people.admin);
    await submit(
      admin,
      '/personas/nueva',
      { name: 'Inés Ríos Paz', email: 'ines@valle-alto.example', roles: 'reader' },
      '/personas',
    );
    const invitation = pathIn(mails.at(-1)?.text ?? '');
    later(6 * 24 * 60);
    await (await visitor()).get(invitation).expect(200);
    later(7 * 24 * 60 + 1);
    await (await visitor()).get(invitation).expect(404);
  });

  it('a newer link ends the older one; a guess opens nothing', async () => {
    withMail();
    const first = await recover(people.reader.email);
    const second = await recover(people.reader.email);
    await (await visitor()).get(first).expect(404);
    await (await visitor()).get(second).expect(200);
    await (await visitor()).get(`/enlace/${'A'.repeat(43)}`).expect(404);
  });

  it('ends every session of the person, and refuses what is too easy', async () => {
    withMail();
    const agent = await agentFor(people.reader, { fresh: true });
    const path = await recover(people.reader.email);
    const weak = await setPassword(path, 'colombia2026');
    expect(weak.status).to.equal(422);
    expect(textOf(weak.text)).to.contain('de las primeras que alguien probaría');
    expect((await setPassword(path, 'z1'.repeat(100))).status).to.equal(400);
    expect((await setPassword(path)).status).to.equal(303);
    await agent.get('/mi-cuenta').expect(303);
    expect(
      (await submit(await visitor(), '/ingreso', { email: people.reader.email, password: PASSWORD })).status,
    ).to.equal(422);
  });

  it('disabling the account makes its link useless', async () => {
    withMail();
    const path = await recover(people.reader.email);
    await disableUser(people.reader.id, 'Se fue', SETUP);
    await (await visitor()).get(path).expect(404);
  });

  it('without mail the page says whom to ask', async () => {
    const page = await (await visitor()).get('/recuperar').expect(200);
    expect(textOf(page.text)).to.contain('Pida a quien administra el sistema');
  });
});
