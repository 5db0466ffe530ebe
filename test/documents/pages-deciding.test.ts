// Documents decided through the real pages, and the types that give them their route (G1a, G1g).
import { expect } from 'chai';
import type { Response } from 'supertest';
import { DocumentType } from '../../server/documents/type.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { formOf, send, submit, textOf, valueOf } from '../support/pages.ts';
import { PASSWORD, type People } from '../support/people.ts';
import { aDraft, beginToWrite, bring, makeOffice, signed, typeNamed, versionOf } from './cast.ts';

describe('documents: deciding', () => {
  let people: People;
  let leader: Agent;
  let quality: Agent;
  before(async () => {
    people = await makeOffice();
    [leader, quality] = await Promise.all([agentFor(people.leader), agentFor(people.quality)]);
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
      await beginToWrite(leader, code);
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
        /(?:href|action)="[^"]*\/(editar|turno|envio|retoma|aprobacion|devolucion|emision|observaciones|datos)"/,
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
