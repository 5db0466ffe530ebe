// Many documents at once: the dry run changes nothing, the import takes all or nothing, a second person signs the whole list (G1a, P14).
import { expect } from 'chai';
import { Batch, type BatchRecord } from '../../server/documents/batch.ts';
import { Document } from '../../server/documents/document.ts';
import { refuseAdoption } from '../../server/documents/adopting.ts';
import { confirmBatch, refuseBatch } from '../../server/documents/importing/confirming.ts';
import { importTrial } from '../../server/documents/importing/proposing.ts';
import { trials, type Trial } from '../../server/documents/importing/trial.ts';
import { beginTrial } from '../../server/documents/importing/trying.ts';
import { documentFaults } from '../../server/documents/proving.ts';
import { importFaults } from '../../server/documents/queries/importing.ts';
import { Version } from '../../server/documents/version.ts';
import { fileStore } from '../../server/platform/files/index.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { seedProcesses } from '../../server/processes/index.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { docx, encryptedPdf, honestPdf, zipOf, type ZipPart } from '../support/hostile-files/index.ts';
import { formOf, send as sendForm, submit, textOf } from '../support/pages.ts';
import { PASSWORD, SETUP, type People } from '../support/people.ts';
import { documentOf, makeOffice, versionOf } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const HEADER = 'Código;Título;Tipo;Proceso;Cargo responsable;Versión;En vigencia desde;Aprobó (cargo);Formato del procedimiento;Registro que se hace en él;Archivo'; // prettier-ignore
type Line = Partial<Record<'code' | 'title' | 'type' | 'process' | 'owner' | 'version' | 'date' | 'approved' | 'formOf' | 'record' | 'file', string>>; // prettier-ignore

describe('importing documents', function () {
  this.timeout(120_000);
  let people: People;

  beforeEach(async () => {
    people = await makeOffice();
    await seedProcesses(SETUP, {});
  });

  function line(number: number, changes: Line = {}): Line {
    const code = `AB-PR-${String(number).padStart(2, '0')}`;
    return { code, title: `Procedimiento ${number}`, type: 'Procedimiento', process: 'D02', owner: 'Líder de cobertura', version: '03', date: '29/09/2023', approved: 'Comité Directivo', formOf: '', record: '', file: `${code}.docx`, ...changes }; // prettier-ignore
  }

  function lines(count: number): Line[] {
    return Array.from({ length: count }, (_, index) => line(index + 1));
  }

  function csv(rows: Line[]): Buffer {
    const cells = ({
      code,
      title,
      type,
      process,
      owner,
      version,
      date,
      approved,
      formOf,
      record,
      file,
    }: Line) => [code, title, type, process, owner, version, date, approved, formOf, record, file].join(';');
    return Buffer.from([HEADER, ...rows.map(cells)].join('\r\n'));
  }

  function archive(rows: Line[], more: ZipPart[] = []): Buffer {
    const names = new Set(rows.map((row) => row.file ?? ''));
    return zipOf([...[...names].filter(Boolean).map((name) => ({ name, content: docx([`Texto de ${name}`]) })), ...more]); // prettier-ignore
  }

  /** Tries an import and waits until its dry run has ended. */
  async function tried(rows: Line[], zip = archive(rows), by = people.quality): Promise<Trial> {
    const [list, files] = [await fileStore().put(csv(rows)), await fileStore().put(zip)];
    const sent = (name: string, sha256: string) => ({ name, sha256 });
    const id = await beginTrial(sent('listado.csv', list.sha256), sent('archivos.zip', files.sha256), by);
    for (;;) {
      const trial = await trials().findOne({ _id: id });
      if (trial?.state === 'checked') return trial;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function imported(rows: Line[]): Promise<BatchRecord> {
    const { _id, problems } = await tried(rows);
    expect(problems).to.deep.equal([]);
    const batch = await Batch.findById(
      await importTrial(_id, 'Importado', people.quality),
    ).lean<BatchRecord>();
    if (!batch) throw new Error('There is no batch');
    return batch;
  }

  async function counts(): Promise<Record<string, number>> {
    const [documents, versions, acts] = [await Document.countDocuments(), await Version.countDocuments(), await entries().countDocuments({})]; // prettier-ignore
    return { documents, versions, acts };
  }

  const said = (trial: Trial): string[] =>
    trial.problems.map(({ row, column, key }) => `${row} ${column}: ${key.replace('documents.import.problem.', '')}`); // prettier-ignore

  it('P14: the dry run changes nothing, and shows what it found to nobody else', async () => {
    const before = await counts();
    const trial = await tried(lines(3));
    expect(trial.problems).to.deep.equal([]);
    expect(trial.done).to.equal(3);
    expect(await counts()).to.deep.equal(before);
    expect(await refusalOf(importTrial(trial._id, 'x', people.quality2))).to.equal('errors.not_found');
  });

  it('P14: three bad rows of twenty are all named, and nothing is imported', async () => {
    const rows = lines(20);
    rows[2] = line(3, { type: 'Circular', date: '31/02/2023' });
    rows[7] = line(8, { code: 'AB-PR-01', owner: 'Astronauta' });
    rows[11] = line(12, { file: 'no-viene.docx', approved: '' });
    const without = archive(rows.filter((row) => row.file !== 'no-viene.docx'));
    const trial = await tried(rows, without);
    expect(said(trial)).to.have.members([
      '4 type: unknown', '4 effective: date',
      '2 code: code_twice', '9 code: code_twice', '9 owner: unknown',
      '13 approved: empty', '13 file: file_missing',
    ]); // prettier-ignore
    const before = await counts();
    expect(await refusalOf(importTrial(trial._id, 'x', people.quality))).to.equal('documents.import.refusal.problems'); // prettier-ignore
    expect(await counts()).to.deep.equal(before);
  });

  it('G1c: files are named that the gate refuses, that two rows share, and that no row names', async () => {
    const rows = [line(1, { file: 'clave.pdf' }), line(2, { file: 'ana.docx' }), line(3, { file: 'ana.docx' }), line(4, { file: 'Señal ñ.PDF' })]; // prettier-ignore
    const zip = zipOf([
      { name: 'clave.pdf', content: encryptedPdf() },
      { name: 'carpeta/ana.docx', content: docx() },
      { name: 'señal ñ.pdf', content: Buffer.from(await honestPdf()) },
      { name: 'sobra.docx', content: docx() },
      { name: '__MACOSX/._ana.docx', content: 'x' },
    ]);
    const trial = await tried(rows, zip);
    expect(said(trial)).to.deep.equal([
      '2 file: files.encrypted',
      '3 file: file_twice',
      '4 file: file_twice',
    ]);
    expect(trial.notices.map((one) => one.params)).to.deep.equal([{ file: 'sobra.docx' }]);
  });

  it('P14: a code that is taken, also since the dry run, is told, and nothing of the list comes in', async () => {
    const trial = await tried(lines(4));
    await imported([line(3)]);
    expect(said(await tried(lines(4)))).to.deep.equal(['4 code: code_taken']);
    const before = await counts();
    expect(await refusalOf(importTrial(trial._id, 'x', people.quality))).to.equal('documents.import.refusal.changed'); // prettier-ignore
    expect(await counts()).to.deep.equal(before);
  });

  it('P14: a whole list becomes proposed adoptions in one act, formats with the procedure that comes with them', async () => {
    const format = line(9, { code: 'AB-FO-09', type: 'FO', formOf: 'AB-PR-02', record: 'Acta de reunión', file: 'acta.docx' }); // prettier-ignore
    const batch = await imported([format, ...lines(5)]);
    expect(batch.rows.map((row) => row.code)).to.deep.equal(['AB-FO-09', 'AB-PR-01', 'AB-PR-02', 'AB-PR-03', 'AB-PR-04', 'AB-PR-05']); // prettier-ignore
    const version = await versionOf('AB-PR-02');
    expect(version).to.include({ state: 'adopting', label: '03', effective: '2023-09-29' });
    expect(version.adopted).to.include({ batch: String(batch._id), note: 'Importado' });
    expect(version.content).to.include({ kind: 'file', text: 'Texto de AB-PR-02.docx\n\n' });
    const procedure = await documentOf('AB-PR-02');
    expect(procedure).to.include({
      typeName: 'Procedimiento',
      ownerName: 'Líder de cobertura',
      state: 'new',
    });
    expect((await documentOf('AB-FO-09')).formOf).to.deep.equal({ procedure: String(procedure._id), recordKind: 'Acta de reunión' }); // prettier-ignore
    const acts = await entries().find({ act: 'documents.import' }).toArray();
    expect(new Set(acts.map((one) => one.at.getTime())).size).to.equal(1);
    expect(await refusalOf(importTrial((await trials().findOne({ state: 'used' }))?._id ?? '', 'x', people.quality))).to.equal('documents.import.refusal.done'); // prettier-ignore
  });

  it('G1a: who proposed an import cannot confirm it; another person does, once, with one signature over its list', async () => {
    const batch = await imported(lines(4));
    const id = String(batch._id);
    const given = { sha256: batch.sha256, password: PASSWORD };
    expect(await refusalOf(confirmBatch(id, given, people.quality))).to.equal('documents.refusal.proposer_approves'); // prettier-ignore
    expect(await refusalOf(confirmBatch(id, { ...given, sha256: '0'.repeat(64) }, people.committee))).to.equal('documents.refusal.changed_since_shown'); // prettier-ignore
    await refuseAdoption('AB-PR-03', { reason: 'Está repetido' }, people.committee);
    await confirmBatch(id, given, people.committee);
    expect(await Document.find({ state: 'in_force' }).distinct('code')).to.have.members(['AB-PR-01', 'AB-PR-02', 'AB-PR-04']); // prettier-ignore
    expect((await versionOf('AB-PR-01')).adopted?.confirmed?.name).to.equal(people.committee.name);
    const after = await counts();
    expect(await refusalOf(confirmBatch(id, given, people.quality2))).to.equal('documents.import.refusal.decided'); // prettier-ignore
    expect(await counts()).to.deep.equal(after);
    expect(await Array.fromAsync(documentFaults())).to.deep.equal([]);
    expect(await Array.fromAsync(importFaults())).to.deep.equal([]);
  });

  it('P14: a refused import leaves its codes to be imported again', async () => {
    const batch = await imported(lines(2));
    await refuseBatch(String(batch._id), { reason: 'Las fechas no son' }, people.committee);
    const again = await imported(lines(2).map((one) => ({ ...one, date: '2024-01-15', type: 'GU' })));
    expect(again.rows).to.have.length(2);
    expect(await versionOf('AB-PR-01', 2)).to.include({ state: 'adopting', effective: '2024-01-15' });
    expect(await documentOf('AB-PR-01')).to.include({ typeName: 'Guía' });
    await confirmBatch(String(again._id), { sha256: again.sha256, password: PASSWORD }, people.committee);
    expect(await versionOf('AB-PR-01', 2)).to.include({ state: 'in_force' });
  });

  describe('on its pages', () => {
    const HOME = '/documentos/importaciones';
    let office: Agent;
    beforeEach(async () => {
      office = await agentFor(people.quality, { fresh: true });
    });

    async function send(list: Buffer, zip: Buffer, names = ['listado.csv', 'archivos.zip']) {
      const form = formOf((await office.get(HOME)).text, HOME);
      const request = office.post(HOME);
      for (const name of ['_csrf', '_once']) void request.field(name, String(form.fields[name]));
      return request.attach('list', list, names[0]).attach('archive', zip, names[1]);
    }

    it('P14: the template, filled in, goes all the way to documents in force', async () => {
      const template = await office.get(`${HOME}/plantilla.xlsx`).responseType('blob');
      expect((template.body as Buffer).subarray(0, 2).toString()).to.equal('PK');
      const sent = await send(csv(lines(3)), archive(lines(3)));
      expect(sent.status).to.equal(303);
      const path = String(sent.headers.location);
      for (;;) if (!(await office.get(path)).text.includes('data-follow')) break;
      expect(textOf((await office.get(path)).text)).to.contain('Listo para importar');
      const taken = await submit(office, path, {}, path);
      expect(taken.status).to.equal(303);
      const batch = String(taken.headers.location);
      expect(textOf((await office.get(batch)).text)).to.contain('Debe confirmarla otra persona');
      const committee = await agentFor(people.committee, { fresh: true });
      expect(textOf((await committee.get('/pendientes')).text)).to.contain('Confirme la adopción de 3 documentos que importó');
      const wrong = await submit(committee, batch, { password: 'otra cosa' }, `${batch}/confirmacion`);
      expect(wrong.status).to.equal(422);
      const page = formOf((await committee.get(batch)).text, `${batch}/confirmacion`);
      const twice = { ...page.fields, password: PASSWORD };
      const answers = [await sendForm(committee, page.action, twice), await sendForm(committee, page.action, twice)];
      expect(answers.map((one) => [one.status, one.headers.location])).to.deep.equal([[303, batch], [303, batch]]);
      expect(await Document.countDocuments({ state: 'in_force' })).to.equal(3);
      expect(await entries().countDocuments({ act: 'documents.confirm_import', subject: /^import_batch/ })).to.equal(1);
    }); // prettier-ignore

    it('names the field when a list or an archive is missing or something else', async () => {
      const answer = await send(docx(), archive([]), ['listado.docx', 'archivos.zip']);
      expect(answer.status).to.equal(422);
      const swapped = await send(archive(lines(1)), csv(lines(1)), ['archivos.zip', 'listado.csv']);
      expect(swapped.status).to.equal(422);
      expect(textOf(swapped.text)).to.contain('Elija la lista en XLSX o CSV');
    });
  });
});
