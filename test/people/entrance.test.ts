// The entrance: signing in and out by the real form, throttling, and what it refuses.
import { expect } from 'chai';
import { hash } from '@node-rs/argon2';
import mongoose from 'mongoose';
import { declareDemoAccounts, disableUser, exampleAccounts } from '../../server/people/index.ts';
import { TRIES } from '../../server/platform/access/lockout.ts';
import { historyOf } from '../../server/platform/audit/history.ts';
import { setClock } from '../../server/platform/clock.ts';
import { agentFor, visitor } from '../support/app.ts';
import { formOf, send, submit, textOf, valueOf } from '../support/pages.ts';
import { makePeople, PASSWORD, SETUP, type People } from '../support/people.ts';

const users = () => mongoose.connection.collection('users');

describe('people: entrance', () => {
  let people: People;
  beforeEach(async () => {
    people = await makePeople();
  });

  it('lets a person in, back to where they wanted to go', async () => {
    const agent = await visitor();
    const refused = await agent.get('/cargos?x=1');
    expect(refused.status).to.equal(303);
    const way = refused.headers.location ?? '';
    expect(way).to.equal('/ingreso?volver=%2Fcargos%3Fx%3D1');
    const answer = await submit(agent, way, {
      email: ` ${people.quality.email.toUpperCase()} `,
      password: PASSWORD,
    });
    expect([answer.status, answer.headers.location]).to.deep.equal([303, '/cargos?x=1']);
    await agent.get('/cargos?x=1').expect(200);
  });

  it('never leads to another site', async () => {
    const agent = await visitor();
    const answer = await submit(agent, '/ingreso?volver=//evil.example', {
      email: people.quality.email,
      password: PASSWORD,
      volver: 'https://evil.example',
    });
    expect(answer.headers.location).to.equal('/');
  });

  it('says the same for a wrong password, an unknown address, an unused invitation and a disabled account', async () => {
    await disableUser(people.leader.id, 'Se fue', SETUP);
    await users().updateOne({ email: people.reader.email }, { $set: { passwordHash: null } });
    const tries = [
      people.quality.email,
      'nadie@valle-alto.example',
      people.reader.email,
      people.leader.email,
    ];
    const agent = await visitor();
    const answers = [];
    for (const email of tries)
      answers.push(await submit(agent, '/ingreso', { email, password: 'no es esta' }));
    expect(answers.map((answer) => answer.status)).to.deep.equal([422, 422, 422, 422]);
    const bodies = answers.map((answer, index) =>
      answer.text.replaceAll(tries[index] ?? '', '').replace(/value="[^"]*"/g, ''),
    );
    expect(new Set(bodies).size).to.equal(1);
    const right = await submit(agent, '/ingreso', { email: people.leader.email, password: PASSWORD });
    expect(right.status).to.equal(422);
  });

  it('keeps the address that was typed and never the password', async () => {
    const answer = await submit(await visitor(), '/ingreso', {
      email: 'nadie@valle-alto.example',
      password: 'mi secreto largo',
    });
    expect(valueOf(answer.text, 'email')).to.equal('nadie@valle-alto.example');
    expect(answer.text).to.not.contain('mi secreto largo');
    expect(textOf(answer.text)).to.contain('no corresponden a una cuenta activa');
  });

  it('writes one entry per sign-in', async () => {
    await agentFor(people.auditor, { fresh: true });
    const acts = (await historyOf(`person:${people.auditor.id}`)).map((entry) => entry.act);
    expect(acts.filter((act) => act === 'people.sign_in')).to.have.length(1);
  });

  it('makes a weak hash strong on the next sign-in', async () => {
    const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await users().updateOne({ email: people.reader.email }, { $set: { passwordHash: weak } });
    await agentFor(people.reader, { fresh: true });
    const stored = String((await users().findOne({ email: people.reader.email }))?.passwordHash);
    expect(stored)
      .to.match(/^\$argon2id\$v=19\$m=47104,t=2,p=1\$/)
      .and.not.equal(weak);
    await agentFor(people.reader, { fresh: true });
    expect((await users().findOne({ email: people.reader.email }))?.passwordHash).to.equal(stored);
  });

  it('shows the accounts of the demonstration only in the demonstration', async () => {
    declareDemoAccounts(exampleAccounts);
    const page = await (await visitor()).get('/ingreso').expect(200);
    expect(page.text).to.not.contain('lucia.barrera');
    declareDemoAccounts(() => []);
  });

  describe('throttling', () => {
    it('fifty wrong passwords at once: no more are looked at than the limit allows', async () => {
      const agent = await visitor();
      const token = valueOf((await agent.get('/ingreso')).text, '_csrf');
      const fields = { _csrf: token, email: people.quality.email, password: 'no es esta' };
      const answers = await Promise.all(Array.from({ length: 50 }, () => send(agent, '/ingreso', fields)));
      const count = (status: number): number => answers.filter((answer) => answer.status === status).length;
      expect(count(422)).to.equal(TRIES.pair);
      expect(count(429)).to.equal(50 - TRIES.pair);
    });

    it('the right password waits too, and works again after a quarter of an hour', async () => {
      const agent = await visitor();
      const enter = async (password: string): Promise<number> =>
        (await submit(agent, '/ingreso', { email: people.quality.email, password })).status;
      for (let count = 0; count < TRIES.pair; count += 1) expect(await enter('no es esta')).to.equal(422);
      expect(await enter(PASSWORD)).to.equal(429);
      setClock(() => new Date(Date.now() + 15 * 60_000 + 1_000));
      expect(await enter(PASSWORD)).to.equal(303);
    });

    it('one person’s wrong passwords keep nobody else out', async () => {
      const agent = await visitor();
      for (let count = 0; count <= TRIES.pair; count += 1)
        await submit(agent, '/ingreso', { email: people.quality.email, password: 'no es esta' });
      await agentFor(people.leader, { fresh: true });
    });
  });

  describe('what no page of ours sends', () => {
    const wrong: [what: string, body: string][] = [
      ['an operator for the address', 'email[$ne]=x&password=y'],
      ['an operator for the password', 'email=quality@valle-alto.example&password[$gt]='],
      ['two addresses', 'email=a@b.co&email=c@d.co&password=y'],
      ['two passwords', 'email=a@b.co&password=x&password=y'],
      ['a prototype', 'email=a@b.co&password=y&constructor.prototype.x=y'],
    ];
    for (const [what, body] of wrong)
      it(`${what}: 400`, async () => {
        const agent = await visitor();
        const token = valueOf((await agent.get('/ingreso')).text, '_csrf');
        const answer = await agent.post('/ingreso').type('form').send(`_csrf=${token}&${body}`);
        expect(answer.status).to.equal(400);
        expect((await agent.get('/mi-cuenta')).status).to.equal(303);
      });

    it('JSON and multipart: refused, nobody is signed in', async () => {
      const agent = await visitor();
      const token = valueOf((await agent.get('/ingreso')).text, '_csrf');
      const fields = { _csrf: token, email: people.quality.email, password: PASSWORD };
      expect((await agent.post('/ingreso').send(fields)).status).to.equal(403);
      expect((await agent.post('/ingreso').field(fields)).status).to.equal(403);
      expect((await agent.get('/mi-cuenta')).status).to.equal(303);
    });

    it('no token, or that of another session: refused', async () => {
      const [agent, other] = [await visitor(), await visitor()];
      const foreign = valueOf((await other.get('/ingreso')).text, '_csrf');
      await agent.get('/ingreso');
      const fields = { email: people.quality.email, password: PASSWORD };
      for (const extra of [undefined, { _csrf: '' }, { _csrf: foreign }])
        expect((await send(agent, '/ingreso', { ...fields, ...extra })).status).to.equal(403);
    });

    it('a password of a megabyte is not hashed', async () => {
      const answer = await submit(await visitor(), '/ingreso', {
        email: people.quality.email,
        password: 'x'.repeat(1_000_000),
      });
      expect(answer.status).to.equal(422);
      expect(await mongoose.connection.collection('login_failures').countDocuments()).to.equal(0);
    });
  });

  describe('language', () => {
    it('a visitor’s choice lasts for the session, also through signing in', async () => {
      const agent = await visitor();
      const page = await agent.get('/ingreso');
      const form = formOf(page.text, '/idioma');
      const answer = await send(agent, '/idioma', { ...form.fields, language: 'en' });
      expect([answer.status, answer.headers.location]).to.deep.equal([303, '/ingreso']);
      expect(textOf((await agent.get('/ingreso')).text)).to.contain('I forgot my password');
      await submit(agent, '/ingreso', { email: people.quality.email, password: PASSWORD });
      expect(textOf((await agent.get('/mi-cuenta')).text)).to.contain('My account');
    });

    it('a person’s choice is kept for every session', async () => {
      const agent = await agentFor(people.reader, { fresh: true });
      const answer = await submit(agent, '/mi-cuenta', { language: 'en', back: '//evil.example' }, '/idioma');
      expect(answer.headers.location).to.equal('/');
      const again = await agentFor(people.reader, { fresh: true });
      expect(textOf((await again.get('/mi-cuenta')).text)).to.contain('My account');
    });
  });
});
