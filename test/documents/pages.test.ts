// Document control as people use it: registering, writing, deciding, through the real pages (G1a, G1b, G1c, G1g).
import { expect } from 'chai';
import type { Response } from 'supertest';
import { Document } from '../../server/documents/document.ts';
import { takeLock } from '../../server/documents/locking.ts';
import { DocumentType } from '../../server/documents/type.ts';
import { tasksOf } from '../../server/documents/queries/tasks.ts';
import { createProcess } from '../../server/processes/index.ts';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { agentFor, type Agent } from '../support/app.ts';
import { storageDir } from '../support/database.ts';
import { honestPdf, docx } from '../support/hostile-files.ts';
import { formOf, send, submit, textOf, valueOf, type Fields } from '../support/pages.ts';
import { PASSWORD, SETUP, type People } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice, signed, TEXT, typeNamed, versionOf } from './cast.ts';

describe('documents: pages', () => {
  let people: People;
  let leader: Agent;
  let quality: Agent;
  let process: string;
  before(async () => {
    people = await makeOffice();
    [leader, quality] = await Promise.all([agentFor(people.leader), agentFor(people.quality)]);
    const above = await createProcess(
      { code: 'D', name: 'Calidad', parent: null, kind: 'mission', leader: null },
      SETUP,
    );
    process = await createProcess(
      { code: 'D02', name: 'Mejoramiento', parent: above, kind: null, leader: null },
      SETUP,
    );
  });

  describe('registering', () => {
    it('G1c: a leader registers a procedure, gets the next free code, writes it and sends it on its route', async () => {
      const made = await submit(leader, '/documentos/nuevo', {
        type: await typeNamed('PR'),
        process,
        title: 'Matrícula',
        label: '01',
      });
      expect([made.status, made.headers.location]).to.deep.equal([
        303,
        '/documentos/D02-PR-01/versiones/1/editar',
      ]);
      const editor = await leader.get('/documentos/D02-PR-01/versiones/1/editar').expect(200);
      expect(textOf(editor.text))
        .to.contain('Registró D02-PR-01')
        .and.contain('Faltan 3 cosas antes de enviar')
        .and.contain('Línea 13: falta «name»');
      const saved = await submit(leader, '/documentos/D02-PR-01/versiones/1/editar', {
        markdown: TEXT,
        reason: 'Primera versión',
        leave: 'si',
      });
      expect(saved.headers.location).to.equal('/documentos/D02-PR-01/versiones/1');
      await submit(leader, '/documentos/D02-PR-01/versiones/1/envio', {});
      expect((await versionOf('D02-PR-01')).state).to.equal('in_review');
      expect((await tasksOf(people.quality)).map((task) => [task.word, task.params.code])).to.deep.include([
        'documents.task.review',
        'D02-PR-01',
      ]);
    });

    it('proposes a code without scripts and keeps what was typed', async () => {
      const page = await leader.get('/documentos/nuevo').expect(200);
      const fields = {
        ...formOf(page.text).fields,
        type: await typeNamed('IN'),
        process,
        title: 'Aún sin registrar',
      };
      const proposed = await send(leader, '/documentos/nuevo/codigo', fields).expect(200);
      expect([valueOf(proposed.text, 'code'), valueOf(proposed.text, 'title')]).to.deep.equal([
        'D02-IN-01',
        'Aún sin registrar',
      ]);
      const none = await send(leader, '/documentos/nuevo/codigo', { ...fields, process: '' }).expect(200);
      expect(textOf(none.text)).to.contain('elija el tipo y el proceso para que el sistema lo proponga');
    });

    it('an invalid form keeps what was typed and says what is wrong', async () => {
      const back = await submit(leader, '/documentos/nuevo', {
        code: 'PR 01',
        title: '',
        label: '04',
        recordKind: 'Acta',
        type: await typeNamed('PR'),
      });
      expect(back.status).to.equal(422);
      expect(textOf(back.text)).to.contain('Escriba el título');
      expect([
        valueOf(back.text, 'code'),
        valueOf(back.text, 'label'),
        valueOf(back.text, 'recordKind'),
      ]).to.deep.equal(['PR 01', '04', 'Acta']);
      const taken = await submit(leader, '/documentos/nuevo', {
        code: await aDraft(people.leader),
        title: 'Otro',
        type: await typeNamed('PR'),
      });
      expect([taken.status, textOf(taken.text).includes('ya existe. Escriba otro')]).to.deep.equal([
        422,
        true,
      ]);
    });

    it('the same form sent twice registers one document', async () => {
      const page = await leader.get('/documentos/nuevo');
      const fields = {
        ...formOf(page.text).fields,
        type: await typeNamed('PR'),
        code: 'DOBLE-1',
        title: 'Doble',
        label: '1',
      };
      const [first, second] = await Promise.all([
        send(leader, '/documentos', fields),
        send(leader, '/documentos', fields),
      ]);
      expect([first.status, second.status, first.headers.location === second.headers.location]).to.deep.equal(
        [303, 303, true],
      );
      expect(await Document.countDocuments({ title: 'Doble' })).to.equal(1);
    });

    it('refuses operators in fields and asks nobody in without a right to write', async () => {
      const page = await leader.get('/documentos/nuevo');
      const fields = { ...formOf(page.text).fields, 'title[$ne]': 'x' };
      await send(leader, '/documentos', fields).expect(400);
      const reader = await agentFor(people.reader);
      await reader.get('/documentos/nuevo').expect(403);
      const token = valueOf((await reader.get('/mi-cuenta')).text, '_csrf');
      await send(reader, '/documentos', { _csrf: token, title: 'x' }).expect(403);
      await send(leader, '/documentos', { title: 'x' }).expect(403);
    });

    it('corrects the data of a document, not its code', async () => {
      const code = await aDraft(people.leader);
      await submit(leader, `/documentos/${code}/datos`, { title: 'Otro título', process });
      expect(await documentOf(code)).to.include({
        title: 'Otro título',
        processName: 'D02 Mejoramiento',
        titleKey: 'otro titulo',
      });
      const back = await submit(leader, `/documentos/${code}/datos`, { title: '' });
      expect(back.status).to.equal(422);
      await (await agentFor(people.leader2)).get(`/documentos/${code}/datos`).expect(404);
    });
  });

  describe('the editor', () => {
    it('shows a preview without saving, as a page and as a fragment', async () => {
      const code = await aDraft(people.leader);
      const path = `/documentos/${code}/versiones/1/editar`;
      const shown = await submit(leader, path, {
        markdown: '## Novedad\n\n<b>Texto</b> que no se guardó',
        preview: 'si',
      });
      expect(shown.status).to.equal(200);
      expect(valueOf(shown.text, 'markdown')).to.equal('## Novedad\n\n<b>Texto</b> que no se guardó');
      expect(shown.text).to.match(/<h2 id="novedad">1\. Novedad<\/h2>\s*<p>&lt;b&gt;Texto&lt;\/b&gt; que/);
      expect((await versionOf(code)).content).to.deep.equal({ kind: 'text', markdown: TEXT });
      const token = valueOf(shown.text, '_csrf');
      const fragment = await send(leader, '/documentos/vista-previa', {
        _csrf: token,
        markdown: '---\ncode: X\n---\n\n## Vista',
      }).expect(200);
      expect(fragment.text).to.contain('Vista</h2>').and.contain('falta «title»').and.not.contain('<html');
    });

    it('a faulty text is saved with its problems, and comes back whole when another saved first', async () => {
      const code = await aDraft(people.leader);
      const path = `/documentos/${code}/versiones/1/editar`;
      const fields = formOf((await leader.get(path)).text, path).fields;
      await send(leader, path, { ...fields, markdown: '---\nsin cerrar' }).expect(303);
      expect(textOf((await leader.get(path)).text)).to.contain('no termina con otra línea ---');
      const stale = await send(leader, path, {
        ...fields,
        _once: crypto.randomUUID(),
        markdown: 'Mis palabras',
      });
      expect([stale.status, valueOf(stale.text, 'markdown')]).to.deep.equal([409, 'Mis palabras']);
      expect(textOf(stale.text)).to.contain('guardó cambios después de que usted abrió esta página');
    });

    it('says who is writing, and lets the turn be taken', async () => {
      const code = await aDraft(people.leader);
      const path = `/documentos/${code}/versiones/1/editar`;
      await leader.get(path).expect(200);
      const busy = await quality.get(path).expect(200);
      expect(textOf(busy.text)).to.contain(`${people.leader.name} escribe en este borrador desde`);
      expect(busy.text).not.to.contain('<textarea');
      const turn = await submit(quality, path, {}, `/documentos/${code}/versiones/1/turno`);
      expect(turn.headers.location).to.equal(path);
      const lost = await submit(quality, path, { markdown: 'Ahora yo' }, path);
      expect(lost.status).to.equal(303);
      await takeLock(String((await versionOf(code))._id), people.quality);
      const fields = formOf((await quality.get(path)).text, path).fields;
      const told = await send(leader, path, { ...fields, _csrf: valueOf((await leader.get('/documentos/nuevo')).text, '_csrf'), _once: crypto.randomUUID(), markdown: 'Yo también' }); // prettier-ignore
      expect([told.status, valueOf(told.text, 'markdown')]).to.deep.equal([409, 'Yo también']);
    });

    it('G1b: a new version asks for its reason; sections that differ from the one in force say so', async () => {
      const code = await aDraft(people.leader);
      await bring(code, 'in_force', people);
      const path = `/documentos/${code}/versiones/nueva`;
      const back = await submit(leader, path, { reason: ' ' });
      expect([back.status, textOf(back.text).includes('Escriba el motivo del cambio')]).to.deep.equal([
        422,
        true,
      ]);
      const started = await submit(leader, path, { reason: 'Norma nueva' });
      const editor = `/documentos/${code}/versiones/2/editar`;
      expect(started.headers.location).to.equal(editor);
      await submit(leader, editor, {
        markdown: TEXT.replace('Todo el municipio', 'Zona rural'),
        changedSections: ['2. Alcance'],
      });
      const page = await leader.get(editor);
      expect(textOf(page.text)).to.match(/Objetivo .*Alcance Difiere de la versión en vigencia/);
      expect((await leader.get(`/documentos/${code}`)).text).to.contain('La versión 2 está en curso');
    });
  });

  describe('files', () => {
    it('takes a file as the document, keeps it attached when the form comes back, and hands it out verified', async () => {
      const type = await typeNamed('FO');
      const procedure = String((await documentOf(await aDraft(people.leader)))._id);
      const fields = {
        type,
        code: 'FO-9',
        title: '',
        label: '1',
        start: 'file',
        procedure,
        recordKind: 'Acta',
      };
      const back = await upload(
        leader,
        '/documentos/nuevo',
        '/documentos',
        fields,
        Buffer.from(docx(['Acta de visita'])),
        'Acta ñ.docx',
      );
      expect(back.status).to.equal(422);
      expect(textOf(back.text)).to.contain('Acta ñ.docx');
      const kept = formOf(back.text, '/documentos').fields;
      expect(kept.file_attached).to.match(/^[\w-]{24}$/);
      const made = await multipart(leader, '/documentos', { ...kept, title: 'Acta de visita' });
      expect(made.headers.location).to.equal('/documentos/FO-9/versiones/1');
      const { content } = await versionOf('FO-9');
      expect(content).to.include({ kind: 'file', name: 'Acta ñ.docx' });
      expect(content.kind === 'file' && content.text).to.contain('Acta de visita');
      const file = await leader.get('/documentos/FO-9/versiones/1/archivo').buffer(true).expect(200);
      expect(decodeURIComponent(file.headers['content-disposition'] ?? '')).to.contain(
        "attachment; filename*=UTF-8''FO-9 v1 BORRADOR - Acta ñ.docx",
      );
      expect(file.headers['content-security-policy']).to.equal("sandbox; default-src 'none'");
    });

    it('G1a: says why a file is not taken, and refuses to hand out one that was changed on the disk', async () => {
      const fields = {
        type: await typeNamed('PR'),
        code: 'PDF-9',
        title: 'En PDF',
        label: '1',
        start: 'file',
      };
      const fake = await upload(
        leader,
        '/documentos/nuevo',
        '/documentos',
        fields,
        Buffer.from('MZ not a document'),
        'disfrazado.pdf',
      );
      expect(fake.status).to.equal(422);
      expect([valueOf(fake.text, 'title'), await Document.countDocuments({ code: 'PDF-9' })]).to.deep.equal([
        'En PDF',
        0,
      ]);
      const none = await submit(leader, '/documentos/nuevo', fields);
      expect([none.status, textOf(none.text).includes('Elija el archivo')]).to.deep.equal([422, true]);
      await upload(
        leader,
        '/documentos/nuevo',
        '/documentos',
        fields,
        Buffer.from(await honestPdf(2)),
        'Procedimiento.pdf',
      );
      const { content } = await versionOf('PDF-9');
      expect(content).to.include({ kind: 'file', pages: 2 });
      await leader.get('/documentos/PDF-9/versiones/1/archivo').expect(200);
      if (content.kind === 'file')
        rmSync(join(storageDir, 'files', content.sha256.slice(0, 2), content.sha256));
      const gone = await leader.get('/documentos/PDF-9/versiones/1/archivo').expect(409);
      expect(textOf(gone.text)).to.contain('no es igual al que se recibió');
    });

    it('G1e: readers get a PDF in force as a stamped copy, never its bare original', async () => {
      const fields = {
        type: await typeNamed('PR'),
        code: 'PDF-10',
        title: 'En PDF',
        label: '1',
        start: 'file',
      };
      await upload(
        leader,
        '/documentos/nuevo',
        '/documentos',
        fields,
        Buffer.from(await honestPdf(1)),
        'Procedimiento.pdf',
      );
      const editor = '/documentos/PDF-10/versiones/1/editar';
      const saved = await submit(
        leader,
        editor,
        { reason: 'Primera versión', changedLines: 'Objetivo\nAlcance' },
        editor,
      );
      expect(saved.status).to.equal(303);
      expect(await versionOf('PDF-10')).to.deep.include({ changedSections: ['Objetivo', 'Alcance'] });
      expect((await versionOf('PDF-10')).content).to.include({ kind: 'file', pages: 1 });
      await bring('PDF-10', 'in_force', people);
      const reader = await agentFor(people.reader);
      const sent = await reader.get('/documentos/PDF-10/versiones/1/archivo').expect(303);
      expect(sent.headers.location).to.equal('/documentos/PDF-10/versiones/1/copia.pdf');
    });
  });

  describe('deciding', () => {
    it('G1a: a reviewer and an approver sign on the page that shows what they sign; a wrong password keeps their comment', async () => {
      const code = await aDraft(people.leader);
      await bring(code, 'in_review', people);
      const page = `/documentos/${code}/versiones/1/aprobacion`;
      const wrong = await submit(quality, page, { password: 'otra', comment: 'Conforme' });
      expect([wrong.status, valueOf(wrong.text, 'comment')]).to.deep.equal([422, 'Conforme']);
      expect(wrong.text).not.to.contain('otra"');
      const shown = await quality.get(page).expect(200);
      expect(textOf(shown.text)).to.contain('Todo el municipio');
      expect(valueOf(shown.text, 'sha256')).to.equal((await signed(code)).sha256);
      await submit(quality, page, { password: PASSWORD, comment: 'Conforme' });
      await submit(await agentFor(people.committee), page, { password: PASSWORD });
      expect((await versionOf(code)).state).to.equal('approved');
      await submit(quality, `/documentos/${code}/versiones/1/emision`, {});
      const seen = await (await agentFor(people.reader)).get(`/documentos/${code}`).expect(200);
      expect(textOf(seen.text)).to.contain('Vigente').and.contain('Todo el municipio');
    });

    it('G1a: the author finds no way to decide: no button, no page, no request', async () => {
      const code = await aDraft(people.quality);
      await bring(code, 'in_review', { ...people, leader: people.quality });
      const version = `/documentos/${code}/versiones/1`;
      expect((await quality.get(version).expect(200)).text).not.to.contain('/aprobacion');
      await quality.get(`${version}/aprobacion`).expect(403);
      const _csrf = valueOf((await quality.get(`${version}/retoma`)).text, '_csrf');
      await send(quality, `${version}/aprobacion`, { _csrf, ...(await signed(code)) }).expect(403);
    });

    it('two who decide at once through their pages: one wins, the other is told', async () => {
      const code = await aDraft(people.leader);
      await bring(code, 'in_review', people);
      const page = `/documentos/${code}/versiones/1/aprobacion`;
      const both = [quality, await agentFor(people.quality2)];
      const forms = await Promise.all(
        both.map(async (agent) => formOf((await agent.get(page)).text, page).fields),
      );
      const answers = await Promise.all(
        both.map((agent, i) => send(agent, page, { ...forms[i], password: PASSWORD })),
      );
      expect(answers.map((one) => one.status).sort()).to.deep.equal([303, 409]);
      const told = answers.find((one) => one.status === 409);
      expect(textOf(told?.text ?? '')).to.contain('La decisión le corresponde a otra persona');
      expect((await versionOf(code)).decisions).to.have.length(1);
    });

    it('the same signature sent twice is one decision', async () => {
      const code = await aDraft(people.leader);
      await bring(code, 'in_review', people);
      const page = `/documentos/${code}/versiones/1/aprobacion`;
      const fields = { ...formOf((await quality.get(page)).text, page).fields, password: PASSWORD };
      const [first, second] = await Promise.all([send(quality, page, fields), send(quality, page, fields)]);
      expect([first.status, second.status, first.headers.location === second.headers.location]).to.deep.equal(
        [303, 303, true],
      );
      expect((await versionOf(code)).decisions).to.have.length(1);
    });

    it('a stale form is refused and says what changed', async () => {
      const code = await aDraft(people.leader);
      await bring(code, 'in_review', people);
      const page = `/documentos/${code}/versiones/1/aprobacion`;
      const fields = formOf((await quality.get(page)).text, page).fields;
      const version = `/documentos/${code}/versiones/1`;
      await submit(leader, `${version}/retoma`, { reason: 'Se corrige' });
      await submit(
        leader,
        `${version}/editar`,
        { markdown: '## Objetivo\n\nOtra cosa' },
        `${version}/editar`,
      );
      await submit(leader, `${version}/envio`, {});
      const stale = await send(quality, page, { ...fields, password: PASSWORD });
      expect(stale.status).to.equal(409);
      expect(textOf(stale.text))
        .to.contain('El contenido cambió después de que usted abrió esta página')
        .and.contain('Otra cosa');
    });

    it('the certifier reads every version and its history, and can change nothing', async () => {
      const code = await aDraft(people.leader);
      await bring(code, 'in_review', people);
      const certifier = await agentFor(people.certifier);
      for (const page of ['', '/versiones', '/versiones/1', '/historial', '/vinculos'])
        await certifier.get(`/documentos/${code}${page}`).expect(200);
      await certifier.get('/tipos-documentales').expect(200);
      const shown = await certifier.get(`/documentos/${code}/versiones/1`);
      expect(shown.text).not.to.match(
        /href="[^"]*\/(editar|envio|retoma|aprobacion|devolucion|emision|observaciones|datos)"/,
      );
      const _csrf = valueOf((await certifier.get('/mi-cuenta')).text, '_csrf');
      for (const act of ['envio', 'aprobacion', 'devolucion', 'emision', 'observaciones', 'editar', 'turno'])
        await send(certifier, `/documentos/${code}/versiones/1/${act}`, { _csrf }).expect(403);
      await send(certifier, '/tipos-documentales', { _csrf }).expect(403);
    });

    it('G1g: readers find only what is in force; drafts and earlier versions do not exist for them', async () => {
      const code = await aDraft(people.leader);
      const reader = await agentFor(people.reader);
      await reader.get(`/documentos/${code}`).expect(404);
      await bring(code, 'in_force', people);
      await submit(leader, `/documentos/${code}/versiones/nueva`, { reason: 'Mejora' });
      await reader.get(`/documentos/${code}`).expect(200);
      await reader.get(`/documentos/${code}/versiones/2`).expect(404);
      await reader.get(`/documentos/${code}/versiones`).expect(403);
      await reader.get('/documentos/NO-EXISTE').expect(404);
      await reader.get(`/documentos/${code}/versiones/abc`).expect(404);
    });

    it('somebody on the route without any other right reads, comments and decides, and still reads afterwards', async () => {
      const route = [
        {
          stage: 'approval' as const,
          needs: 1,
          participants: [{ kind: 'person' as const, id: people.reader.id, name: people.reader.name }],
        },
      ];
      await submitType({
        code: 'LE',
        name: 'Lectura',
        who: [`person:${people.reader.id}`],
        stage: ['approval'],
      });
      expect((await DocumentType.findOne({ code: 'LE' }).lean())?.route).to.deep.equal(route);
      const code = await aDraft(people.leader, { type: await typeNamed('LE') });
      await submit(leader, `/documentos/${code}/versiones/1/envio`, {});
      const reader = await agentFor(people.reader);
      const decided = await submit(reader, `/documentos/${code}/versiones/1/aprobacion`, {
        password: PASSWORD,
      });
      await reader.get(decided.headers.location ?? '').expect(200);
      await reader.get(`/documentos/${code}`).expect(200);
    });
  });

  describe('types', () => {
    it('opens a type with its route from plain selects, and keeps a faulty form whole', async () => {
      const position = people.committee.positions[0]?.id ?? '';
      const faulty = await submitType({
        code: 'XX',
        name: 'Sin aprobación',
        who: [`position:${position}`],
        stage: ['review'],
      });
      expect([faulty.status, valueOf(faulty.text, 'name')]).to.deep.equal([422, 'Sin aprobación']);
      expect(textOf(faulty.text)).to.contain('no tiene un paso de aprobación');
      expect(formOf(faulty.text, '/tipos-documentales').fields.who).to.include(`position:${position}`);
      const unnamed = await submitType({ code: 'XX', name: 'x', who: [`position:${position}`], stage: [] });
      expect(textOf(unnamed.text)).to.contain('El paso 1 nombra participantes');
      const pattern = await submitType({ code: 'XX', name: 'x', pattern: 'fijo', who: [], stage: [] });
      expect(textOf(pattern.text)).to.contain('Use letras mayúsculas');
      const made = await submitType({
        code: 'ac',
        name: 'Acuerdo',
        who: [`position:${position}`, `person:${people.auditor.id}`],
        stage: ['approval'],
      });
      expect([made.status, made.headers.location]).to.deep.equal([303, '/tipos-documentales']);
      const list = await quality.get('/tipos-documentales').expect(200);
      expect(textOf(list.text)).to.contain('Aprobación: Secretaria de despacho, Marcela Ordóñez Ruiz');
      const same = await submitType({
        code: 'AC',
        name: 'Otro',
        who: [`position:${position}`],
        stage: ['approval'],
      });
      expect(textOf(same.text)).to.contain('La sigla AC ya es de otro tipo');
    });

    it('changes a type; one out of use is offered for no new document', async () => {
      const id = await typeNamed('GU');
      const page = `/tipos-documentales/${id}`;
      const { fields } = formOf((await quality.get(page)).text, page);
      const { active: _active, ...rest } = fields;
      await send(quality, page, { ...rest, reviewMonths: '18' }).expect(303);
      expect(await DocumentType.findById(id).lean()).to.include({ active: false, reviewMonths: 18 });
      expect((await leader.get('/documentos/nuevo')).text).not.to.contain(id);
      await quality.get(`/tipos-documentales/${'0'.repeat(24)}`).expect(404);
      await (await agentFor(people.auditor)).get(page).expect(403);
    });
  });

  async function submitType(changes: {
    code: string;
    name: string;
    pattern?: string;
    who: string[];
    stage: string[];
  }): Promise<Response> {
    const page = await quality.get('/tipos-documentales/nuevo');
    const { fields } = formOf(page.text, '/tipos-documentales');
    const over = (name: string, values: string[]) =>
      [fields[name] ?? []].flat().map((value, i) => values[i] ?? value);
    const lists = { who: over('who', changes.who), stage: over('stage', changes.stage) };
    return send(quality, '/tipos-documentales', { ...fields, ...changes, ...lists });
  }
});

/** Fills in the page's form and sends it as a browser does with a file: the token first. */
async function upload(
  agent: Agent,
  page: string,
  action: string,
  fields: Fields,
  file: Buffer,
  name: string,
): Promise<Response> {
  const { fields: shown } = formOf((await agent.get(page)).text, action);
  return multipart(agent, action, { ...shown, ...fields }, { file, name });
}

function multipart(
  agent: Agent,
  action: string,
  { _csrf, ...fields }: Fields,
  attached?: { file: Buffer; name: string },
) {
  const request = agent.post(action).field('_csrf', String(_csrf));
  for (const [name, value] of Object.entries(fields))
    for (const one of [value].flat()) void request.field(name, one);
  return attached ? request.attach('file', attached.file, attached.name) : request;
}
