// Meetings as people use them: the real forms, what comes back when something is wrong, and who may only read.
import { expect } from 'chai';
import { bodyForChange } from '../../server/meetings/forming.ts';
import { today } from '../../server/platform/clock.ts';
import { keptLetters } from '../../server/platform/mail/outbox.ts';
import { mailSettled } from '../../server/platform/mail/soon.ts';
import { aDraft, bring } from '../documents/cast.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { formOf, send, submit, textOf } from '../support/pages.ts';
import type { People } from '../support/people.ts';
import { aSession, attended, makeCommittee, sessionOf } from './cast.ts';

describe('meetings: pages', () => {
  let people: People;
  let office: Agent;
  let document: string;
  before(async () => {
    people = await makeCommittee();
    office = await agentFor(people.quality);
    document = await aDraft(people.leader);
    await bring(document, 'in_approval', people);
  });

  it('the quality office forms a body and names its members; a wrong form keeps what was typed', async () => {
    const wrong = await submit(office, '/organos/nuevo', { short: 'c d', name: 'Comité de calidad', rule: 'number', number: '0' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('Comité de calidad').and.include('Escriba cuántos integrantes');
    const made = await submit(office, '/organos/nuevo', { short: 'cal', name: 'Comité de calidad', rule: 'number', number: '2' });
    expect(made.headers.location).to.equal('/organos/ORG-CAL');
    const empty = await office.get('/organos/ORG-CAL');
    expect(empty.text, 'nobody to call together').to.not.include('/organos/ORG-CAL/convocatoria');
    const member = { person: people.leader.id, role: 'chair', votes: 'si', from: '2026-01-01', namedBy: 'Resolución 4' };
    expect((await submit(office, '/organos/ORG-CAL/integrantes', member)).status).to.equal(303);
    expect((await submit(office, '/organos/ORG-CAL/integrantes', member)).text).to.include('ya es integrante en esas fechas');
    const { text } = await office.get('/organos/ORG-CAL');
    expect(text).to.include('/organos/ORG-CAL/convocatoria');
    const page = textOf(text);
    for (const said of ['Comité de calidad', people.leader.name, 'Resolución 4', 'Número fijo: 2 de 1']) expect(page).to.include(said);
    expect((await submit(office, '/organos/ORG-CAL/integrantes/1/retiro', { until: today() })).status).to.equal(303);
    expect((await bodyForChange('ORG-CAL')).members[0]?.until).to.equal(today());
    await submit(office, '/organos/ORG-CAL/edicion', { name: 'Comité de la calidad', rule: 'majority', active: '' });
    expect(textOf((await office.get('/organos')).text)).to.include('Comité de la calidad');
  }); // prettier-ignore

  it('a session goes by its pages from call to signed minutes', async () => {
    const answer = await submit(office, '/organos/ORG-CD/convocatoria', {
      date: today(), time: '25:00', mode: 'remote', place: 'https://reunion.example', agenda: 'Lectura del acta\nVarios',
    });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.include('https://reunion.example');
    const convened = await send(office, '/organos/ORG-CD/convocatoria', { ...formOf(answer.text).fields, time: '14:30' });
    const path = convened.headers.location ?? '';
    expect(path).to.match(/^\/sesiones\/SES-\d{4}-001$/);
    await mailSettled();
    const letters = (await keptLetters({ skip: 0, limit: 100 })).rows.filter((one) => one.subject.startsWith('Comité Directivo: sesión del'));
    expect(letters.map((one) => one.to).flat().sort()).to.deep.equal([people.committee, people.leader, people.leader2, people.admin, people.quality2].map((one) => one.email).sort());
    expect(letters[0]?.text).to.include('https://reunion.example').and.include('1. Lectura del acta').and.include(path);
    const unknown = await submit(office, `${path}/puntos`, { title: 'Aprobar', subject: 'NADA-1' });
    expect(unknown.text).to.include('Ningún registro lleva el código NADA-1').and.include('NADA-1');
    expect(textOf(unknown.text)).to.include(document);
    await submit(office, `${path}/puntos`, { title: 'Aprobar el instructivo', subject: document });

    const { committee, quality2, leader, leader2 } = people;
    const present = [committee.id, quality2.id, leader.id, leader2.id];
    expect((await submit(office, `${path}/asistencia`, { present, presiding: leader.id, secretary: leader.id })).text).to.include('personas distintas');
    await submit(office, `${path}/asistencia`, { present, presiding: committee.id, secretary: quality2.id, guests: 'Una invitada' });
    expect(textOf((await office.get(path)).text)).to.include('Hubo quórum: 3 de 4');

    const chair = await agentFor(committee);
    const wrong = await submit(chair, `${path}/puntos/3/decision`, { outcome: 'approved', text: 'Adecuado', for: '2', password: committee.password });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('Los votos suman 2').and.include('Adecuado');
    const decided = await submit(chair, `${path}/puntos/3/decision`, { outcome: 'approved', text: 'Adecuado', for: '3', password: committee.password });
    expect(decided.headers.location).to.equal(path);
    expect(textOf((await office.get(`/documentos/${document}/versiones/1`)).text)).to.include('Aprobada');

    const secretary = await agentFor(quality2);
    await submit(secretary, `${path}/acta`, { minutes: 'Se reunió.\n\nDecidió.', what: ['Socializar', ''], who: ['Beatriz', ''], due: ['2026-12-01', ''], close: 'si' });
    expect(textOf((await secretary.get('/pendientes')).text)).to.include('Firme ACTA-');
    expect((await submit(secretary, `${path}/firma`, { password: 'otra' })).text).to.include('contraseña');
    await submit(secretary, `${path}/firma`, { password: quality2.password });
    await submit(chair, `${path}/firma`, { password: committee.password });
    const page = textOf((await office.get(path)).text);
    for (const said of ['Acta firmada', 'REG-', 'Socializar', 'Una invitada', 'A favor 3']) expect(page).to.include(said);
    const pdf = await office.get(`${path}/acta.pdf`).responseType('blob');
    expect((pdf.body as Buffer).subarray(0, 5).toString()).to.equal('%PDF-');
    await submit(secretary, `${path}/anotaciones`, { text: 'Una precisión' });
    expect(textOf((await office.get(path)).text)).to.include('Una precisión');
    expect((await submit(office, `${path}/acta`, { minutes: 'Otra' })).status).to.equal(409);
  }); // prettier-ignore

  it('a member reads their body; a stranger does not find it; a certifier reads and can change nothing', async () => {
    const code = await aSession(people);
    await attended(code, people, []);
    const [stranger, member, certifier] = await Promise.all([people.reader, people.leader2, people.certifier].map((one) => agentFor(one)));
    expect((await stranger?.get(`/sesiones/${code}`))?.status).to.equal(404);
    expect((await stranger?.get('/organos/ORG-CD'))?.status).to.equal(404);
    expect(textOf((await stranger?.get('/sesiones'))?.text ?? '')).to.include('Todavía no hay sesiones');
    expect((await member?.get(`/sesiones/${code}`))?.status).to.equal(200);
    expect((await member?.get(`/sesiones/${code}/asistencia`))?.status).to.equal(403);
    expect((await certifier?.get(`/sesiones/${code}`))?.status).to.be.oneOf([200, 404]);
    expect((await certifier?.get(`/sesiones/${code}/acta`))?.status).to.be.oneOf([403, 404]);
    expect((await submit(office, `/sesiones/${code}/anulacion`, { reason: 'No hubo quórum' })).status).to.equal(303);
    expect((await sessionOf(code)).cancelled?.reason).to.equal('No hubo quórum');
    expect(textOf((await office.get('/sesiones?estado=cancelled')).text)).to.include(code);
  }); // prettier-ignore
});
