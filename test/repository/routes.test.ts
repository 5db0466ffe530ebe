// Every route as every role and as a visitor: the declared rule is the one that holds, and nothing is open by accident.
import { expect } from 'chai';
import mongoose from 'mongoose';
import { createApp } from '../../server/app.ts';
import { byCode } from '../../server/home/queries.ts';
import { declaredPermissions, may } from '../../server/platform/access/policy.ts';
import { ROLES } from '../../server/platform/access/roles.ts';
import { hashOf } from '../../server/platform/audit/canonical.ts';
import { NotFound } from '../../server/platform/errors.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { declaredKinds } from '../../server/platform/links/kinds.ts';
import type { AnyRoute } from '../../server/platform/http/route.ts';
import { slices } from '../../server/slices.ts';
import { agentFor, testApp, visitor, type Agent } from '../support/app.ts';
import { valueOf } from '../support/pages.ts';
import type { Person } from '../support/people.ts';
import type { Params } from './sample-ids.ts';
import { markPersonal, marksIn } from './marking.ts';
import { addressOf, example, sampleOf, type Principals } from './samples.ts';

const routes = slices.flatMap((slice) => slice.routes);
const WHO = ['visitor', ...ROLES] as const;
type Who = (typeof WHO)[number];

/** Addresses whose subject needs a state that the example is not in, or that only the holder of a secret knows. */
const WITHOUT_SUBJECT = ['/instalacion'];
/** Pages that answer "not found" with words of their own: nobody knows the token. */
const ASK_FOR_SECRETS = ['/v/:token'];

/** What is not one's own account, nor the page of a link that only its owner has. */
const OTHERS = /^\/(?!mi-cuenta|enlace\/)/;
/** All that a certifying body may write: a comment on evidence, and a request for more of it. */
const CERTIFIER_WRITES = ['/sala-de-lectura/:code/comentarios', '/sala-de-lectura/:code/solicitudes'];

interface Cell {
  route: AnyRoute;
  who: Who;
  person: Person | null;
  agent: Agent;
  params: Params;
  expected: Expected;
}
/** What the declared rule says: to the sign-in page, not found, forbidden, or through to the handler. */
type Expected = 'sign-in' | 404 | 403 | 'through';

describe('every route as every role', function () {
  this.timeout(240_000);
  let principals: Principals;
  let gets: Cell[];
  let posts: Cell[];

  before(async () => {
    await testApp();
    principals = await example();
    const cells = await cellsOf(principals);
    gets = cells.filter(({ route }) => route.method === 'get');
    posts = cells.filter(({ route }) => route.method === 'post');
  });

  it('G8: a record of every kind that makes its codes opens by its code, in capitals and in small letters', async () => {
    const opened: string[] = [];
    for (const kind of declaredKinds().filter(({ prefixes }) => prefixes)) {
      const [shown] = await kind.show(await Array.fromAsync(kind.enumerate()), principals.quality);
      if (!shown) continue;
      for (const typed of [shown.code, shown.code.toLowerCase()])
        expect((await byCode(typed, principals.quality))?.url, typed).to.equal(shown.url);
      opened.push(kind.name);
    }
    expect(opened.length).to.be.greaterThan(10);
  });

  it('the application mounts what the slices declare and nothing else', () => {
    const app = createApp({ log: createLog('silent'), sessionSecret: 'x'.repeat(32), https: false });
    const mounted = (
      app.router.stack as { route?: { path: string; methods: Record<string, boolean> } }[]
    ).flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : [],
    );
    expect(mounted.sort()).to.deep.equal(
      [...routes.map(({ method, path }) => `${method} ${path}`), 'get /assets/*path'].sort(),
    );
  });

  it('every route declares a rule that some slice declared, once', () => {
    const known = new Set<string>([...declaredPermissions(), 'signed_in', 'everyone']);
    for (const { method, path, may: rule } of routes) expect(known, `${method} ${path}`).to.include(rule);
    const all = routes.map(({ method, path }) => `${method} ${path}`);
    expect(all.filter((one, index) => all.indexOf(one) !== index)).to.deep.equal([]);
  });

  it('a permission that nobody declared is denied to everyone', () => {
    for (const role of ROLES) expect(may(principals[role], 'nobody.declared_this'), role).to.equal(false);
    expect(may(null, 'processes.read')).to.equal(false);
  });

  it('every address is lower case and Spanish, and every change is a noun behind POST', () => {
    for (const { path } of routes)
      expect(path).to.match(/^\/(?:[a-z0-9.-]+|:[a-zA-Z0-9]+)?(?:\/(?:[a-z0-9.-]+|:[a-zA-Z0-9]+))*$/);
  });

  it('every address with a parameter has a sample that at least one role can load', () => {
    const parametrised = gets.concat(posts).filter(({ route }) => route.path.includes(':') && route.load);
    const loaded = new Set(
      parametrised
        .filter(({ expected }) => expected === 'through' || expected === 403)
        .map(({ route }) => route.path),
    );
    const never = new Set(parametrised.map(({ route }) => route.path).filter((path) => !loaded.has(path)));
    expect([...never].filter((path) => !WITHOUT_SUBJECT.includes(path))).to.deep.equal([]);
  });

  it('GET answers each role as its rule says, writes nothing, and never fails', async () => {
    const before = await contents();
    const wrong: string[] = [];
    for (const cell of gets) {
      const answer = await cell.agent.get(addressOf(cell.route.path, cell.params)).redirects(0);
      const isSecret = ASK_FOR_SECRETS.includes(cell.route.path) && answer.status === 404;
      if (!isSecret && !isAsExpected(answer, cell.expected))
        wrong.push(`GET ${cell.route.path} as ${cell.who}: ${answer.status}, not ${cell.expected}`);
      if (answer.headers['access-control-allow-origin'])
        wrong.push(`${cell.route.path} lets other origins read`);
    }
    expect(wrong).to.deep.equal([]);
    expect(differing(before, await contents())).to.deep.equal([]);
  });

  it('POST without a token is refused to everyone and changes nothing', async () => {
    const before = await contents();
    const wrong: string[] = [];
    for (const cell of posts) {
      const address = addressOf(cell.route.path, cell.params);
      const expected = cell.expected === 'through' ? 403 : cell.expected;
      const bare = await cell.agent.post(address).type('form').send({ any: 'thing' }).redirects(0);
      if (!isAsExpected(bare, expected))
        wrong.push(`POST ${cell.route.path} as ${cell.who}: ${bare.status}, not ${expected}`);
      if (!cell.route.upload) continue;
      const file = await cell.agent
        .post(address)
        .field('any', 'thing')
        .attach('file', Buffer.from('%PDF-1.7'), 'a.pdf')
        .redirects(0);
      if (!isAsExpected(file, expected))
        wrong.push(`POST ${cell.route.path} with a file as ${cell.who}: ${file.status}, not ${expected}`);
    }
    expect(wrong).to.deep.equal([]);
    expect(differing(before, await contents())).to.deep.equal([]);
  });

  it("POST with another session's token, or with a token in the address, is refused", async () => {
    const stranger = valueOf((await (await visitor()).get('/ingreso')).text, '_csrf');
    const before = await contents();
    for (const { route, agent, params, expected, who } of posts) {
      if (expected !== 'through') continue;
      const address = addressOf(route.path, params);
      const foreign = await agent.post(address).type('form').send({ _csrf: stranger }).redirects(0);
      expect(foreign.status, `POST ${route.path} as ${who} with a foreign token`).to.equal(403);
      const inAddress = await agent.post(`${address}?_csrf=${stranger}`).type('form').send({}).redirects(0);
      expect(inAddress.status, `POST ${route.path} as ${who} with a token in the address`).to.equal(403);
    }
    expect(differing(before, await contents())).to.deep.equal([]);
  });

  it('L3: the certifying body can change nothing but its own account; in its room it comments and asks', () => {
    const open = posts.filter(
      ({ who, route, expected }) =>
        who === 'certifier' &&
        expected === 'through' &&
        route.may !== 'everyone' &&
        route.may !== 'signed_in',
    );
    expect(open.map(({ route }) => route.path)).to.have.members(CERTIFIER_WRITES);
    const own = posts
      .filter(({ who, route }) => who === 'certifier' && route.may === 'signed_in')
      .map(({ route }) => route.path);
    for (const path of own) expect(path).to.match(/^\/(?:mi-cuenta|salir)/);
  });

  it('L3: with a token of its own the certifying body is refused on every other changing route, and nothing changes', async () => {
    const agent = await agentFor(principals.certifier);
    const _csrf = valueOf((await agent.get('/mi-cuenta')).text, '_csrf');
    const before = await contents();
    const wrong: string[] = [];
    let refused = 0;
    for (const { route, who, params } of posts) {
      if (who !== 'certifier' || route.may === 'everyone' || route.may === 'signed_in') continue;
      const answer = await agent
        .post(addressOf(route.path, params))
        .type('form')
        .send({ _csrf })
        .redirects(0);
      const expected = CERTIFIER_WRITES.includes(route.path) ? [404, 422] : [403, 404];
      if (!expected.includes(answer.status)) wrong.push(`POST ${route.path}: ${answer.status}`);
      refused += 1;
    }
    expect(refused).to.be.above(50);
    expect(wrong).to.deep.equal([]);
    expect(differing(before, await contents())).to.deep.equal([]);
  });

  it('an address that no slice declares is not found, whoever asks', async () => {
    for (const who of WHO) {
      const agent = who === 'visitor' ? await visitor() : await agentFor(principals[who]);
      for (const path of [
        '/uploads/',
        '/.env',
        '/storage/database',
        '/documentos/../../etc/passwd',
        '/admin',
        '/%c0%ae',
      ])
        expect((await agent.get(path).redirects(0)).status, `${path} as ${who}`).to.be.oneOf([400, 404, 303]);
      expect((await agent.get('/no/existe')).status).to.equal(404);
    }
  });

  it('answers no method but those it declares', async () => {
    const agent = await agentFor(principals.quality);
    for (const method of ['put', 'patch', 'delete'] as const)
      expect((await agent[method]('/procesos')).status, method).to.equal(404);
    const overridden = await agent
      .post('/procesos/D02.03')
      .set('X-HTTP-Method-Override', 'GET')
      .type('form')
      .send({});
    expect(overridden.status).to.be.oneOf([403, 404]);
  });

  it('reflects no foreign origin', async () => {
    const agent = await agentFor(principals.quality);
    const answer = await agent.get('/').set('Origin', 'https://evil.example');
    expect(answer.headers['access-control-allow-origin']).to.equal(undefined);
  });

  it('L3: no page or export shows a certifier or a reader a field that a model marks as personal', async () => {
    const marked = await markPersonal();
    expect(marked).to.include.members(['Record.title', 'User.email']);
    const seen: string[] = [];
    for (const { route, who, params, expected } of gets) {
      if ((who !== 'certifier' && who !== 'reader') || expected !== 'through' || !OTHERS.test(route.path))
        continue;
      for (const mark of await marksIn(await agentFor(principals[who]), addressOf(route.path, params)))
        seen.push(`GET ${route.path} as ${who}: ${mark}`);
    }
    expect(seen).to.deep.equal([]);
  });
});

async function cellsOf(principals: Principals): Promise<Cell[]> {
  const agents = new Map<Who, Agent>();
  for (const who of WHO)
    agents.set(who, who === 'visitor' ? await visitor() : await agentFor(principals[who]));
  const samples = new Map<string, Params>();
  for (const { path } of routes) if (!samples.has(path)) samples.set(path, await sampleOf(path));
  const cells: Cell[] = [];
  for (const route of routes) {
    // Signing out, as a person, would end the session that the other cells use.
    for (const who of WHO) {
      const person = who === 'visitor' ? null : principals[who];
      const params = samples.get(route.path) ?? {};
      cells.push({
        route,
        who,
        person,
        agent: agents.get(who)!,
        params,
        expected: await expectedOf(route, person, params),
      });
    }
  }
  return cells;
}

async function expectedOf(route: AnyRoute, person: Person | null, params: Params): Promise<Expected> {
  if (route.may !== 'everyone' && !person) return 'sign-in';
  let subject: unknown;
  try {
    subject = await route.load?.(params, person);
  } catch (error) {
    if (error instanceof NotFound) return 404;
    throw error;
  }
  if (route.may === 'everyone' || route.may === 'signed_in') return 'through';
  return may(person, route.may, subject) ? 'through' : 403;
}

function isAsExpected(
  answer: { status: number; headers: Record<string, string> },
  expected: Expected,
): boolean {
  const { status } = answer;
  if (expected === 'sign-in') return status === 303 && /^\/ingreso/.test(answer.headers.location ?? '');
  if (expected === 'through') return [200, 303, 409].includes(status);
  return status === expected;
}

/** Not the office's record: who is signed in. */
const BESIDE_THE_RECORD = new Set(['sessions']);

/** A digest of every other collection. */
async function contents(): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const { name } of await mongoose.connection.listCollections()) {
    if (BESIDE_THE_RECORD.has(name)) continue;
    digests[name] = hashOf(await mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray());
  }
  return digests;
}

function differing(before: Record<string, string>, after: Record<string, string>): string[] {
  return Object.keys({ ...before, ...after }).filter((name) => before[name] !== after[name]);
}
