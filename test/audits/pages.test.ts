// Pages of audits through the real application: the owner does it, the certifier reads and cannot, what was typed stays, the auditee sees what is signed.
import { expect } from 'chai';
import { Audit } from '../../server/audits/audit.ts';
import { auditKind } from '../../server/audits/kinds.ts';
import { processAudits } from '../../server/audits/panels.ts';
import { scope } from '../../server/audits/policy.ts';
import { tasksOf } from '../../server/audits/queries/tasks.ts';
import { recordFinding } from '../../server/audits/recording.ts';
import { createAudit } from '../../server/audits/planning.ts';
import { processByCode } from '../../server/processes/index.ts';
import { today } from '../../server/platform/clock.ts';
import { recordByCode } from '../../server/platform/links/kinds.ts';
import { agentFor, missingWords } from '../support/app.ts';
import { png } from '../support/hostile-files/index.ts';
import { send, submit, textOf, valueOf } from '../support/pages.ts';
import type { People } from '../support/people.ts';
import {
  anAudit,
  auditOf,
  linesOf,
  makeAuditOffice,
  mark,
  PROCESS,
  planFor,
  SET,
  signNow,
  type Office,
} from './cast.ts';

describe('audits: pages', function () {
  this.timeout(60_000);
  let office: Office;
  let people: People;
  let code: string;

  before(async () => {
    office = await makeAuditOffice();
    people = office.people;
    code = await anAudit(office, 'in_progress');
  });

  it('an empty year says what to do, and a form that is refused keeps what was typed', async () => {
    const quality = await agentFor(people.quality);
    expect(textOf((await quality.get('/programas-auditoria')).text)).to.contain('Elabore el del año');
    const bad = await submit(quality, '/programas-auditoria/nuevo', { year: '2027', objective: 'Mi objetivo', responsible: '', criteria: [SET] });
    expect(bad.status).to.equal(422);
    expect(bad.text).to.contain('Mi objetivo');
    const plan = await submit(quality, '/auditorias/nueva', { title: 'Auditoría X', processes: [office.process], from: '2026-05-04', until: '2026-05-01', agendaDay: ['2026-05-04'], agendaTime: ['09:00'], agendaWhat: ['Apertura'], agendaWho: [''] });
    expect(plan.status).to.equal(422);
    for (const kept of ['Auditoría X', 'Apertura', '09:00']) expect(plan.text).to.contain(kept);
  }); // prettier-ignore

  it('G14: the page says who cannot audit and why, with a link to the record', async () => {
    const planned = await createAudit(planFor(office), people.quality);
    const page = (await (await agentFor(people.quality)).get(`/auditorias/${planned}/equipo`)).text;
    expect(textOf(page)).to.contain(`Revisó ${office.document} v. 1 (${PROCESS})`);
    expect(page).to.contain(`href="/documentos/${office.document}"`);
  });

  it('G14: each line is saved alone by its own small form, with photos as evidence, without scripts', async () => {
    const auditor = await agentFor(people.auditor);
    const [line] = await linesOf(code);
    const page = await auditor.get(`/auditorias/${code}/lista`);
    const path = `/auditorias/${code}/lista/lineas/${String(line?._id)}`;
    const answer = await auditor.post(path)
      .field('_csrf', valueOf(page.text, '_csrf')).field('seen', '0').field('result', 'nonconforming').field('evidence', '').field('note', 'Foto del tablero')
      .attach('photos', png(40, 30, { exif: true }), 'tablero.png');
    expect(answer.status).to.equal(303);
    expect(answer.headers.location).to.match(/lista\?seccion=1#linea-1$/);
    const [saved] = await linesOf(code);
    expect(saved).to.deep.include({ result: 'nonconforming', note: 'Foto del tablero' });
    expect(saved?.by?.name).to.equal(people.auditor.name);
    const photo = await auditor.get(`${path}/fotos/${saved?.photos[0]?.sha256}`);
    expect(photo.headers['content-type']).to.equal('image/png');
    const refused = await send(auditor, path, { _csrf: valueOf(page.text, '_csrf'), seen: String(saved?.by?.at.getTime()), result: 'not_applicable', evidence: 'Algo', note: '' });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.contain('Algo').and.to.contain('Diga por qué no aplica');
  }); // prettier-ignore

  it('G14: a line sent twice in the background is saved once and answers the same few bytes', async () => {
    const auditor = await agentFor(people.auditor);
    const line = (await linesOf(code))[1];
    const path = `/auditorias/${code}/lista/lineas/${String(line?._id)}`;
    const page = await auditor.get(path);
    const body = { _csrf: valueOf(page.text, '_csrf'), _once: valueOf(page.text, '_once'), seen: '0', result: 'conforming', evidence: '', interviewee: '', note: '', terse: '1' };
    const [first, second] = [await send(auditor, path, body), await send(auditor, path, body)];
    expect([first.headers.location, second.headers.location]).to.deep.equal([`${path}/estado`, `${path}/estado`]);
    const state = await auditor.get(`${path}/estado`);
    expect(state.body).to.include({ result: 'conforming', said: 'Conforme', finding: '' });
    expect(state.body).to.have.property('progress').that.matches(/^\d+ líneas, \d+ sin evaluar$/);
    expect(state.text.length).to.be.below(400);
  }); // prettier-ignore

  it('G14: the auditee sees no finding before it is signed, and no checklist ever', async () => {
    const number = await recordFinding(code, { grade: 'minor', process: office.process, clause: 'G14.1', requirement: '', statement: 'Un secreto', evidence: 'x', line: String((await linesOf(code))[0]?._id) }, people.auditor);
    const leader = await agentFor(people.leader);
    expect((await leader.get(`/auditorias/${code}/hallazgos/${number}`)).status).to.equal(404);
    expect((await leader.get(`/auditorias/${code}/hallazgos`)).text).not.to.contain('Un secreto');
    expect((await leader.get(`/auditorias/${code}/lista`)).status).to.equal(403);
    expect(await recordByCode(`${code}-H0${number}`, people.leader)).to.equal(null);
    const auditor = await agentFor(people.auditor);
    const signing = await auditor.get(`/auditorias/${code}/firma`);
    expect(textOf(signing.text), 'the page knows').to.contain('sin evaluar').and.not.to.contain('Su contraseña');
    const shown = textOf((await auditor.get(`/auditorias/${code}/hallazgos/${number}`)).text);
    expect(shown).to.contain('cuando se firmen los hallazgos').and.contain('G14.1').and.not.to.contain('Requisito, en palabras');
    const form = await auditor.get(`/auditorias/${code}/hallazgos/${number}/edicion`);
    expect(valueOf(form.text, 'requirement'), 'the bare code is no words').to.equal('');
    for (const line of await linesOf(code)) if (line.result === null) await mark(code, line, 'conforming', people.auditor);
    await signNow(code, people.auditor);
    const late = await auditor.get(`/auditorias/${code}/firma`);
    expect([late.status, late.headers.location], 'signed already').to.deep.equal([303, `/auditorias/${code}`]);
    expect(textOf((await auditor.get(`/auditorias/${code}/cierre`)).text)).to.contain('Aún corre el plazo').and.not.to.contain('Su contraseña');
    expect(textOf((await leader.get(`/auditorias/${code}/hallazgos/${number}/respuesta`)).text)).to.contain('Un secreto');
    expect(textOf((await leader.get(`/auditorias/${code}/hallazgos/${number}`)).text)).to.contain('Un secreto');
    expect((await recordByCode(`${code.toUpperCase()}-H0${number}`, people.leader))?.url).to.equal(`/auditorias/${code}/hallazgos/${number}`);
    expect((await tasksOf(people.leader)).map((one) => one.word)).to.include('audits.task.answer');
  }); // prettier-ignore

  it('G14: the certifying body reads an audit only within its engagement and changes nothing; a school finds none', async () => {
    const certifier = await agentFor(people.certifier);
    expect((await certifier.get(`/auditorias/${code}`)).status, 'within its engagement').to.equal(200);
    expect(scope({ ...people.certifier, engagement: null })).to.deep.equal({ _id: null });
    const page = await certifier.get(`/auditorias/${code}`);
    for (const act of ['/plan', '/equipo', '/lista/armado', '/firma', '/cierre', '/seguimiento'])
      expect(
        (await send(certifier, `/auditorias/${code}${act}`, { _csrf: valueOf(page.text, '_csrf') })).status,
        act,
      ).to.equal(403);
    expect((await certifier.get('/auditorias')).status).to.equal(200);
    expect((await certifier.get('/auditorias/nueva')).status).to.equal(403);
    const school = await agentFor(people.school);
    expect((await school.get('/auditorias')).status).to.equal(403);
    expect((await school.get(`/auditorias/${code}`)).status).to.equal(404);
  });

  it('G14: lists filter and page by index, and read no more audits than they show', async () => {
    const quality = await agentFor(people.quality);
    const page = textOf((await quality.get(`/auditorias?estado=signed&proceso=${office.process}&anio=${today().slice(0, 4)}`)).text);
    expect(page).to.contain(code);
    const plans = [
      Audit.find({ $and: [{ state: 'signed' }, {}] }).sort({ from: -1, code: 1 }).limit(25),
      Audit.find({ $and: [{ 'processes.id': office.process }, {}] }).sort({ from: -1, code: 1 }).limit(25),
      Audit.find({ $and: [{}, {}] }).sort({ from: -1, code: 1 }).limit(25),
    ];
    for (const query of plans) expect(JSON.stringify(await query.explain())).to.contain('IXSCAN');
  }); // prettier-ignore

  it("O4: all findings stand in one list, the process's page shows its audits, and the report is a PDF", async () => {
    const leader = await agentFor(people.leader);
    expect(textOf((await leader.get('/auditorias/hallazgos?abiertos=si')).text)).to.contain('Un secreto');
    expect(
      (await auditKind.find('planes de mejoramiento', people.quality, 5)).map((one) => one.code),
    ).to.include(code);
    expect(await auditKind.find('planes de mejoramiento', people.school, 5)).to.deep.equal([]);
    const panel = await processAudits(await processByCode(PROCESS), people.quality, (key) => key);
    expect(panel?.lines[0]?.href).to.match(/^\/auditorias\/AUD-/);
    const report = await leader.get(`/auditorias/${code}/informe.pdf`);
    expect(report.headers['content-type']).to.equal('application/pdf');
  });

  it('G14: the look-back and the terms of each grade are set by the quality office', async () => {
    const quality = await agentFor(people.quality);
    const answer = await submit(quality, '/auditores/reglas', { months: '36', minor_answer: '4' });
    expect(answer.status).to.equal(303);
    expect((await quality.get('/auditores')).text).to.contain('36 meses');
    expect((await submit(quality, '/auditores/reglas', { months: '24' })).status).to.equal(303);
    const auditor = await agentFor(people.auditor);
    expect((await auditor.get('/auditores/reglas')).text).not.to.contain('name="months"');
  });

  it('asks for no word that is missing, in either language', async () => {
    const auditor = await agentFor(people.auditor);
    for (const path of ['', '/equipo', '/lista', '/lista/armado', '/muestras', '/hallazgos', '/historial', '/seguimiento', '/cierre', '/cancelacion'])
      for (const language of ['es', 'en']) expect((await auditor.get(`/auditorias/${code}${path}`).set('Accept-Language', language)).status, path).to.be.oneOf([200, 303, 403]);
    expect([...missingWords].filter((one) => one.includes('audits.'))).to.deep.equal([]);
    expect((await auditOf(code)).state).to.equal('signed');
  }); // prettier-ignore
});
