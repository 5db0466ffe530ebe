// The process map as people use it: drawn by the quality office, read by everyone.
import { expect } from 'chai';
import { linksOf, link } from '../../server/platform/links/links.ts';
import { act } from '../../server/platform/audit/act.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { positionOptions } from '../../server/people/index.ts';
import {
  processByCode,
  processesByIds,
  processOptions,
  registerProcessPanel,
  seedProcesses,
} from '../../server/processes/index.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { agentFor, testApp } from '../support/app.ts';
import { submit, textOf } from '../support/pages.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';

describe('the process map', () => {
  let people: People;
  before(async () => {
    await testApp();
    people = await makePeople();
    const leader = (await positionOptions()).find((one) =>
      one.label.startsWith('Líder de calidad educativa'),
    );
    await seedProcesses(SETUP, { 'D02.03': leader?.value ?? '' });
  });

  it('O1: shows macroprocesses by kind, with their processes and subprocesses', async () => {
    const page = await (await agentFor(people.reader)).get('/procesos').expect(200);
    const text = textOf(page.text);
    for (const word of [
      'Estratégicos',
      'Misionales',
      'De apoyo',
      'De evaluación',
      'D02.03 Apoyar la gestión de los planes',
      'N02.01 Archivo de gestión',
    ])
      expect(text).to.contain(word);
    expect(page.text).not.to.contain('/procesos/nuevo');
  });

  it('O1: shows who leads a process, what it belongs to and what is linked with it', async () => {
    const process = await processByCode('D02.03');
    await act('tests.link', SETUP, () =>
      link({ kind: 'process', id: process.id }, 'applies_to', { kind: 'clause', id: 'T63' }),
    );
    const page = await (await agentFor(people.certifier)).get('/procesos/D02.03').expect(200);
    const text = textOf(page.text);
    expect(text).to.contain('Líder de calidad educativa');
    expect(text).to.contain('Beatriz Cuervo Lozano');
    expect(text).to.contain('D02 Mejoramiento de los establecimientos educativos');
    expect(text).to.contain('T63 · ');
    expect(await linksOf({ kind: 'clause', id: 'T63' })).to.have.length(1);
  });

  it('O1: the quality office adds a process below another and the trail says who', async () => {
    const agent = await agentFor(people.quality);
    const above = await processByCode('D02');
    const answer = await submit(agent, '/procesos/nuevo', {
      code: 'd02.07',
      name: 'Apoyar experiencias significativas',
      parent: above.id,
    });
    expect(answer.status).to.equal(303);
    expect(answer.headers.location).to.equal('/procesos/D02.07');
    const made = await processByCode('D02.07');
    expect(made).to.include({ level: 'subprocess', kind: 'mission', active: true });
    const entry = await entries().findOne({ subject: `process:${made.id}` });
    expect(entry).to.deep.include({ act: 'processes.create' });
    expect(entry?.actor).to.deep.include({ kind: 'person', name: 'Lucía Barrera Niño' });
  });

  it('keeps what was typed when the form is wrong', async () => {
    const agent = await agentFor(people.quality);
    const taken = await submit(agent, '/procesos/nuevo', {
      code: 'D02.03',
      name: 'Otro con el mismo código',
      kind: 'mission',
    });
    expect(taken.status).to.equal(422);
    expect(textOf(taken.text)).to.contain('El código D02.03 ya es de otro proceso');
    expect(taken.text).to.contain('value="Otro con el mismo código"');
    const kindless = await submit(agent, '/procesos/nuevo', { code: 'Z', name: 'Sin tipo' });
    expect(kindless.status).to.equal(422);
    expect(textOf(kindless.text)).to.contain('Diga de qué tipo es');
  });

  it('does not put a process out of use while its parts are in use', async () => {
    const agent = await agentFor(people.quality);
    const page = await submit(agent, '/procesos/D02/edicion', { active: '' });
    expect(page.status).to.equal(409);
    expect(textOf(page.text)).to.contain('partes en uso');
    await submit(agent, '/procesos/D02.05/edicion', { active: '' }).then((answer) =>
      expect(answer.status).to.equal(303),
    );
    expect((await processByCode('D02.05')).active).to.equal(false);
    expect((await processOptions()).some((one) => one.label.startsWith('D02.05'))).to.equal(false);
  });

  it('refuses to move a process to another level', async () => {
    const agent = await agentFor(people.quality);
    const answer = await submit(agent, '/procesos/D01/edicion', { parent: '', kind: 'mission' });
    expect(answer.status).to.equal(409);
    expect((await processByCode('D01')).level).to.equal('process');
  });

  for (const name of ['certifier', 'auditor', 'leader', 'committee', 'school', 'reader', 'admin'] as const) {
    it(`lets ${name} read the map and change nothing`, async () => {
      const agent = await agentFor(people[name]);
      await agent.get('/procesos/D02').expect(200);
      await agent.get('/procesos/D02/edicion').expect(403);
      await agent.get('/procesos/nuevo').expect(403);
    });
  }

  it('a code that does not exist is not found', async () => {
    await (await agentFor(people.quality)).get('/procesos/X99').expect(404);
  });

  it('L1: is a kind that other records point at, by code, by words and by id', async () => {
    const process = await processByCode('D02.03');
    expect((await recordByCode('D02.03', people.reader))?.url).to.equal('/procesos/D02.03');
    expect(
      (await processesByIds([process.id, '000000000000000000000000'])).map((one) => one.code),
    ).to.deep.equal(['D02.03']);
  });

  it('shows the panels that other slices register', async () => {
    registerProcessPanel((process) =>
      Promise.resolve(
        process.code === 'F01.03'
          ? {
              title: 'requirements.title',
              lines: [{ href: '/requisitos/T63', label: 'Registrado desde arriba' }],
            }
          : null,
      ),
    );
    const agent = await agentFor(people.quality);
    expect(textOf((await agent.get('/procesos/F01.03')).text)).to.contain('Registrado desde arriba');
    expect(textOf((await agent.get('/procesos/F01')).text)).not.to.contain('Registrado desde arriba');
  });
});
