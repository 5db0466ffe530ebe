// The pages of records as people use them: declaring by the form, searching inside files, what is masked, what a reading leaves behind.
import { expect } from 'chai';
import { historyOf } from '../../server/platform/audit/history.ts';
import { act } from '../../server/platform/audit/act.ts';
import { openFile } from '../../server/records/filing.ts';
import { RecordModel } from '../../server/records/record.ts';
import { Series } from '../../server/records/series.ts';
import { Table } from '../../server/records/table.ts';
import { toXlsx } from '../../server/platform/tables/index.ts';
import { agentFor } from '../support/app.ts';
import { formOf, submit, textOf, valueOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';
import { aRecord, makeArchive, recordOf, SERIES, stored } from './cast.ts';

describe('pages of records', () => {
  let people: People;
  /** A record of a reserved series that only committee and quality see. */
  let reserved: string;

  before(async function () {
    this.timeout(30_000);
    people = await makeArchive();
    await act('records.save_series', SETUP, async () => {
      const series = await Series.findOne({ code: '140.15' });
      series?.set({ reserved: true, access: { everyone: false, roles: ['committee'], areas: [] } });
      await series?.save();
    });
    reserved = await aRecord(people.quality, { series: '140.15', title: 'Queja reservada' });
  });

  const fields = {
    title: 'Informe de la visita a El Mirador',
    series: SERIES,
    happened: '2026-02-03',
    author: 'Profesional',
    responsible: 'Directora',
    conforms: 'conforming',
  };

  /** Sends the form of a new record with a file, as a browser does. */
  async function send(changes: Record<string, string>, file: [string, string] | null) {
    const agent = await agentFor(people.leader);
    const form = formOf((await agent.get('/registros/nuevo')).text, '/registros');
    const request = agent.post('/registros').field('_csrf', String(form.fields._csrf)).field('_once', String(form.fields._once)); // prettier-ignore
    for (const [name, value] of Object.entries({ ...fields, ...changes })) request.field(name, value);
    return file ? request.attach('files', Buffer.from(file[1]), file[0]) : request;
  }

  it('G2b: a person declares a record from a file, and the search finds it by the words inside', async () => {
    const answer = await send({}, ['informe.txt', 'Se observó humedad en la biblioteca']);
    expect(answer.status).to.equal(303);
    const agent = await agentFor(people.leader);
    const page = textOf((await agent.get(answer.headers.location ?? '')).text);
    expect(page)
      .to.include('Informe de la visita a El Mirador')
      .and.include('informe.txt')
      .and.include('Conforme');
    const found = textOf((await agent.get('/registros?q=bibliotecas')).text);
    expect(found).to.include('El Mirador');
    expect(textOf((await agent.get('/registros?q=inexistente')).text)).to.include('Ningún registro coincide');
  });

  it('G2d: without the authority the form comes back with what was typed and its file still attached', async () => {
    const answer = await send({ conforms: 'nonconforming' }, ['acta.txt', 'No se hizo la visita']);
    expect(answer.status).to.equal(422);
    expect(textOf(answer.text)).to.include('Diga qué autoridad responde por el control');
    expect(answer.text).to.include('value="Informe de la visita a El Mirador"');
    const form = formOf(answer.text, '/registros');
    expect(form.fields.files_attached).to.match(/\S{20,}/);
    const agent = await agentFor(people.leader);
    const again = agent.post('/registros').type('form').send({ ...form.fields, authority: 'Directora de calidad' } as never); // prettier-ignore
    const done = await again;
    expect(done.status).to.equal(303);
    const record = await recordOf((done.headers.location ?? '').split('/').at(-1) ?? '');
    expect(record).to.include({ conforms: 'nonconforming', authority: 'Directora de calidad' });
    expect(record.files[0]?.name).to.equal('acta.txt');
  });

  it('G2c: what the record proves is named by codes; one that nobody bears is told', async () => {
    const answer = await send({ evidences: 'G2c, NADIE-1' }, ['a.txt', 'Texto']);
    expect(answer.status).to.equal(422);
    expect(textOf(answer.text)).to.match(/Nada tiene el código (NADIE-1|G2c)/);
  });

  it('G2a: the list filters by series, expediente, dates and what it shows of the service', async () => {
    const agent = await agentFor(people.leader);
    const file = await openFile({ title: 'Zona sur', series: SERIES, responsible: 'Calidad' }, people.leader);
    const code = await aRecord(people.leader, {
      title: 'Visita de marzo',
      happened: '2025-03-10',
      conforms: 'not_applicable',
    });
    await submit(agent, `/expedientes/${file}`, { record: code.toLowerCase() });
    for (const query of [
      `expediente=${file}`,
      'desde=2025-03-01&hasta=2025-03-31',
      `serie=${SERIES}&conforme=not_applicable`,
      'serie=140.10&conforme=not_applicable',
    ])
      expect(textOf((await agent.get(`/registros?${query}`)).text), query)
        .to.include('Visita de marzo')
        .and.not.include('El Mirador');
    expect((await agent.get('/registros?conforme=quizas')).status).to.equal(400);
    expect(textOf((await agent.get(`/expedientes/${file}`)).text)).to.include(code);
    const xlsx = await agent.get('/registros.xlsx?desde=2025-03-01&hasta=2025-03-31');
    expect(xlsx.headers['content-type']).to.match(/spreadsheetml/);
  });

  it('G2b: a file goes out as it was declared, and a picture of a page may be seen in the browser', async () => {
    const agent = await agentFor(people.leader);
    const code = await aRecord(people.leader, { files: [await stored('El texto exacto', 'nota.txt')] });
    const [file] = (await recordOf(code)).files;
    const answer = await agent.get(`/registros/${code}/archivos/${file?.sha256}`);
    expect(answer.text).to.equal('El texto exacto');
    expect(answer.headers['content-disposition']).to.match(/^attachment/);
    expect(
      (await agent.get(`/registros/${code}/archivos/${file?.sha256}?ver=si`)).headers['content-disposition'],
    ).to.match(/^attachment/);
    expect((await agent.get(`/registros/${code}/archivos/${'0'.repeat(64)}`)).status).to.equal(404);
  });

  it('G2a: who may not see a series finds none of its records: not in the list, by code, by words, in the export or in a kind', async () => {
    for (const who of ['leader', 'reader', 'auditor'] as const) {
      const agent = await agentFor(people[who]);
      expect((await agent.get(`/registros/${reserved}`)).status, who).to.equal(404);
      expect(textOf((await agent.get('/registros')).text), who).not.to.include('Queja reservada');
      expect(textOf((await agent.get('/registros?q=reservada')).text), who).not.to.include(reserved);
      expect((await agent.get(`/buscar?q=${reserved}`)).headers.location ?? '', who).not.to.include(reserved);
    }
    const committee = await agentFor(people.committee);
    expect(textOf((await committee.get('/registros')).text)).to.include('Queja reservada');
  });

  it('G2a: each reading of a reserved record and of its file leaves an entry in its trail; of another record, none', async () => {
    const record = await recordOf(reserved);
    const subject = `record:${String(record._id)}`;
    const before = (await historyOf(subject)).length;
    const agent = await agentFor(people.committee);
    expect((await agent.get(`/registros/${reserved}`)).status).to.equal(200);
    expect((await agent.get(`/registros/${reserved}/archivos/${record.files[0]?.sha256}`)).status).to.equal(
      200,
    );
    const entries = await historyOf(subject);
    expect(entries.slice(0, entries.length - before).map((one) => one.act)).to.deep.equal([
      'records.read',
      'records.read',
    ]);
    expect(entries[0]?.actor).to.include({ id: people.committee.id });
    expect(textOf((await agent.get(`/registros/${reserved}`)).text)).to.include(
      'cada consulta queda en su historial',
    );
    const open = await aRecord(people.leader);
    const other = `record:${String((await recordOf(open))._id)}`;
    const acts = (await historyOf(other)).length;
    await agent.get(`/registros/${open}`);
    expect(await historyOf(other)).to.have.length(acts);
  });

  it('G2a: readers and certifiers get personal data masked everywhere, and its files not at all', async () => {
    const code = await aRecord(people.leader, {
      title: 'Atención a Zutano Pérez',
      author: 'Zutano Pérez',
      personal: true,
      files: [await stored('Zutano vive en la vereda', 'zutano.txt')],
    });
    const [file] = (await recordOf(code)).files;
    const reader = await agentFor(people.reader);
    const pages = [
      `/registros/${code}`,
      '/registros',
      '/registros?q=vereda',
      '/registros?q=zutano',
      '/registros.csv',
      `/buscar?q=zutano`,
    ];
    for (const path of pages) {
      const answer = await reader.get(path).redirects(1);
      expect(textOf(answer.text).replaceAll(/q=\S+/g, ''), path).not.to.match(/Zutano Pérez|zutano\.txt/);
    }
    expect((await reader.get(`/registros/${code}/archivos/${file?.sha256}`)).status).to.equal(403);
    for (const word of ['vereda', 'zutano'])
      expect(textOf((await reader.get(`/registros?q=${word}`)).text), word).not.to.include(code);
    const leader = await agentFor(people.leader);
    expect(textOf((await leader.get(`/registros/${code}`)).text))
      .to.include('Zutano Pérez')
      .and.include('zutano.txt');
    expect(textOf((await leader.get('/registros?q=vereda')).text)).to.include(code);
  });

  it('S6: a list with bad rows is reported row by row and imports nothing; a good one is tried first, then taken', async function () {
    this.timeout(20_000);
    const agent = await agentFor(people.quality);
    const headers = [
      'Código',
      'Serie o subserie',
      'Archivo de gestión (años)',
      'Archivo central (años)',
      'Disposición final',
    ];
    const columns = headers.map((header, index) => ({ header, value: (row: string[]) => row[index] ?? '' }));
    const sendList = async (rows: string[][], paso: string) => {
      const csrf = valueOf((await agent.get('/trd/importacion')).text, '_csrf');
      return agent
        .post('/trd/importacion')
        .field('_csrf', csrf)
        .field('paso', paso)
        .attach('file', await toXlsx(columns, rows), 'tabla.xlsx');
    };
    const bad = await sendList(
      [
        ['170.1', 'Buena', '1', '1', 'E'],
        ['170.2', 'Mala', '-4', '1', 'E'],
      ],
      'importar',
    );
    expect(bad.status).to.equal(422);
    expect(textOf(bad.text)).to.include('Fila 3').and.include('No entró ninguna fila').and.include('170.2');
    expect(await Table.countDocuments({ state: 'draft' })).to.equal(0);
    const tried = await sendList([['170.1', 'Buena', '1', '1', 'E']], 'ensayo');
    expect(tried.status).to.equal(200);
    expect(await Table.countDocuments({ state: 'draft' })).to.equal(0);
    const { fields: ready } = formOf(tried.text, '/trd/importacion');
    const taken = await agent
      .post('/trd/importacion')
      .type('form')
      .send({ ...ready, paso: 'importar' } as never);
    expect(taken.status).to.equal(303);
    expect(textOf((await agent.get(taken.headers.location ?? '')).text)).to.include('170.1');
  });

  it('S6: everybody reads the table; what is pending is said; a series tells what its procedure states', async () => {
    const agent = await agentFor(people.reader);
    expect(textOf((await agent.get('/trd')).text))
      .to.include('Pendiente')
      .and.include('140.25.01');
    const page = textOf((await agent.get('/trd/series/140.25.01')).text);
    expect(page).to.include('D02.03').and.include('administración central');
    expect((await agent.get('/trd/series/nueva')).status).to.equal(403);
  });

  it('G2b: a page of the list reads an index, not the whole register', async () => {
    for (const filter of [
      { series: SERIES },
      { terms: { $all: ['inform'] } },
      { conforms: 'conforming' },
      { happened: { $gte: '2026-01-01' } },
    ])
      expect(
        JSON.stringify(
          await RecordModel.find(filter as never)
            .sort({ code: -1 })
            .explain('queryPlanner'),
        ),
        JSON.stringify(filter),
      )
        .to.include('IXSCAN')
        .and.not.include('COLLSCAN');
  });
});
