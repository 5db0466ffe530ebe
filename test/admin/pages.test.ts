// The pages of administration: who reads them, what they show, what can be done there.
import { expect } from 'chai';
import { agentFor, visitor, testOrigin } from '../support/app.ts';
import { axe, overflow, screenshot } from '../support/browser.ts';
import { as } from '../support/journey.ts';
import { makePeople, type People, type PersonName } from '../support/people.ts';
import { formOf, send, submit, textOf } from '../support/pages.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { lastSeal, makeSeal } from '../../server/platform/audit/seals.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { lastRun, runNow } from '../../server/platform/integrity/runs.ts';
import { outbox } from '../../server/platform/mail/outbox.ts';
import { letterOf } from '../../server/platform/mail/message.ts';
import { runJob } from '../../server/platform/jobs/jobs.ts';
import { jobs } from '../../server/admin/jobs.ts';
import { closureDays, closures, readSettings } from '../../server/platform/settings/settings.ts';

describe('administration', () => {
  let people: People;
  beforeEach(async () => {
    people = await makePeople();
    await readSettings();
  });

  const PAGES: Record<string, PersonName[]> = {
    '/ajustes': ['admin'],
    '/sistema': ['admin'],
    '/sistema/correo': ['admin'],
    '/rastro': ['admin', 'quality'],
    '/rastro/exportar.csv': ['admin', 'quality'],
    '/integridad': ['admin', 'quality'],
  };
  for (const [path, readers] of Object.entries(PAGES)) {
    it(`${path} is read by ${readers.join(' and ')} alone`, async () => {
      for (const name of [
        'admin',
        'quality',
        'auditor',
        'certifier',
        'leader',
        'committee',
        'school',
        'reader',
      ] as const) {
        const { status } = await (await agentFor(people[name], { fresh: true })).get(path);
        expect(status, name).to.equal(readers.includes(name) ? 200 : 403);
      }
      expect((await (await visitor()).get(path)).headers.location).to.match(/^\/ingreso/);
    });
  }

  it('health says that all is well, to anybody, without a cookie', async () => {
    const answer = await (await visitor()).get('/salud');
    expect(answer.body).to.have.all.keys('status', 'database', 'version');
    expect(answer.headers['set-cookie']).to.equal(undefined);
  });

  it('the entity is renamed, by an act with its entry', async () => {
    const agent = await agentFor(people.admin, { fresh: true });
    const answer = await submit(
      agent,
      '/ajustes',
      { entity: 'Secretaría de Valle Alto', kind: 'territorial' },
      '/ajustes/entidad',
    );
    expect(answer.status).to.equal(303);
    expect((await agent.get('/ajustes')).text).to.contain('Secretaría de Valle Alto');
    expect(
      await entries().countDocuments({ act: 'admin.change_entity', 'actor.id': people.admin.id }),
    ).to.equal(1);
    const empty = await submit(agent, '/ajustes', { entity: ' ', kind: 'territorial' }, '/ajustes/entidad');
    expect([empty.status, textOf(empty.text).includes('Escriba el nombre de la entidad')]).to.deep.equal([
      422,
      true,
    ]);
  });

  it('G13: days of closure are added with their administrative act, once each, and taken away', async () => {
    const agent = await agentFor(people.admin, { fresh: true });
    const add = (day: string, by = 'Resolución 0412 de 2026') =>
      submit(agent, '/ajustes', { day, by }, '/ajustes/cierres');
    expect((await add('2026-12-24')).status).to.equal(303);
    expect([...closureDays()]).to.deep.equal(['2026-12-24']);
    expect(textOf((await add('2026-12-24')).text)).to.contain('ya está en la lista');
    expect(textOf((await add('2026-12-25')).text)).to.contain('ya es festivo');
    expect(textOf((await add('2026-12-26')).text)).to.contain('sábado o domingo');
    expect((await add('2026-12-31', '')).status).to.equal(422);
    expect((await submit(agent, '/ajustes', {}, '/ajustes/cierres/retiro')).status).to.equal(303);
    expect(closures.get()).to.deep.equal([]);
    expect(await entries().countDocuments({ subject: 'setting:closures' })).to.equal(2);
  });

  it('the trail is searched by person, act, dates and record, and shows no personal value', async () => {
    const agent = await agentFor(people.quality, { fresh: true });
    const all = await agent.get('/rastro');
    expect(textOf(all.text)).to.contain('people.create_user');
    const none = await agent.get('/rastro?desde=2020-01-01&hasta=2020-01-02');
    expect(textOf(none.text)).to.contain('Nada coincide');
    const [entry] = await entries().find({ act: 'people.create_user' }).toArray();
    const one = await agent.get(`/rastro?sujeto=${encodeURIComponent(entry?.subject ?? '')}`);
    const subjects = [...one.text.matchAll(/href="\/rastro\?sujeto&#x3D;([^"]+)"/g)].map((match) =>
      decodeURIComponent(match[1] ?? ''),
    );
    expect(new Set(subjects)).to.deep.equal(new Set([entry?.subject]));
    expect(textOf((await agent.get('/rastro?persona=system')).text)).to.contain('Nada coincide');
    expect((await agent.get('/rastro?persona[$ne]=x')).status).to.equal(400);
    expect((await agent.get('/rastro?acto=a&acto=b')).status).to.equal(400);
  });

  it('row 58: the trail as CSV, oldest first, formulas disarmed', async () => {
    await submit(
      await agentFor(people.admin, { fresh: true }),
      '/ajustes',
      { entity: '=CMD()', kind: 'ministry' },
      '/ajustes/entidad',
    );
    const answer = await (
      await agentFor(people.quality, { fresh: true })
    ).get('/rastro/exportar.csv?acto=admin.change_entity');
    expect(answer.headers['content-disposition']).to.match(/^attachment; filename="rastro-/);
    const lines = answer.text.trim().split('\r\n');
    expect(lines[0]).to.contain('Cuándo;Quién;Cargo;Acto');
    expect(lines[1]).to.contain('admin.change_entity');
    expect(answer.text).not.to.match(/(^|;)"?=/m);
  });

  it('nobody can change or purge the trail: no route writes to it', async () => {
    const agent = await agentFor(people.admin, { fresh: true });
    const page = await agent.get('/rastro');
    expect(
      [...page.text.matchAll(/method="post" action="([^"]+)"/g)].map((match) => match[1]).sort(),
    ).to.satisfy((actions: string[]) => actions.every((action) => ['/salir', '/idioma'].includes(action)));
    const { fields } = formOf(page.text, '/salir');
    expect((await send(agent, '/rastro', fields)).status).to.equal(404);
  });

  it('G2b: a check is started, runs in the background, and its result and seals are shown', async () => {
    const agent = await agentFor(people.quality, { fresh: true });
    expect(textOf((await agent.get('/integridad')).text)).to.contain('Aún no se ha revisado');
    expect((await submit(agent, '/integridad', {}, '/integridad/sello')).status).to.equal(303);
    expect((await submit(agent, '/integridad', {}, '/integridad/revision')).status).to.equal(303);
    for (let tries = 0; !(await lastRun()) && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const text = textOf((await agent.get('/integridad')).text);
    const seal = await lastSeal();
    expect(text).to.contain('Sin fallas');
    expect(text).to.contain(`${seal?._id}:${seal?.hash}`);
    expect(text).to.contain(people.quality.name);
  });

  it('G2b: faults are named on the page and wait for whoever reads it', async () => {
    const [entry] = await entries().find().toArray();
    await entries().updateOne({ _id: entry?._id }, { $set: { reason: 'inventada' } });
    await runNow('system');
    const agent = await agentFor(people.admin, { fresh: true });
    const text = textOf((await agent.get('/integridad')).text);
    expect(text).to.contain('1 falla');
    expect(text).to.contain(`${entry?.subject} el asiento 1 fue cambiado`);
  });

  it('the system page tells version, database, scanner and jobs with their last run', async () => {
    for (const job of jobs) await runJob(job);
    await nativeCollection<{ _id: string }>('job_leases').updateOne(
      { _id: 'admin.seal' },
      { $set: { failure: 'sin espacio' } },
    );
    const text = textOf((await (await agentFor(people.admin, { fresh: true })).get('/sistema')).text);
    expect(text).to.contain('Sin antivirus');
    expect(text).to.match(/admin\.seal sin espacio .* Falló/);
    expect(text).to.match(/admin\.sweep_files .* Hecha/);
    for (let tries = 0; !(await lastRun()) && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('mail that could not go out is shown until it was handed over', async () => {
    await outbox.keep(
      letterOf({
        to: 'rector@valle-alto.example',
        subject: 'Su queja 2026-1',
        text: 'Recibimos <b>su queja</b>.',
      }),
      'connect ECONNREFUSED',
    );
    const agent = await agentFor(people.admin, { fresh: true });
    const page = await agent.get('/sistema/correo');
    expect(textOf(page.text)).to.contain('Su queja 2026-1');
    expect(textOf(page.text)).to.contain('connect ECONNREFUSED');
    expect(page.text).not.to.contain('<b>su queja');
    expect((await submit(agent, '/sistema/correo', {}, '/sistema/correo/entrega')).status).to.equal(303);
    expect(textOf((await agent.get('/sistema/correo')).text)).to.contain('No hay correo por entregar');
  });

  it('speaks English as completely', async () => {
    await makeSeal('request');
    await runNow('system');
    const agent = await visitor();
    await submit(agent, '/ingreso', { email: people.admin.email, password: people.admin.password });
    for (const path of ['/ajustes', '/rastro', '/integridad', '/sistema', '/sistema/correo']) {
      const page = await agent.get(path).set('Accept-Language', 'en');
      expect([page.status, page.text.includes('lang="en"')], path).to.deep.equal([200, true]);
    }
  });

  it('looks right on a desk and on a phone, without accessibility faults', async () => {
    await submit(
      await agentFor(people.admin, { fresh: true }),
      '/ajustes',
      { day: '2026-12-24', by: 'Resolución 0412 de 2026' },
      '/ajustes/cierres',
    );
    await outbox.keep(
      letterOf({ to: 'rector@valle-alto.example', subject: 'Su queja 2026-1', text: 'Recibimos su queja.' }),
    );
    for (const job of jobs) await runJob(job);
    await entries().updateOne({ seq: 1 }, { $set: { reason: 'inventada' } });
    await runNow(people.quality.name);
    const origin = await testOrigin();
    for (const width of [1360, 390])
      await as(people.admin, async (page) => {
        for (const name of ['ajustes', 'rastro', 'integridad', 'sistema', 'sistema/correo']) {
          await page.goto(`${origin}/${name}`);
          if (name === 'rastro') await page.click('details summary');
          await screenshot(page, `admin-${name.replace('/', '-')}-${width}`);
          expect(await axe(page), name).to.deep.equal([]);
          expect(await overflow(page), name).to.equal(0);
        }
      }, { width }); // prettier-ignore
  }).timeout(90_000);

  it('a filter that is chosen counts for what is downloaded, with scripts as without', async () => {
    await as(people.admin, async (page) => {
      await page.goto(`${await testOrigin()}/rastro`);
      await page.selectOption('[name=persona]', people.admin.id);
      await page.waitForURL(/persona=/);
      const download = page.locator('main a[href^="/rastro/exportar.csv"]');
      expect(await download.getAttribute('href')).to.contain(`persona=${people.admin.id}`);
      // The list that came in its place refreshes as well.
      await page.selectOption('[name=persona]', '');
      await page.waitForURL((url) => !url.search.includes('persona='));
      expect(await download.getAttribute('href')).not.to.contain('persona=');
    });
  });
});
