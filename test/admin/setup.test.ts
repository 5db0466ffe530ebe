// Set-up of an empty copy: nothing else is served, the one-time code opens it, and it happens once.
import { expect } from 'chai';
import { beginSetup, setUpUnattended } from '../../server/admin/index.ts';
import { readConfig } from '../../server/config.ts';
import { createUser, peopleWithRole } from '../../server/people/index.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { entity, readSettings } from '../../server/platform/settings/settings.ts';
import { codesToLoad } from '../../server/platform/settings/procedures.ts';
import { visitor } from '../support/app.ts';
import { axe, overflow, screenshot, withPage } from '../support/browser.ts';
import { testOrigin } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { SETUP } from '../support/people.ts';
import { formOf, send, submit, textOf } from '../support/pages.ts';

const answers = (code: string) => ({
  code,
  entity: 'Secretaría de Educación de Valle Alto',
  kind: 'territorial',
  name: 'Gloria Ibáñez Cano',
  email: 'Gloria@valle-alto.example',
  password: 'mango verde con sal',
  again: 'mango verde con sal',
});

describe('set-up', () => {
  let code = '';
  beforeEach(async () => {
    await emptyDatabase();
    await readSettings();
    code = (await beginSetup()) ?? '';
  });
  after(async () => {
    // The gate opens again for the tests that follow.
    await setUpUnattended(
      readConfig({ ADMIN_EMAIL: 'fin@valle-alto.example', ADMIN_PASSWORD: 'una clave larga y rara' }),
    );
  });

  it('S3: an empty copy sends everything to set-up, but for health and assets', async () => {
    const agent = await visitor();
    for (const path of ['/', '/ingreso', '/rastro', '/documentos', '/quejas']) {
      const answer = await agent.get(path);
      expect([answer.status, answer.headers.location]).to.deep.equal([303, '/instalacion']);
    }
    expect((await agent.post('/ingreso')).headers.location).to.equal('/instalacion');
    expect((await agent.get('/salud')).body).to.include({ status: 'ok', database: 'ok' });
    expect((await agent.get('/instalacion')).status).to.equal(200);
  });

  it('G2a: records can be declared from the first day, and the start page says what comes first', async () => {
    const agent = await visitor();
    await submit(agent, '/instalacion', answers(code));
    const form = await agent.get('/registros/nuevo').expect(200);
    expect(form.text).to.contain('140.10.04');
    const steps = async (): Promise<string> => (await agent.get('/').expect(200)).text;
    expect(await steps())
      .to.contain('Primeros pasos')
      .and.to.contain('Dibuje el mapa de procesos');
    await seedProcesses(SETUP);
    expect(await steps())
      .to.contain('Primeros pasos')
      .and.not.to.contain('Dibuje el mapa de procesos');
    expect(await steps()).to.contain('Abra la cuenta de otra persona');
    await createUser({ name: 'Nubia Díaz', email: 'nubia@valle-alto.example', roles: ['committee'] }, SETUP);
    expect(await steps()).not.to.contain('Abra la cuenta de otra persona');
  });

  it('what is still to be registered is said where it would be chosen', async () => {
    const agent = await visitor();
    await submit(agent, '/instalacion', answers(code));
    const empty = await agent.get('/no-conformidades/nueva').expect(200);
    expect(empty.text).to.match(/id="f-responsible-n"[^>]*>Todavía no hay nada para elegir/);
    const filter = await agent.get('/no-conformidades').expect(200);
    expect(filter.text).not.to.contain('Todavía no hay nada para elegir');
  });

  it('S3: makes the entity and its first administrator, signs them in, and closes for ever', async () => {
    const agent = await visitor();
    const answer = await submit(agent, '/instalacion', answers(code.toLowerCase()));
    expect([answer.status, answer.headers.location]).to.deep.equal([303, '/']);
    expect(entity.get()).to.deep.equal({
      name: 'Secretaría de Educación de Valle Alto',
      kind: 'territorial',
    });
    expect((await peopleWithRole('admin')).map((person) => person.email)).to.deep.equal([
      'gloria@valle-alto.example',
    ]);
    expect((await agent.get('/sistema')).status).to.equal(200);
    expect((await agent.get('/instalacion')).status).to.equal(404);
    expect(await entries().countDocuments({ act: 'admin.set_up', 'actor.kind': 'setup' })).to.equal(1);
    expect(await beginSetup()).to.equal(null);
  });

  it('row 17: a wrong code sets nothing up and keeps what was typed, but the password', async () => {
    const answer = await submit(await visitor(), '/instalacion', answers('AAAAAAAAAA'));
    expect(answer.status).to.equal(422);
    expect(textOf(answer.text)).to.contain('Ese no es el código');
    const { fields } = formOf(answer.text);
    expect(fields).to.include({
      entity: 'Secretaría de Educación de Valle Alto',
      name: 'Gloria Ibáñez Cano',
      password: '',
    });
    expect(await peopleWithRole('admin')).to.deep.equal([]);
  });

  it('invites a second person, whose link it hands over because no mail is configured', async () => {
    const agent = await visitor();
    await submit(agent, '/instalacion', {
      ...answers(code),
      second_name: 'Clara Tobar',
      second_email: 'clara@valle-alto.example',
      second_role: 'committee',
    });
    const home = textOf((await agent.get('/')).text);
    expect(home).to.match(/Entregue a Clara Tobar este enlace.*\/\S+/);
    expect((await peopleWithRole('committee')).map((person) => person.name)).to.deep.equal(['Clara Tobar']);
  });

  it('S3: brings the chosen procedures in as drafts, and of model procedures the chosen one', async () => {
    const agent = await visitor();
    const page = await agent.get('/instalacion');
    expect(formOf(page.text).fields).to.include({ models: 'GED-EDU-PR-S1-05' });
    await submit(agent, '/instalacion', {
      ...answers(code),
      procedures: ['GC-P01', 'NO-ES'],
      models: 'SE-GO-P03',
    });
    const list = textOf((await agent.get('/documentos')).text);
    for (const chosen of ['GC-P01', 'SE-GO-P03']) expect(list).to.contain(chosen);
    for (const other of ['GED-EDU-PR-S1-05', 'D02.03']) expect(list).not.to.contain(other);
  });

  it('refuses the same address twice, half a person, and a common password', async () => {
    const agent = await visitor();
    const said = async (more: Record<string, string>) =>
      textOf((await submit(agent, '/instalacion', { ...answers(code), ...more })).text);
    expect(await said({ second_name: 'Otra', second_email: 'gloria@valle-alto.example' })).to.contain(
      'el mismo correo',
    );
    expect(await said({ second_name: 'Otra' })).to.contain('correo');
    expect(await said({ password: 'contraseña123', again: 'contraseña123' })).to.contain('Revise');
    expect(await peopleWithRole('admin')).to.deep.equal([]);
  });

  it('happens once when it is sent many times at once', async () => {
    const agent = await visitor();
    const page = formOf((await agent.get('/instalacion')).text);
    const sent = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        send(agent, '/instalacion', {
          ...page.fields,
          ...answers(code),
          _once: '',
          email: `a${index}@valle-alto.example`,
        }),
      ),
    );
    expect(sent.filter((answer) => answer.headers.location === '/').length).to.equal(1);
    expect((await peopleWithRole('admin')).length).to.equal(1);
  });

  it('S3: is done unattended by ADMIN_EMAIL and ADMIN_PASSWORD, once', async () => {
    const config = readConfig({
      ADMIN_EMAIL: 'jefe@valle-alto.example',
      ADMIN_PASSWORD: 'una clave larga y rara',
    });
    await setUpUnattended(config);
    await setUpUnattended({ ...config, adminEmail: 'otro@valle-alto.example' });
    expect((await peopleWithRole('admin')).map((person) => person.email)).to.deep.equal([
      'jefe@valle-alto.example',
    ]);
  });

  it('unattended, refuses a password that everybody tries first', async () => {
    const config = readConfig({ ADMIN_EMAIL: 'jefe@valle-alto.example', ADMIN_PASSWORD: '12345678' });
    const error = await setUpUnattended(config).catch((thrown: Error) => thrown.message);
    expect(error).to.contain('ADMIN_PASSWORD');
  });

  it('looks right on a desk and on a phone', async () => {
    const origin = await testOrigin();
    for (const width of [1360, 390])
      await withPage(async (page) => {
        await page.goto(`${origin}/instalacion`);
        expect(await axe(page)).to.deep.equal([]);
        expect(await overflow(page)).to.equal(0);
        await screenshot(page, `admin-setup-${width}`);
      }, { width }); // prettier-ignore
  });
});

describe('the choice of procedures', () => {
  const offered = [
    { code: 'GC-P01', title: 'Uno', modelOf: null, entity: null },
    { code: 'PAM-1', title: 'Dos', modelOf: 'PAM', entity: 'Distrito' },
    { code: 'PAM-2', title: 'Tres', modelOf: 'PAM', entity: 'Departamento' },
  ];
  it('takes all, and of alternatives the first', () =>
    expect(codesToLoad(offered, 'all')).to.deep.equal(['GC-P01', 'PAM-1']));
  it('takes what was named', () => expect(codesToLoad(offered, ['PAM-2'])).to.deep.equal(['PAM-2']));
  it('takes nothing', () => expect(codesToLoad(offered, [])).to.deep.equal([]));
  it('refuses two models of one plan', () =>
    expect(() => codesToLoad(offered, ['PAM-1', 'PAM-2'])).to.throw('choose one'));
  it('refuses what is not offered', () =>
    expect(() => codesToLoad(offered, ['X'])).to.throw('no procedure X'));
});
