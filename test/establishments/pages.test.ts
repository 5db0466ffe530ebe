// Schools as people use them: registered by the quality office, listed for everyone, whole for their own rector.
import { expect } from 'chai';
import { EXAMPLE_SCHOOLS, findSchool } from '../../server/establishments/index.ts';
import { Establishment } from '../../server/establishments/establishment.ts';
import { editEstablishment } from '../../server/establishments/editing.ts';
import { seed } from '../../server/establishments/seed.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { readSheet, toXlsx } from '../../server/platform/tables/index.ts';
import { agentFor, testApp, type Agent } from '../support/app.ts';
import { formOf, send, submit, textOf, valueOf } from '../support/pages.ts';
import { makePeople, SETUP, type People } from '../support/people.ts';

const MIRADOR = '176999000011';
const OTHER = '176999000045';

describe('establishments', () => {
  let people: People;
  let quality: Agent;
  before(async () => {
    await testApp();
    people = await makePeople();
    await seed();
    quality = await agentFor(people.quality);
  });

  it('T63: lists schools by name with filters, and sites when asked', async () => {
    const agent = await agentFor(people.reader);
    const all = textOf((await agent.get('/establecimientos').expect(200)).text);
    expect(all).to.contain('Institución Educativa El Mirador').and.not.to.contain('Sede Las Brisas');
    expect(textOf((await agent.get('/establecimientos?sedes=si')).text)).to.contain('Sede Las Brisas');
    const rural = textOf((await agent.get('/establecimientos?zona=rural&q=guadual')).text);
    expect(rural).to.contain('El Guadual').and.not.to.contain('El Mirador');
    const none = textOf((await agent.get('/establecimientos?q=inexistente')).text);
    expect(none).to.contain('Ningún establecimiento coincide');
  });

  it('T63: a school sees its own page whole, and of the others the list alone', async () => {
    const agent = await agentFor(people.school);
    const own = await agent.get(`/establecimientos/${MIRADOR}`).expect(200);
    expect(textOf(own.text)).to.contain('Joaquín Mesa Arango').and.contain('Sede Alto del Viento');
    await agent.get(`/establecimientos/${OTHER}`).expect(403);
    const list = await agent.get('/establecimientos').expect(200);
    expect(textOf(list.text)).to.contain('Su establecimiento');
    expect(list.text).not.to.contain(`href="/establecimientos/${OTHER}"`);
  });

  it('G8: its code opens it, with the prefix or the bare DANE code', async () => {
    for (const typed of [`EE-${MIRADOR}`, `ee-${MIRADOR}`.toUpperCase(), MIRADOR])
      expect((await recordByCode(typed, people.quality))?.url).to.equal(`/establecimientos/${MIRADOR}`);
    expect((await quality.get(`/buscar?q=ee-${MIRADOR}`)).headers.location).to.equal(
      `/establecimientos/${MIRADOR}`,
    );
  });

  it('registers a school, says who in the trail, and keeps what was typed when it is wrong', async () => {
    const fields = {
      dane: '376999000200',
      name: 'Colegio La Colina',
      sector: 'private',
      zone: 'urban',
      regime: 'supervised',
      levels: ['primary', 'upper'],
    };
    const wrong = await submit(quality, '/establecimientos/nuevo', { ...fields, dane: '12' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('12 dígitos').and.contain('value="Colegio La Colina"');
    const taken = await submit(quality, '/establecimientos/nuevo', { ...fields, dane: MIRADOR });
    expect(taken.status).to.equal(422);
    const done = await submit(quality, '/establecimientos/nuevo', fields);
    expect(done.headers.location).to.equal('/establecimientos/376999000200');
    const made = await findSchool('376999000200');
    expect(made).to.deep.include({ regime: 'supervised', levels: ['primary', 'upper'], active: true });
    const entry = await entries().findOne({ subject: `establishment:${made?.id}` });
    expect(entry?.actor).to.deep.include({ name: 'Lucía Barrera Niño' });
  });

  it('an official school has no regime, and a site belongs to a school and not to a site', async () => {
    const official = { name: 'X', sector: 'official', zone: 'urban' } as const;
    const regime = await submit(quality, `/establecimientos/${OTHER}/edicion`, {
      ...official,
      regime: 'controlled',
    });
    expect(regime.status).to.equal(422);
    const below = await submit(quality, `/establecimientos/${OTHER}/edicion`, {
      ...official,
      main: '176999000029',
    });
    expect(textOf(below.text)).to.contain('no una sede');
    const withSites = await submit(quality, `/establecimientos/${MIRADOR}/edicion`, {
      ...official,
      main: OTHER,
    });
    expect(textOf(withSites.text)).to.contain('tiene sedes');
  });

  it('notes one SABER result for each year', async () => {
    for (const category of ['C', 'B']) {
      const done = await submit(
        quality,
        `/establecimientos/${OTHER}`,
        { year: '2024', category, index: '0,7' },
        `/establecimientos/${OTHER}/saber`,
      );
      expect(done.status).to.equal(303);
    }
    const saber = (await findSchool(OTHER))?.saber.filter(({ year }) => year === 2024);
    expect(saber?.map(({ category, index }) => [category, index])).to.deep.equal([['B', 0.7]]);
    const wrong = await submit(
      quality,
      `/establecimientos/${OTHER}`,
      { year: '2024', category: 'B', index: '7' },
      `/establecimientos/${OTHER}/saber`,
    );
    expect(wrong.status).to.equal(422);
  });

  it('others than the quality office and leaders do not change schools', async () => {
    for (const person of [people.auditor, people.reader, people.school, people.committee])
      await (await agentFor(person)).get(`/establecimientos/${MIRADOR}/edicion`).expect(403);
  });

  describe('import', () => {
    const HEAD = [
      'Código DANE',
      'nombre',
      'Es sede de',
      'Sector',
      'Zona',
      'Régimen',
      'Niveles',
      'Año SABER',
      'Categoría SABER',
    ];
    const list = (rows: string[][]) =>
      toXlsx(
        HEAD.map((header, at) => ({ header, value: (row: string[]) => row[at] ?? '' })),
        rows,
      );
    const attempt = async (rows: string[][]) => {
      const page = await quality.get('/establecimientos/importacion').expect(200);
      return quality
        .post('/establecimientos/importacion')
        .field('_csrf', valueOf(page.text, '_csrf'))
        .attach('list', await list(rows), 'lista.xlsx');
    };
    const good = (count: number, from = 500): string[][] =>
      Array.from({ length: count }, (_, at) => [
        `1769990${String(from + at).padStart(5, '0')}`,
        `Escuela ${from + at}`,
        '',
        'Oficial',
        'rural',
        '',
        'Preescolar, Media',
        '2025',
        'C',
      ]);

    it('S3: names each of 3 bad rows of 200 and imports nothing', async () => {
      const rows = good(200);
      rows[10]![0] = '123';
      rows[50]![3] = 'Mixto';
      rows[150]![0] = rows[151]![0]!;
      const before = await Establishment.countDocuments();
      const page = await attempt(rows);
      expect(page.status).to.equal(200);
      const text = textOf(page.text);
      expect(text)
        .to.contain('No se importó nada')
        .and.contain('«123» no tiene 12 dígitos')
        .and.contain('«Mixto»');
      expect(text).to.contain('el mismo código está en la fila 153');
      expect(page.text).not.to.contain('/importacion/confirmacion');
      expect(await Establishment.countDocuments()).to.equal(before);
    });

    it('S3: shows row by row what would happen, then takes the list whole; a second time nothing changes', async () => {
      const rows = [
        ...good(3, 800),
        [
          '276999000099',
          'Sede nueva',
          `17699900${'0800'}`,
          'Oficial',
          'rural',
          '',
          'Básica primaria',
          '',
          '',
        ],
      ];
      rows.push([OTHER, 'Institución Educativa Simón Bolívar', '', 'Oficial', 'urbana', '', '', '', '']);
      const tried = await attempt(rows);
      expect(textOf(tried.text)).to.contain('Se crearán 4 y se actualizarán 1');
      expect(await findSchool('276999000099')).to.equal(null);
      const confirm = formOf(tried.text, '/establecimientos/importacion/confirmacion');
      const done = await send(quality, confirm.action, confirm.fields);
      expect(done.headers.location).to.equal('/establecimientos');
      const site = await findSchool('276999000099');
      expect(site?.main).to.equal((await findSchool('176999000800'))?.id);
      expect((await findSchool(OTHER))?.name).to.equal('Institución Educativa Simón Bolívar');
      expect((await findSchool(MIRADOR))?.rector).to.equal(people.school.id);
      expect(textOf((await attempt(rows)).text)).to.contain('no cambia nada');
    });

    it('S3: a list that went bad between the trial and the import is refused whole', async () => {
      const school = '176999000088';
      const rows = [
        ...good(1, 900),
        ['176999000903', 'Sede nueva', school, 'Oficial', 'rural', '', '', '', ''],
      ];
      const { action, fields } = formOf(
        (await attempt(rows)).text,
        '/establecimientos/importacion/confirmacion',
      );
      const facts = { name: 'Técnica', sector: 'official', zone: 'urban' } as const;
      await editEstablishment(school, { ...facts, main: MIRADOR }, SETUP);
      expect((await send(quality, action, fields)).status).to.equal(409);
      expect(await findSchool(rows[0]![0]!)).to.equal(null);
    });

    it('S3: what is exported can be imported and changes nothing', async () => {
      const answer = await quality
        .get('/establecimientos.xlsx?sedes=si')
        .buffer()
        .parse((res, done) => {
          const parts: Buffer[] = [];
          res
            .on('data', (part: Buffer) => parts.push(part))
            .on('end', () => done(null, Buffer.concat(parts)));
        });
      const bytes = answer.body as Buffer;
      expect((await readSheet(bytes)).rows.length).to.be.above(EXAMPLE_SCHOOLS.length);
      const page = await quality.get('/establecimientos/importacion');
      const tried = await quality
        .post('/establecimientos/importacion')
        .field('_csrf', valueOf(page.text, '_csrf'))
        .attach('list', bytes, 'lista.xlsx');
      expect(textOf(tried.text)).to.contain('no cambia nada');
    });

    it('asks for the list when none was sent, and says which columns are missing', async () => {
      const page = await quality.get('/establecimientos/importacion');
      const none = await quality
        .post('/establecimientos/importacion')
        .field('_csrf', valueOf(page.text, '_csrf'));
      expect(none.status).to.equal(422);
      const bytes = await toXlsx([{ header: 'Otra', value: () => 'x' }], [1]);
      const odd = await quality
        .post('/establecimientos/importacion')
        .field('_csrf', valueOf(page.text, '_csrf'))
        .attach('list', bytes, 'lista.xlsx');
      expect(textOf(odd.text)).to.contain('Código DANE: falta esta columna');
    });
  });
});
