// The pages of the loop as people use them: open, treat, execute with a file, verify, close; who may not, and what is kept (G10-G12).
import { expect } from 'chai';
import { ImprovementAction } from '../../server/actions/action.ts';
import { Nonconformity } from '../../server/actions/nonconformity.ts';
import { actionScope } from '../../server/actions/policy.ts';
import { recordQuery } from '../../server/actions/queries/listing.ts';
import { addDays, today } from '../../server/platform/clock.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { formOf, submit, textOf, valueOf } from '../support/pages.ts';
import type { People } from '../support/people.ts';
import {
  actionsOf,
  aNonconformity,
  aService,
  bring,
  makeOffice,
  onDay,
  positionOf,
  recordOf,
} from './cast.ts';

describe('actions: pages', function () {
  this.timeout(60_000);
  let people: People;
  let quality: Agent;
  let leader: Agent;

  before(async () => {
    people = await makeOffice();
    [quality, leader] = [await agentFor(people.quality), await agentFor(people.leader)];
  });

  it('G12: from the form that opens one to its closing, each step by its own page', async () => {
    onDay('2026-03-02');
    const opened = await submit(quality, '/no-conformidades/nueva', {
      nature: 'real', source: 'person', description: 'Visitas fuera del cronograma', grade: 'minor', found: today(),
      responsible: positionOf(people.leader), process: '', clause: 'T63', origin: '',
    });
    expect(opened.status).to.equal(303);
    const path = String(opened.headers.location);
    const code = path.split('/').at(-1) ?? '';
    expect((await leader.get('/pendientes')).text).to.include(`Revise ${code}`);
    const step = async (agent: Agent, noun: string, fields: Record<string, string | string[]>): Promise<void> => {
      const answer = await submit(agent, `${path}/${noun}`, fields, `${path}/${noun}`);
      expect(answer.status, `${noun}: ${textOf(answer.text).slice(0, 400)}`).to.equal(303);
    };
    await step(leader, 'revision', { extent: 'Ocho de veinte visitas', consequences: '', correction: '', similar: '' });
    await step(leader, 'causas', { whys: ['No había vehículo', 'Se pidió tarde', '', '', ''], cause_method: 'Sin fecha límite\nSin acuerdo', root: 'No se acuerda el transporte', category: 'method' });
    await step(leader, 'necesidad', { probability: '3', impact: '4', act: 'yes', why: 'Se repite' });
    await step(leader, 'plan', { criterion: 'El 90 % a tiempo', verifyNotBefore: addDays(today(), 40), what: 'Acordar el transporte', responsible: positionOf(people.leader), due: addDays(today(), 20), resources: '' });
    const [action] = await actionsOf(code);
    const page = await leader.get(`/acciones/${action!.code}/ejecucion`);
    const { fields } = formOf(page.text, `/acciones/${action!.code}/ejecucion`);
    const done = await leader.post(`/acciones/${action!.code}/ejecucion`).field('_csrf', String(fields._csrf)).field('_once', String(fields._once)).field('on', today()).field('text', 'Hecho').field('code', '').attach('file', Buffer.from('%PDF-nope'), 'acta.pdf');
    expect(done.status).to.equal(422);
    expect(done.text).to.include('Hecho');
    const again = await leader.post(`/acciones/${action!.code}/ejecucion`).field('_csrf', String(fields._csrf)).field('_once', String(fields._once)).field('on', today()).field('text', 'Hecho').field('code', 'D02.03');
    expect(again.status, textOf(again.text).slice(0, 300)).to.equal(303);
    expect(textOf((await leader.get(path)).text)).to.include('Sigue: registrar los resultados');
    await step(leader, 'resultados', { text: 'Se acordó' });
    const shown = await quality.get(path);
    expect(shown.text).to.include('<svg').and.include('Espina de pescado');
    expect(textOf(shown.text)).to.include('Sigue: verificar la eficacia');
    expect((await leader.get(path)).text).to.include('lo verifica otra persona');
    onDay(addDays(today(), 45));
    const auditor = await agentFor(people.auditor);
    await step(auditor, 'verificacion', { effective: 'yes', findings: 'Se cumplió', code: '' });
    await step(quality, 'cierre', { note: '' });
    expect((await recordOf(code)).state).to.equal('closed');
    expect(textOf((await quality.get(path)).text)).to.include('Cerrada').and.include('Registro REG-');
    const report = await quality.get(`${path}/informe.pdf`);
    expect(report.headers['content-type']).to.equal('application/pdf');
  });

  it('the summary of errors says which field a general message is about', async () => {
    const answer = await submit(quality, '/servicio-no-conforme/nuevo', { what: '' }, '/servicio-no-conforme');
    expect(answer.status).to.equal(422);
    const summary = /<div class="errsum"[^]*?<\/div>/.exec(answer.text)?.[0] ?? '';
    expect(textOf(summary)).to.include('Cuándo se encontró: elija una opción').and.include('Autoridad que decide: elija una opción').and.include('Diga qué no cumple');
    expect(answer.text).to.not.include('\u0001');
  }); // prettier-ignore

  it('an invalid form keeps what was typed and says what is wrong beside its field', async () => {
    const answer = await submit(quality, '/no-conformidades/nueva', { description: '', origin: 'NO-EXISTE', found: today(), responsible: positionOf(people.leader), grade: 'minor' });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include('NO-EXISTE').and.include('Diga qué no cumple');
  });

  it('the certifier reads and can change nothing; a reader finds only what is theirs', async () => {
    const code = await aNonconformity(people);
    const certifier = await agentFor(people.certifier);
    const page = await certifier.get(`/no-conformidades/${code}`);
    expect(page.status).to.equal(200);
    expect(page.text).to.not.include(`/no-conformidades/${code}/revision`);
    for (const noun of ['revision', 'anulacion']) expect((await certifier.get(`/no-conformidades/${code}/${noun}`)).status).to.equal(403);
    expect((await certifier.get('/no-conformidades/nueva')).status).to.equal(403);
    const reader = await agentFor(people.reader);
    expect((await reader.get(`/no-conformidades/${code}`)).status).to.equal(404);
    expect((await reader.get('/no-conformidades')).text).to.not.include(code);
    const own = await submit(reader, '/no-conformidades/nueva', { description: 'La guía es de otro año', found: today(), responsible: positionOf(people.leader), grade: 'observation' });
    expect((await reader.get(String(own.headers.location))).status).to.equal(200);
  });

  it('lists by state, process and delay, shows the board, and exports', async () => {
    onDay('2026-03-02');
    const code = await aNonconformity(people, { grade: 'major', found: '2026-03-01' });
    expect((await quality.get('/no-conformidades?estado=opened&grado=major&orden=plazo')).text).to.include(code);
    expect((await quality.get('/no-conformidades?estado=closed')).text).to.not.include(`>${code}<`);
    onDay('2026-04-02');
    expect((await quality.get('/no-conformidades?vencidas=si')).text).to.include(code);
    expect((await quality.get('/no-conformidades/tablero')).text).to.include(code);
    const book = await quality.get('/no-conformidades.xlsx?grado=major');
    expect(book.headers['content-type']).to.include('spreadsheetml');
    const process = await quality.get('/procesos/D02.03');
    expect(process.text).to.include('No conformidades abiertas');
  });

  it('draws ageing, Pareto and days to close, each with its table', async () => {
    onDay('2026-05-04');
    await bring(await aNonconformity(people), 'closed', people);
    const page = textOf((await quality.get('/no-conformidades/analisis?anio=2026')).text);
    for (const words of ['Antigüedad de las abiertas', 'Pareto de las causas', 'Método', '100 %', 'Días hasta el cierre', 'D02.03'])
      expect(page).to.include(words);
    expect((await (await agentFor(people.reader)).get('/no-conformidades/analisis')).status).to.equal(403);
  });

  it('hands out the file of an evidence to whoever sees the action, and no other file', async () => {
    const code = await aNonconformity(people);
    await bring(code, 'verifying', people);
    const [action] = await actionsOf(code);
    const sha256 = action?.followUps[0]?.evidence[0]?.file?.sha256 ?? '';
    const file = await leader.get(`/acciones/${action!.code}/evidencias/${sha256}`);
    expect(file.status).to.equal(200);
    expect(file.headers['content-disposition']).to.include('acta.txt');
    expect((await leader.get(`/acciones/${action!.code}/evidencias/${'0'.repeat(64)}`)).status).to.equal(404);
    expect((await (await agentFor(people.reader)).get(`/acciones/${action!.code}/evidencias/${sha256}`)).status).to.equal(404);
  });

  it('G10: a nonconforming service by its pages; only its authority is offered the decision', async () => {
    const code = await aService(people);
    const path = `/servicio-no-conforme/${code}`;
    expect((await quality.get(path)).text).to.not.include(`${path}/disposicion`);
    expect((await quality.get(`${path}/disposicion`)).status).to.equal(403);
    const committee = await agentFor(people.committee);
    expect((await committee.get('/pendientes')).text).to.include(`Decida sobre ${code}`);
    const refused = await submit(committee, `${path}/disposicion`, { disposition: 'concede', reason: 'Urge', permission: '', due: addDays(today(), 3) });
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('Diga quién permite la concesión').and.include('Urge');
    const decided = await submit(committee, `${path}/disposicion`, { disposition: 'correct', reason: 'Se corrige', permission: '', due: addDays(today(), 3) });
    expect(decided.status).to.equal(303);
    const raised = await submit(quality, `${path}/no-conformidad`, {});
    expect(String(raised.headers.location)).to.match(/^\/no-conformidades\/NC-/);
    expect((await quality.get('/servicio-no-conforme?estado=decided')).text).to.include(code);
    expect((await quality.get(String(raised.headers.location))).text).to.include(code);
  });

  it('a page of a list reads an index, not the whole register', async () => {
    const none = { state: null, nature: null, grade: null, source: null, process: null, responsible: null, overdue: false };
    const process = 'a'.repeat(24);
    const filters: Partial<Record<keyof typeof none, unknown>>[] = [{}, { state: 'open' }, { state: 'closed' }, { grade: 'major' }, { source: 'audit' }, { process }, { responsible: process }, { overdue: true }];
    for (const filter of filters) {
      const query = recordQuery({ ...none, ...filter } as never, people.quality);
      const plan = await Nonconformity.find(query).sort({ found: -1, code: -1 }).explain('queryPlanner');
      expect(JSON.stringify(plan), JSON.stringify(filter)).to.include('IXSCAN').and.not.include('COLLSCAN');
    }
    const actions = [{}, { state: 'planned' as const, due: { $lt: today() } }, { kind: 'corrective' as const }, { process }];
    for (const filter of actions) {
      const plan = await ImprovementAction.find({ ...filter, $and: [actionScope(people.quality)] }).sort({ due: 1, code: 1 }).explain('queryPlanner');
      expect(JSON.stringify(plan), JSON.stringify(filter)).to.include('IXSCAN').and.not.include('COLLSCAN');
    }
  });

  it('blank forms of every act open for whoever may, with a token', async () => {
    const code = await aNonconformity(people);
    for (const noun of ['revision', 'acciones', 'anulacion']) {
      const page = await quality.get(`/no-conformidades/${code}/${noun}`);
      expect(page.status, noun).to.equal(200);
      expect(valueOf(page.text, '_csrf')).to.not.equal('');
    }
  });
}); // prettier-ignore
