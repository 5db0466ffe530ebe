// Documents registered and written through the real pages: codes, forms that come back, the editor and its turn (G1b, G1c).
import { expect } from 'chai';
import { Document } from '../../server/documents/document.ts';
import { freeLock, takeLock, writing } from '../../server/documents/locking.ts';
import { tasksOf } from '../../server/documents/queries/tasks.ts';
import { createProcess } from '../../server/processes/index.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { formOf, send, submit, textOf, valueOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';
import { aDraft, beginToWrite, bring, documentOf, makeOffice, TEXT, typeNamed, versionOf } from './cast.ts';

describe('documents: registering and writing', () => {
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
      const path = await beginToWrite(leader, code);
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
      const path = await beginToWrite(leader, code);
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

    it('opening it takes no turn: the draft is there to read until one begins to write', async () => {
      const code = await aDraft(people.leader);
      const path = `/documentos/${code}/versiones/1/editar`;
      const version = String((await versionOf(code))._id);
      for (const agent of [leader, quality]) {
        const page = await agent.get(path).expect(200);
        expect(textOf(page.text)).to.contain('Nadie está escribiendo').and.contain('Todo el municipio.');
        expect(page.text).not.to.contain('<textarea');
      }
      expect(await writing(version)).to.equal(null);
      const began = await submit(leader, path, {}, `/documentos/${code}/versiones/1/turno`);
      expect(began.headers.location).to.equal(path);
      expect(await writing(version)).to.include({ person: people.leader.id });
      expect((await leader.get(path)).text).to.contain('<textarea');
    });

    it('to begin where another writes shows who, and leaves the turn to them', async () => {
      const code = await aDraft(people.leader);
      const path = await beginToWrite(leader, code);
      expect(path).to.equal(`/documentos/${code}/versiones/1/editar`);
      expect(await beginToWrite(quality, code)).to.equal(path);
      expect(textOf((await quality.get(path)).text)).to.contain(`${people.leader.name} escribe`);
      expect(await writing(String((await versionOf(code))._id))).to.include({ person: people.leader.id });
      const fields = formOf((await leader.get(path)).text, path).fields;
      const _csrf = valueOf((await quality.get('/mi-cuenta')).text, '_csrf');
      const refused = await send(quality, path, { ...fields, _csrf, markdown: 'Sin turno' });
      expect([refused.status, valueOf(refused.text, 'markdown')]).to.deep.equal([409, 'Sin turno']);
      expect((await versionOf(code)).content).to.deep.equal({ kind: 'text', markdown: TEXT });
    });

    it('whoever looks at the preview of a free draft has the turn from then on', async () => {
      const code = await aDraft(people.leader);
      const path = await beginToWrite(leader, code);
      const fields = formOf((await leader.get(path)).text, path).fields;
      const version = String((await versionOf(code))._id);
      await freeLock(version);
      await send(leader, path, { ...fields, preview: 'si' }).expect(200);
      expect(await writing(version)).to.include({ person: people.leader.id });
    });

    it('there is no turn to take in what is no draft any more', async () => {
      const code = await aDraft(people.leader);
      await beginToWrite(leader, code);
      await submit(leader, `/documentos/${code}/versiones/1/envio`, {});
      const _csrf = valueOf((await leader.get('/mi-cuenta')).text, '_csrf');
      const late = await send(leader, `/documentos/${code}/versiones/1/turno`, { _csrf, over: 'si' });
      expect(late.headers.location).to.equal(`/documentos/${code}/versiones/1`);
      expect(await writing(String((await versionOf(code))._id))).to.equal(null);
    });

    it('says who is writing, and lets the turn be taken', async () => {
      const code = await aDraft(people.leader);
      const path = await beginToWrite(leader, code);
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
});
