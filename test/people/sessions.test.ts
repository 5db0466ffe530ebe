// Sessions: fixation, limits with a moved clock, signing out, and what changes while somebody is signed in.
import { expect } from 'chai';
import { disableUser, setRoles } from '../../server/people/index.ts';
import { setClock } from '../../server/platform/clock.ts';
import { agentFor, testOrigin, visitor, type Agent } from '../support/app.ts';
import { send, submit, valueOf } from '../support/pages.ts';
import { makePeople, PASSWORD, SETUP, type People } from '../support/people.ts';

const MINUTE = 60_000;
const moveClock = (milliseconds: number): void => setClock(() => new Date(Date.now() + milliseconds));
const isIn = async (agent: Agent): Promise<boolean> => (await agent.get('/mi-cuenta')).status === 200;

/** The session cookie that an answer sets, as a request sends it back. */
function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const set = answer.headers['set-cookie'] as string[] | undefined;
  return set?.find((one) => one.startsWith('vigente='))?.split(';')[0] ?? '';
}

async function statusWith(cookie: string): Promise<number> {
  const answer = await fetch(`${await testOrigin()}/mi-cuenta`, { headers: { cookie }, redirect: 'manual' });
  return answer.status;
}

describe('people: sessions', () => {
  let people: People;
  beforeEach(async () => {
    people = await makePeople();
  });

  it('signing in makes a new session and ends the one before', async () => {
    const agent = await visitor();
    const before = await agent.get('/ingreso');
    const fields = { _csrf: valueOf(before.text, '_csrf'), email: people.quality.email, password: PASSWORD };
    const after = await send(agent, '/ingreso', fields);
    expect(after.status).to.equal(303);
    expect(cookieOf(after)).to.be.a('string').and.not.equal('').and.not.equal(cookieOf(before));
    expect(await statusWith(cookieOf(after))).to.equal(200);
    expect(await statusWith(cookieOf(before))).to.equal(303);
  });

  it('the cookie is out of reach of scripts and other sites', async () => {
    const page = await (await visitor()).get('/ingreso');
    const [set = ''] = page.headers['set-cookie'] as unknown as string[];
    expect(set)
      .to.match(/HttpOnly/)
      .and.match(/SameSite=Lax/)
      .and.match(/Path=\//)
      .and.not.match(/Domain/);
  });

  it('ends after thirty minutes without activity', async () => {
    const agent = await agentFor(people.quality, { fresh: true });
    moveClock(29 * MINUTE);
    expect(await isIn(agent)).to.be.true;
    moveClock(60 * MINUTE);
    expect(await isIn(agent)).to.be.false;
  });

  it('activity does not carry it past twelve hours', async () => {
    const agent = await agentFor(people.quality, { fresh: true });
    for (let at = 25; at <= 12 * 60 - 5; at += 25) {
      moveClock(at * MINUTE);
      expect(await isIn(agent), `after ${at} minutes`).to.be.true;
    }
    moveClock((12 * 60 + 1) * MINUTE);
    expect(await isIn(agent)).to.be.false;
  });

  it('signing out ends it for whoever kept the cookie, and pages are not stored', async () => {
    const agent = await visitor();
    const entered = await submit(agent, '/ingreso', { email: people.quality.email, password: PASSWORD });
    const cookie = cookieOf(entered);
    const page = await agent.get('/mi-cuenta');
    expect(page.headers['cache-control']).to.equal('no-store');
    const answer = await submit(agent, '/salir', {}, '/salir');
    expect([answer.status, answer.headers.location]).to.deep.equal([303, '/ingreso']);
    expect(await statusWith(cookie)).to.equal(303);
  });

  it('a link to signing out asks first', async () => {
    const agent = await agentFor(people.quality, { fresh: true });
    await agent.get('/salir').expect(200);
    expect(await isIn(agent)).to.be.true;
  });

  it('a disabled person is out at the next request', async () => {
    const agent = await agentFor(people.leader, { fresh: true });
    await disableUser(people.leader.id, 'Se fue', SETUP);
    const answer = await agent.get('/mi-cuenta');
    expect([answer.status, answer.headers.location]).to.deep.equal([303, '/ingreso?volver=%2Fmi-cuenta']);
  });

  it('a changed role counts at the next request, both ways, also between form and answer', async () => {
    const agent = await agentFor(people.reader, { fresh: true });
    await agent.get('/cargos/nuevo').expect(403);
    await setRoles(people.reader.id, ['quality'], SETUP);
    const page = await agent.get('/dependencias/nueva').expect(200);
    await setRoles(people.reader.id, ['reader'], SETUP);
    const fields = { _csrf: valueOf(page.text, '_csrf'), code: '999', name: 'Nueva' };
    expect((await send(agent, '/dependencias', fields)).status).to.equal(403);
  });

  it('a changed password ends the other sessions and keeps this one', async () => {
    const [here, there] = [
      await agentFor(people.quality, { fresh: true }),
      await agentFor(people.quality, { fresh: true }),
    ];
    const change = (fields: object) =>
      submit(
        here,
        '/mi-cuenta',
        { current: PASSWORD, password: 'otra frase bien larga', again: 'otra frase bien larga', ...fields },
        '/mi-cuenta/contrasena',
      );
    const wrong = await change({ current: 'no es esta' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('Esa no es su contraseña actual');
    expect((await change({ again: 'distinta del todo' })).status).to.equal(422);
    expect((await change({ password: '12345678', again: '12345678' })).status).to.equal(422);
    expect(await isIn(there)).to.be.true;

    expect((await change({})).status).to.equal(303);
    expect(await isIn(here)).to.be.true;
    expect(await isIn(there)).to.be.false;
    const entering = await submit(await visitor(), '/ingreso', {
      email: people.quality.email,
      password: PASSWORD,
    });
    expect(entering.status).to.equal(422);
    await agentFor({ ...people.quality, password: 'otra frase bien larga' }, { fresh: true });
  });
});
