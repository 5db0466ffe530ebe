// The request column: load, may, form, act, in this order and with no way round; what strangers send is refused early.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { setRoles } from '../../server/people/index.ts';
import { actorOf } from '../../server/platform/access/policy.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { scaleLimits } from '../../server/platform/http/limits.ts';
import { makePeople, type People, type PersonName } from '../support/people.ts';
import { startColumn, steps } from './column.ts';
import { Ledger } from './ledger.ts';

type Agent = ReturnType<typeof supertest.agent>;
const ONCE = '11111111-2222-4333-8444-55555555555';

describe('the request column', () => {
  let server: Server;
  let close: () => Promise<void>;
  let people: People;
  let quality: Agent;

  before(async () => ({ server, close } = await startColumn()));
  after(() => close());
  beforeEach(async () => {
    people = await makePeople();
    quality = await signedIn('quality');
    steps.length = 0;
  });

  async function signedIn(name: PersonName): Promise<Agent> {
    const agent = supertest.agent(server);
    await agent.get(`/entrar/${people[name].id}`);
    return agent;
  }
  const tokenOf = async (agent: Agent) => (await agent.get('/ficha')).text;
  const post = async (agent: Agent, path: string, fields: Record<string, string>) => {
    const token = await tokenOf(agent);
    return agent
      .post(path)
      .type('form')
      .send({ _csrf: token, ...fields });
  };
  const good = { title: 'Uno', kind: 'a' };
  const count = () => Ledger.countDocuments();

  describe('order', () => {
    it('not signed in: to the sign-in page and back, before anything is loaded', async () => {
      const answer = await supertest(server).get('/fichas?q=1');
      expect([answer.status, answer.headers.location]).to.deep.equal([
        303,
        '/ingreso?volver=%2Ffichas%3Fq%3D1',
      ]);
      expect((await supertest(server).post('/fichas/1')).headers.location).to.equal('/ingreso');
      expect(steps).to.deep.equal([]);
    });

    it('out of scope is 404 before permission is asked, no permission is 403 before the form is read', async () => {
      const reader = await signedIn('reader');
      expect((await post(reader, '/fichas/9', good)).status).to.equal(404);
      expect((await post(reader, '/fichas/1', {})).status).to.equal(403);
      expect(steps).to.deep.equal(['load', 'load']);
    });

    it('the token comes before the form, the form before the handler', async () => {
      expect((await quality.post('/fichas/1').type('form').send({ 'title[$ne]': 'x' })).status).to.equal(403);
      expect((await post(quality, '/fichas/1', { title: '', kind: 'a' })).status).to.equal(422);
      expect(steps).not.to.include('handle');
      expect((await post(quality, '/fichas/1', good)).headers.location).to.equal('/fichas/1');
      expect(await count()).to.equal(1);
    });

    it('row 31: a role that is taken away between form and submit does not count at submit', async () => {
      const token = await tokenOf(quality);
      await setRoles(people.quality.id, ['reader'], actorOf(people.admin));
      expect(
        (
          await quality
            .post('/fichas/1')
            .type('form')
            .send({ _csrf: token, ...good })
        ).status,
      ).to.equal(403);
      expect(await count()).to.equal(0);
    });
  });

  describe('cross-site requests (rows 21, 23)', () => {
    it('without a token, with another session’s, or with one in the address: 403 and no change', async () => {
      const foreign = await tokenOf(await signedIn('quality'));
      const own = await tokenOf(quality);
      const tries = [
        quality.post('/fichas/1').type('form').send(good),
        quality
          .post('/fichas/1')
          .type('form')
          .send({ ...good, _csrf: foreign }),
        quality.post(`/fichas/1?_csrf=${own}`).type('form').send(good),
        quality.post('/fichas/1').set('x-csrf-token', own).type('form').send(good),
        quality.post('/fichas/1').send({ ...good, _csrf: own }),
      ];
      for (const answer of await Promise.all(tries)) expect(answer.status).to.equal(403);
      expect(await count()).to.equal(0);
    });

    it('multipart as well, with no byte stored', async () => {
      const before = readdirSync(join(fileStore().temporary, '..'), { recursive: true }).length;
      const answer = await quality
        .post('/archivo')
        .field('what', 'x')
        .attach('file', Buffer.from('hola'), 'a.txt');
      expect(answer.status).to.equal(403);
      expect(readdirSync(join(fileStore().temporary, '..'), { recursive: true }).length).to.equal(before);
      const token = await tokenOf(quality);
      expect(
        (
          await quality
            .post('/archivo')
            .field('_csrf', token)
            .field('what', 'x')
            .attach('file', Buffer.from('hola'), 'a.txt')
        ).status,
      ).to.equal(303);
      expect(await count()).to.equal(1);
    });

    it('grants no other origin anything', async () => {
      const answer = await quality.get('/fichas?q=1').set('Origin', 'https://evil.example');
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).to.deep.equal(
        [],
      );
      expect(
        (await quality.options('/fichas/1').set('Origin', 'https://evil.example')).headers[
          'access-control-allow-origin'
        ],
      ).to.equal(undefined);
    });
  });

  describe('what no page of ours sends (rows 35, 36, 41, 42, 44)', () => {
    it('operators, nesting, repeated scalars and prototypes are 400 in bodies', async () => {
      const token = await tokenOf(quality);
      for (const body of [
        'title[$ne]=x&kind=a',
        'title=a&title=b&kind=a',
        '$where=1&title=a&kind=a',
        'title=a&kind=a&__proto__[x]=1',
        'title=a&kind=a&constructor=1',
        'title.x=1&kind=a',
      ]) {
        const answer = await quality.post('/fichas/1').type('form').send(`_csrf=${token}&${body}`);
        expect(answer.status, body).to.equal(400);
      }
      expect(({} as { x?: unknown }).x).to.equal(undefined);
      expect(await count()).to.equal(0);
    });

    it('and in addresses', async () => {
      for (const query of ['q[$ne]=x', 'q=a&q=b', 'q[]=a', 'q=a&__proto__[x]=1', '$where=1&q=a'])
        expect((await quality.get(`/fichas?${query}`)).status, query).to.equal(400);
      expect((await quality.get('/fichas?q=a&pagina=x')).body).to.deep.equal({ q: 'a', pagina: 1 });
    });

    it('and in multipart bodies', async () => {
      const token = await tokenOf(quality);
      for (const [name, value] of [
        ['what[$ne]', 'x'],
        ['__proto__[x]', '1'],
        ['what[a][b]', 'x'],
      ] as const) {
        // prettier-ignore
        const answer = await quality.post('/archivo').field('_csrf', token).field(name, value);
        expect(answer.status, name).to.equal(400);
      }
      expect(await count()).to.equal(0);
    });

    it('odd addresses end in 400 or 404, never in 500', async () => {
      const { port } = server.address() as AddressInfo;
      for (const path of [
        '/%',
        '/%c0%ae',
        `/${'a'.repeat(8_000)}`,
        '//evil//x',
        '/fichas/%00',
        '/..%2f..%2fetc%2fpasswd',
        '/.env',
        '/files/ab',
      ]) {
        const status = await new Promise<string>((resolve) => {
          const socket = connect(port, '127.0.0.1', () =>
            socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
          );
          socket.once('data', (data) => resolve(data.toString().split(' ')[1] ?? ''));
        });
        expect(status, path.slice(0, 30)).to.match(/^(400|404|431)$/);
      }
    });

    it('bodies that are too large or have too many fields are 413', async () => {
      const token = await tokenOf(quality);
      const large = await quality
        .post('/fichas/1')
        .type('form')
        .send({ _csrf: token, ...good, title: 'x'.repeat(3_000_000) });
      const many = await quality
        .post('/fichas/1')
        .type('form')
        .send(`_csrf=${token}&${'a=1&'.repeat(6_000)}`);
      expect([large.status, many.status]).to.deep.equal([413, 413]);
    });
  });

  describe('forms that come back, and that come twice', () => {
    it('invalid is 422 and a rule is 409, each with what was typed and without tokens', async () => {
      const invalid = await post(quality, '/fichas/1', {
        title: 'x'.repeat(21),
        kind: 'z',
        _once: `${ONCE}0`,
      });
      expect(invalid.status).to.equal(422);
      expect(Object.keys((invalid.body as { errors: object }).errors)).to.deep.equal(['title', 'kind']);
      expect((invalid.body as { values: object }).values).to.deep.equal({ title: 'x'.repeat(21), kind: 'z' });
      const refused = await post(quality, '/fichas/1', { title: 'rechazo', kind: 'a' });
      expect([refused.status, Object.keys((refused.body as { errors: object }).errors)]).to.deep.equal([
        409,
        [''],
      ]);
    });

    it('C11: 50 parallel sendings of one form have one effect and one answer', async () => {
      const token = await tokenOf(quality);
      const send = () => quality.post('/fichas/1').type('form').send({ _csrf: token, _once: `${ONCE}1`, ...good }); // prettier-ignore
      const answers = await Promise.all(Array.from({ length: 50 }, send));
      expect(new Set(answers.map((answer) => `${answer.status} ${answer.headers.location}`))).to.deep.equal(
        new Set(['303 /fichas/1']),
      );
      expect(await count()).to.equal(1);
      expect((await send()).headers.location).to.equal('/fichas/1');
      expect(await count()).to.equal(1);
    }).timeout(60_000);

    it('a form that was refused can be sent again with the same key', async () => {
      const key = { _once: `${ONCE}2` };
      expect((await post(quality, '/fichas/1', { ...key, title: '', kind: 'a' })).status).to.equal(422);
      expect((await post(quality, '/fichas/1', { ...key, ...good })).status).to.equal(303);
      expect(await count()).to.equal(1);
    });
  });

  describe('answers', () => {
    it('carry strict headers, and another nonce each time', async () => {
      const [one, two] = [
        await supertest(server).get('/error/viejo'),
        await supertest(server).get('/error/viejo'),
      ];
      const policy = one.headers['content-security-policy'] ?? '';
      for (const part of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
      ])
        expect(policy).to.contain(part);
      expect(policy).not.to.match(/unsafe|https:|\*/);
      expect(policy).not.to.equal(two.headers['content-security-policy']);
      expect(one.headers).to.include({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'referrer-policy': 'same-origin',
      });
      expect(one.headers).not.to.have.any.keys('x-powered-by', 'strict-transport-security');
    });

    it('row 11: cookies are HttpOnly and Lax on plain http, and bound to the host behind https', async () => {
      const cookie = (await supertest(server).get('/ficha')).headers['set-cookie']?.[0] ?? '';
      expect(cookie).to.match(/^vigente=.*; Path=\/; .*HttpOnly; SameSite=Lax/);
      expect(cookie).not.to.match(/Secure|Domain/);
      const strict = await startColumn({ https: true });
      const answer = await supertest(strict.server).get('/ficha').set('X-Forwarded-Proto', 'https');
      expect(answer.headers['set-cookie']?.[0]).to.match(
        /^__Host-vigente=.*; Path=\/; .*HttpOnly; Secure; SameSite=Lax/,
      );
      expect(answer.headers['strict-transport-security']).to.contain('max-age');
      await strict.close();
    });

    it('say what went wrong with the right status, and never how it looks inside', async () => {
      const statuses: Record<string, number> = {
        inesperado: 500,
        viejo: 409,
        version: 409,
        repetido: 409,
        'sin-base': 503,
      };
      for (const [name, status] of Object.entries(statuses)) {
        const answer = await supertest(server).get(`/error/${name}`).set('Accept', 'text/html');
        expect(answer.status, name).to.equal(status);
        expect(answer.text).not.to.match(/clave secreta|at Object|node_modules|\.ts:/);
      }
      const failed = await supertest(server).get('/error/inesperado').set('Accept', 'text/html');
      expect(failed.text).to.match(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}/);
    });

    it('row 50: a name with line ends cannot add a header', async () => {
      const answer = await supertest(server).get('/bajar');
      expect(answer.headers).not.to.have.property('x-evil');
      expect(answer.headers['content-disposition']).to.match(/^attachment; filename\*=UTF-8''/);
      expect(answer.headers['content-security-policy']).to.contain('sandbox');
    });

    it('too many knocks on a public door are 429, and say when to come back', async () => {
      scaleLimits(1);
      const agent = supertest.agent(server);
      const answers = [];
      for (let knock = 0; knock < 5; knock += 1) answers.push(await post(agent, '/publica', {}));
      scaleLimits(1_000);
      expect(answers.map((answer) => answer.status)).to.deep.equal([303, 303, 303, 429, 429]);
      expect(answers[4]?.headers).to.have.property('retry-after');
    });

    it('a page without a form makes no session', async () => {
      expect((await supertest(server).get('/bajar')).headers['set-cookie']).to.equal(undefined);
    });
  });
});
