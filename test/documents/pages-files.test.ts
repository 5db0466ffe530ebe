// Documents that are files, brought and handed out through the real pages (G1a, G1e).
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Response } from 'supertest';
import { Document } from '../../server/documents/document.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { storageDir } from '../support/database.ts';
import { honestPdf, docx } from '../support/hostile-files/index.ts';
import { formOf, submit, textOf, valueOf, type Fields } from '../support/pages.ts';
import type { People } from '../support/people.ts';
import { aDraft, beginToWrite, bring, documentOf, makeOffice, typeNamed, versionOf } from './cast.ts';

describe('documents: files', () => {
  let people: People;
  let leader: Agent;
  before(async () => {
    people = await makeOffice();
    leader = await agentFor(people.leader);
  });

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
    await beginToWrite(leader, 'PDF-10');
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
