// The pages of people: each owner does their work by the real forms, others read or are refused.
import { expect } from 'chai';
import mongoose from 'mongoose';
import { createUser, declareDelivery } from '../../server/people/index.ts';
import { heldBy, personById, positionById, representative } from '../../server/people/queries/index.ts';
import { agentFor, visitor, type Agent } from '../support/app.ts';
import { formOf, send, submit, textOf, valueOf, type Fields } from '../support/pages.ts';
import { makePeople, PASSWORD, SETUP, type People, type PersonName } from '../support/people.ts';

describe('people: pages', () => {
  let people: People;
  let agents: Record<PersonName, Agent>;
  before(async () => {
    people = await makePeople();
    declareDelivery({ origin: 'http://vigente.example', post: null });
    const names = Object.keys(people) as PersonName[];
    agents = Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await agentFor(people[name])])),
    ) as Record<PersonName, Agent>;
  });

  /** Sends a form that this person was never shown, with a valid token. */
  async function force(agent: Agent, path: string, fields: Fields): Promise<number> {
    const page = await agent.get('/mi-cuenta');
    return (await send(agent, path, { _csrf: valueOf(page.text, '_csrf'), ...fields })).status;
  }

  describe('the list', () => {
    it('shows names and positions to who works with the system, addresses only to quality and administration', async () => {
      const contact = people.reader.email;
      for (const name of ['quality', 'admin'] as const)
        expect((await agents[name].get('/personas')).text).to.contain(contact);
      for (const name of ['auditor', 'certifier', 'leader', 'committee'] as const) {
        const page = await agents[name].get('/personas').expect(200);
        expect(textOf(page.text)).to.contain(people.reader.name).and.contain('Auxiliar administrativa');
        expect(page.text, name).to.not.contain(contact);
      }
      for (const name of ['school', 'reader'] as const) await agents[name].get('/personas').expect(403);
    });

    it('searches by name without accents, by role and by state', async () => {
      const found = async (query: string): Promise<string> =>
        textOf((await agents.quality.get(`/personas?${query}`).expect(200)).text);
      expect(await found('q=ordonez'))
        .to.contain('Marcela Ordóñez Ruiz')
        .and.not.contain('Nubia Forero');
      expect(await found('q=ORDÓÑEZ')).to.contain('Marcela Ordóñez Ruiz');
      expect(await found('rol=school'))
        .to.contain('Joaquín Mesa')
        .and.not.contain('Nubia Forero');
      expect(await found('estado=inactivas')).to.contain('Ninguna persona coincide');
      expect(await found('q=.*')).to.contain('Ninguna persona coincide');
    });

    it('an address finds nobody for those who may not see addresses', async () => {
      expect(textOf((await agents.auditor.get('/personas?q=reader@')).text)).to.contain(
        'Ninguna persona coincide',
      );
      expect(textOf((await agents.quality.get('/personas?q=reader@')).text)).to.contain(people.reader.name);
    });

    it('takes no operator and no second value', async () => {
      for (const query of ['q[$ne]=x', 'q=a&q=b', 'rol=quality&rol=admin', 'rol=nobody', 'estado[]=activas'])
        await agents.quality.get(`/personas?${query}`).expect(400);
      await agents.quality.get('/personas?pagina=99999').expect(200);
      await agents.quality.get('/personas?pagina=-1').expect(200);
    });

    it('is cut into pages that keep the filter', async () => {
      const role = { roles: ['reader'] as const, passwordHash: 'x' };
      for (let n = 0; n < 30; n += 1)
        await createUser({ name: `Zeta ${n}`, email: `z${n}@valle-alto.example`, ...role }, SETUP);
      const page = await agents.quality.get('/personas?q=zeta').expect(200);
      expect(page.text.replaceAll('&#x3D;', '=')).to.contain('href="/personas?q=zeta&amp;pagina=2"');
      expect(textOf((await agents.quality.get('/personas?q=zeta&pagina=2')).text)).to.contain(
        '26 a 30 de 30',
      );
      await mongoose.connection.collection('users').deleteMany({ sortName: /^zeta/ });
    });
  });

  describe('an account', () => {
    it('shows its history to who may read it', async () => {
      const path = `/personas/${people.leader.id}`;
      for (const name of ['quality', 'auditor', 'certifier', 'admin'] as const)
        expect(textOf((await agents[name].get(path).expect(200)).text), name).to.contain(
          'La puesta en marcha abrió la cuenta',
        );
      const seen = textOf((await agents.committee.get(path).expect(200)).text);
      expect(seen)
        .to.contain(people.leader.name)
        .and.not.contain('abrió la cuenta')
        .and.not.contain(people.leader.email);
    });

    it('an id that is none, or nobody’s, is not found', async () => {
      for (const id of ['x', '000000000000000000000000', '%5B%24ne%5D'])
        await agents.admin.get(`/personas/${id}`).expect(404);
    });

    it('only administration opens accounts; a form with errors keeps what was typed', async () => {
      await agents.quality.get('/personas/nueva').expect(403);
      const fields = {
        name: 'Inés Ríos',
        email: 'no es correo',
        roles: ['leader', 'reader'],
        areas: people.admin.areas[0] ?? '',
      };
      const answer = await submit(agents.admin, '/personas/nueva', fields, '/personas');
      expect(answer.status).to.equal(422);
      const { fields: kept } = formOf(answer.text, '/personas');
      expect(kept).to.deep.include({
        name: 'Inés Ríos',
        email: 'no es correo',
        roles: ['leader', 'reader'],
        areas: people.admin.areas[0],
      });
      expect(textOf(answer.text)).to.contain('Revise este dato').and.contain('Escriba el correo completo');
      const none = await submit(
        agents.admin,
        '/personas/nueva',
        { name: 'Inés', email: 'i@valle-alto.example' },
        '/personas',
      );
      expect(textOf(none.text)).to.contain('Elija al menos un rol');
      const taken = await submit(
        agents.admin,
        '/personas/nueva',
        { ...fields, email: people.reader.email },
        '/personas',
      );
      expect(taken.status).to.equal(422);
      expect(textOf(taken.text)).to.contain('Ya hay una cuenta con ese correo');
    });

    it('takes from a form only what the page offered', async () => {
      const before = await mongoose.connection.collection('users').findOne({ email: people.reader.email });
      const fields = {
        name: 'Nubia Forero Díaz',
        email: people.reader.email,
        areas: '',
        roles: 'admin',
        active: '',
        passwordHash: 'x',
        _id: 'x',
        __v: '99',
        lastSignInAt: '2020-01-01',
      };
      const page = await agents.admin.get(`/personas/${people.reader.id}/editar`);
      const { areas: _areas, ...sent } = fields;
      await send(agents.admin, `/personas/${people.reader.id}`, {
        _csrf: valueOf(page.text, '_csrf'),
        ...sent,
      });
      const after = await mongoose.connection.collection('users').findOne({ email: people.reader.email });
      for (const field of ['roles', 'active', 'passwordHash', '_id'])
        expect(after?.[field], field).to.deep.equal(before?.[field]);
    });

    it('roles are changed with a reason, by another administrator, and shown in the history', async () => {
      const path = `/personas/${people.leader2.id}/roles`;
      const without = await submit(agents.admin, path, { roles: ['leader', 'committee'], reason: ' ' }, path);
      expect(without.status).to.equal(422);
      expect(formOf(without.text, path).fields.roles).to.deep.equal(['leader', 'committee']);
      expect(
        (
          await submit(
            agents.admin,
            path,
            { roles: ['leader', 'committee'], reason: 'Entra al Comité' },
            path,
          )
        ).status,
      ).to.equal(303);
      const page = textOf((await agents.admin.get(`/personas/${people.leader2.id}`)).text);
      expect(page)
        .to.contain('Cambió los roles de')
        .and.contain('Gloria Ibáñez Cano cambió los roles Entra al Comité');
      await agents.admin.get(`/personas/${people.admin.id}/roles`).expect(403);
      expect(
        await force(agents.admin, `/personas/${people.admin.id}/roles`, { roles: 'committee', reason: 'x' }),
      ).to.equal(403);
      expect(
        await force(agents.quality, `/personas/${people.quality.id}/roles`, { roles: 'admin', reason: 'x' }),
      ).to.equal(403);
    });

    it('is retired and opened again with a reason', async () => {
      const person = people.school;
      const path = `/personas/${person.id}`;
      expect((await submit(agents.admin, `${path}/retiro`, { reason: '' })).status).to.equal(422);
      expect((await submit(agents.admin, `${path}/retiro`, { reason: 'Se pensionó' })).status).to.equal(303);
      expect(textOf((await agents.admin.get(path)).text))
        .to.contain('Cuenta retirada')
        .and.contain('Se pensionó');
      await agents.school.get('/mi-cuenta').expect(303);
      expect((await submit(agents.admin, `${path}/reingreso`, { reason: 'Volvió' })).status).to.equal(303);
      expect((await personById(person.id))?.active).to.be.true;
    });

    it('what is typed is shown as text, wherever it appears', async () => {
      const name = '<img src=x onerror=alert(1)>{{7*7}}';
      const id = await createUser({ name, email: 'xss@valle-alto.example', roles: ['reader'] }, SETUP);
      for (const path of [
        '/personas?q=img',
        `/personas/${id}`,
        `/personas/${id}/roles`,
        `/personas/${id}/retiro`,
      ]) {
        const page = await agents.admin.get(path).expect(200);
        expect(page.text, path).to.not.contain('<img src=x').and.not.contain('>49');
        expect(textOf(page.text), path).to.contain('onerror=alert(1)>{{7*7}}');
      }
    });
  });

  describe('the structure', () => {
    it('G3g: everyone reads responsibilities and authority of every position, also schools and readers', async () => {
      const path = `/cargos/${people.quality.positions[0]?.id}`;
      const fields = { responsibilities: 'Administra los documentos\nConvoca las auditorías' };
      expect((await submit(agents.quality, `${path}/editar`, fields, path)).status).to.equal(303);
      for (const name of Object.keys(agents).filter((one) => one !== 'school') as PersonName[]) {
        const page = textOf((await agents[name].get(path).expect(200)).text);
        expect(page, name)
          .to.contain('Administra los documentos')
          .and.contain('Convoca las auditorías')
          .and.contain(people.quality.name);
      }
    });

    it('the quality office keeps areas and positions; nobody else does', async () => {
      expect(
        (await submit(agents.quality, '/dependencias/nueva', { code: '220', name: 'Mejoramiento' })).status,
      ).to.equal(303);
      const area = await mongoose.connection.collection('areas').findOne({ code: '220' });
      const answer = await submit(
        agents.quality,
        '/cargos/nuevo',
        { name: 'Tutora', area: String(area?._id) },
        '/cargos',
      );
      expect(answer.status).to.equal(303);
      expect(await positionById(answer.headers.location?.split('/').at(-1) ?? '')).to.include({
        name: 'Tutora',
        areaName: 'Mejoramiento',
      });
      for (const name of ['auditor', 'certifier', 'leader', 'committee', 'reader', 'admin'] as const) {
        expect(await force(agents[name], '/dependencias', { code: 'x', name: 'x' }), name).to.equal(403);
        expect(await force(agents[name], '/cargos', { name: 'x', area: String(area?._id) }), name).to.equal(
          403,
        );
      }
      const twice = await submit(agents.quality, '/dependencias/nueva', { code: '220', name: 'Otra' });
      expect(twice.status).to.equal(422);
      expect(valueOf(twice.text, 'name')).to.equal('Otra');
    });

    it('a code of an area is one in capitals and small letters', async () => {
      await submit(agents.quality, '/dependencias/nueva', { code: 'pl', name: 'Planeación' });
      const twice = await submit(agents.quality, '/dependencias/nueva', { code: 'PL', name: 'Otra' });
      expect(textOf(twice.text)).to.contain('Otra dependencia ya tiene ese código');
    });

    it('an empty list offers its act to those who may do it, and tells the others who does', async () => {
      const { connection } = mongoose;
      const kept = { areas: await connection.collection('areas').find().toArray(), positions: await connection.collection('positions').find().toArray() }; // prettier-ignore
      for (const name of ['areas', 'positions'] as const) await connection.collection(name).deleteMany({});
      for (const [path, act] of [
        ['/dependencias', '/dependencias/nueva'],
        ['/cargos', '/cargos/nuevo'],
      ] as const) {
        // prettier-ignore
        const [own, other] = await Promise.all([agents.quality.get(path), agents.reader.get(path)]);
        expect(own.text.split(`href="${act}"`), path).to.have.length(3);
        expect(textOf(own.text)).not.to.contain('La oficina de calidad l');
        expect(other.text, path).not.to.contain(`href="${act}"`);
      }
      for (const name of ['areas', 'positions'] as const)
        await connection.collection(name).insertMany(kept[name]);
    });

    it('says to whoever assigns positions who assigns theirs', async () => {
      const said = 'Nadie se asigna su propio cargo';
      const own = await agents.quality.get(`/personas/${people.quality.id}`).expect(200);
      expect(textOf(own.text)).to.contain(said);
      const other = await agents.quality.get(`/personas/${people.leader.id}`).expect(200);
      expect(textOf(other.text)).not.to.contain(said);
    });

    it('G3h: the quality office designates the management representative by its act', async () => {
      const id = people.leader.positions[0]?.id ?? '';
      const path = `/cargos/${id}/representante`;
      await agents.admin.get(path).expect(403);
      expect((await submit(agents.quality, path, { act: '', since: '2026-02-30' })).status).to.equal(422);
      expect(
        (await submit(agents.quality, path, { act: 'Resolución 45', since: '2026-02-03' })).status,
      ).to.equal(303);
      expect((await representative())?.id).to.equal(id);
      const page = textOf((await agents.certifier.get('/cargos')).text);
      expect(page).to.contain('Representa a la dirección: Líder de calidad educativa');
      expect(textOf((await agents.certifier.get(`/cargos/${id}`)).text))
        .to.contain('Resolución 45')
        .and.contain('03/02/2026');
    });

    it('gives an acting post with its act and dates, shows it among the acting posts, and ends it', async () => {
      const person = people.leader2;
      const position = people.committee.positions[0]?.id ?? '';
      const path = `/personas/${person.id}/cargos`;
      const post = { position, kind: 'acting', from: '2026-01-01', until: '', act: '', act_date: '' };
      const wrong = await submit(agents.quality, `${path}/nuevo`, post, path);
      expect(wrong.status).to.equal(422);
      expect(textOf(wrong.text)).to.contain('Revise estos 3 datos');
      expect(formOf(wrong.text, path).fields).to.include({ position, kind: 'acting', from: '2026-01-01' });
      const whole = { ...post, until: '2099-12-31', act: 'Resolución 88', act_date: '2025-12-20' };
      expect((await submit(agents.quality, `${path}/nuevo`, whole, path)).status).to.equal(303);
      expect(textOf((await agents.certifier.get('/encargos')).text))
        .to.contain(person.name)
        .and.contain('Resolución 88 del 20/12/2025');

      const holding = (await heldBy(person.id)).find((one) => one.acting);
      const end = `/asignaciones/${holding?.id}/fin`;
      await agents.leader2.get(end).expect(403);
      expect((await submit(agents.quality, end, { until: '2025-01-01', reason: 'x' })).status).to.equal(422);
      expect(
        (await submit(agents.quality, end, { until: '2026-06-30', reason: 'Regresa la titular' })).status,
      ).to.equal(303);
      expect((await heldBy(person.id)).find((one) => one.acting)).to.include({
        until: '2026-06-30',
        endReason: 'Regresa la titular',
      });
    });

    it('nobody gives themselves a position', async () => {
      const post = { position: people.committee.positions[0]?.id ?? '', kind: 'own', from: '2026-01-01' };
      expect(await force(agents.quality, `/personas/${people.quality.id}/cargos`, post)).to.equal(403);
      await agents.quality.get(`/personas/${people.quality.id}/cargos/nuevo`).expect(403);
    });
  });

  it('the certifying body reads and changes nothing', async () => {
    const { reader } = people;
    const position = reader.positions[0]?.id ?? '';
    const doors: [path: string, fields: Fields][] = [
      ['/personas', { name: 'x', email: 'x@valle-alto.example', roles: 'reader' }],
      [`/personas/${reader.id}`, { name: 'x', email: reader.email }],
      [`/personas/${reader.id}/roles`, { roles: 'admin', reason: 'x' }],
      [`/personas/${reader.id}/retiro`, { reason: 'x' }],
      [`/personas/${reader.id}/enlace`, {}],
      [`/personas/${reader.id}/cargos`, { position, kind: 'own', from: '2026-01-01' }],
      [`/cargos/${position}`, { name: 'x', area: reader.areas[0] ?? '' }],
      [`/cargos/${position}/representante`, { act: 'x', since: '2026-01-01' }],
    ];
    for (const [path, fields] of doors)
      expect(await force(agents.certifier, path, fields), path).to.equal(403);
    const page = await agents.certifier.get(`/personas/${reader.id}`).expect(200);
    expect(page.text).to.not.match(/<a class="btn/);
  });

  it('a visitor is sent to the entrance, whatever the page', async () => {
    const agent = await visitor();
    for (const path of ['/personas', '/cargos', `/personas/${people.reader.id}`, '/mi-cuenta']) {
      const answer = await agent.get(path);
      expect([answer.status, answer.headers.location], path).to.deep.equal([
        303,
        `/ingreso?volver=${encodeURIComponent(path)}`,
      ]);
    }
    const page = await agent.get('/ingreso');
    const stranger = {
      _csrf: valueOf(page.text, '_csrf'),
      current: PASSWORD,
      password: 'otra frase larga',
      again: 'otra frase larga',
    };
    const answer = await send(agent, '/mi-cuenta/contrasena', stranger);
    expect([answer.status, answer.headers.location]).to.deep.equal([303, '/ingreso']);
  });
});
