// The reading room: who is let in, what the scope shows as of the cut-off, and the two things that a certifier may write (L3).
import { expect } from 'chai';
import {
  closeEngagement,
  openEngagement,
  type EngagementInput,
} from '../../server/evidence/room/engaging.ts';
import { EngagementModel } from '../../server/evidence/room/engagement.ts';
import { EvidenceRequest } from '../../server/evidence/room/request.ts';
import { RoomComment } from '../../server/evidence/room/comment.ts';
import { act } from '../../server/platform/audit/act.ts';
import { addDays, setClock, today } from '../../server/platform/clock.ts';
import { Invalid, Refusal } from '../../server/platform/errors.ts';
import { link } from '../../server/platform/links/links.ts';
import { Document } from '../../server/documents/document.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { createUser } from '../../server/people/index.ts';
import { hashPassword } from '../../server/platform/access/passwords.ts';
import { findProcess, seedProcesses } from '../../server/processes/index.ts';
import { aDraft, bring, makeOffice } from '../documents/cast.ts';
import { agentFor, type Agent } from '../support/app.ts';
import { send, submit, textOf, valueOf } from '../support/pages.ts';
import { PASSWORD, personById, SETUP, type People } from '../support/people.ts';

describe('evidence: the reading room', function () {
  this.timeout(60_000);
  let people: People;
  let certifier: Agent;
  /** Of a second certifying body, to which no room is open yet. */
  let stranger: Agent;
  let strangerId: string;
  let quality: Agent;
  /** Of the engaged process, and of another one. */
  const codes = { inside: 'PR-DENTRO', outside: 'PR-FUERA', none: 'PR-NINGUNO' };
  let scope: Omit<EngagementInput, 'accounts'>;

  before(async () => {
    people = await makeOffice();
    await seedProcesses(SETUP);
    const process = async (code: string): Promise<string> => (await findProcess(code))?.id ?? '';
    const [engaged, other] = [await process('D02.03'), await process('D02.01')];
    for (const [code, of] of [[codes.inside, engaged], [codes.outside, other], [codes.none, null]] as const) {
      await aDraft(people.leader, { code, process: of });
      await bring(code, 'in_force', people);
      const { _id } = (await Document.findOne({ code }).lean())!;
      await act('documents.link', SETUP, () =>
        link({ kind: 'document', id: String(_id) }, 'governs', { kind: 'clause', id: 'G1a' }),
      );
    } // prettier-ignore
    scope = {
      body: 'Certificadora Norte',
      purpose: 'Etapa 2',
      sets: ['technical-specification'],
      processes: [engaged],
      from: '2020-01-01',
      until: today(),
      cutOff: today(),
      expires: addDays(today(), 30),
    };
    scope.sets = [(await setIds())[0] ?? ''];
    await closeEngagement((await EngagementModel.findOne().lean())?.code ?? '', 'Termina la prueba', SETUP);
    await openEngagement({ ...scope, accounts: [people.certifier.id] }, SETUP);
    certifier = await agentFor(people.certifier, { fresh: true });
    strangerId = await createUser(
      {
        name: 'Íngrid Paz',
        email: 'ingrid@valle-alto.example',
        roles: ['certifier'],
        areas: [],
        passwordHash: await hashPassword(PASSWORD),
      },
      SETUP,
    );
    stranger = await agentFor(await personById(strangerId));
    quality = await agentFor(people.quality);
  });
  after(() => setClock(null));

  it('L3: without an open engagement the account sees one page that says so, and nothing else', async () => {
    for (const path of [
      '/',
      '/documentos',
      `/documentos/${codes.inside}`,
      '/requisitos',
      '/sala-de-lectura',
    ]) {
      const page = await stranger.get(path).expect(403);
      expect(textOf(page.text), path).to.include('No tiene una sala de lectura abierta');
      expect(textOf(page.text)).not.to.include('Instructivo');
    }
    await stranger.get('/mi-cuenta').expect(200);
  });

  it('L3: the quality office opens a room on the page; a form without scope keeps what was typed', async () => {
    const fields = {
      body: 'Certificadora Norte',
      purpose: 'Etapa 2',
      accounts: strangerId,
      from: '2020-01-01',
      until: today(),
      cutOff: today(),
      expires: addDays(today(), 30),
    };
    const nothing = { ...fields, everySet: [], everyProcess: [] };
    const refused = await submit(quality, '/sala-de-lectura/nueva', nothing);
    expect(refused.status).to.equal(422);
    expect(textOf(refused.text)).to.include('Marque todos los conjuntos o elija algunos');
    expect(refused.text).to.include('value="Certificadora Norte"');
    const scoped = { sets: scope.sets ?? [], processes: scope.processes ?? [] };
    const opened = await submit(quality, '/sala-de-lectura/nueva', { ...nothing, ...scoped });
    expect(opened.status).to.equal(303);
    expect((await personById(strangerId)).engagement?.code).to.match(/-003$/);
    expect(opened.headers.location).to.match(/^\/sala-de-lectura\/ENC-\d{4}-003$/);
  });

  it('L3: an account is in one open room at a time, and only accounts of certifying bodies are let in', async () => {
    for (const accounts of [[people.certifier.id], [people.reader.id], []]) {
      const refused: unknown = await openEngagement({ ...scope, accounts }, SETUP).catch((e: unknown) => e);
      expect(refused, accounts.join()).to.be.instanceOf(Invalid);
    }
  });

  it('L3: lists, pages, links and codes show what the scope allows and nothing beyond it', async () => {
    const list = await certifier.get('/documentos').expect(200);
    expect(list.text).to.include(codes.inside);
    for (const code of [codes.outside, codes.none]) {
      expect(list.text).not.to.include(code);
      await certifier.get(`/documentos/${code}`).expect(404);
    }
    const process = (await findProcess('D02.01'))?.id ?? '';
    const asked = await certifier.get(`/documentos?proceso=${process}`).expect(200);
    expect(asked.text).not.to.include(codes.outside);
    const csv = await certifier.get('/documentos.csv').expect(200);
    expect(csv.text).to.include(codes.inside).and.not.include(codes.outside);
    const clause = await certifier.get('/requisitos/G1a').expect(200);
    expect(clause.text).to.include(codes.inside).and.not.include(codes.outside);
    const found = await certifier.get('/buscar?q=instructivo').expect(200);
    expect(found.text).to.include(codes.inside).and.not.include(codes.outside);
    const { code } = (await EngagementModel.findOne({ closed: null, accounts: people.certifier.id }).lean())!;
    await certifier.get(`/sala-de-lectura/${code}/requisitos/G1`).expect(200);
    await certifier.get(`/sala-de-lectura/${code}/requisitos/ISO9001-2015-7.5`).expect(404);
    await certifier.get('/procesos/D02.03').expect(200);
    await certifier.get('/procesos/D02.01').expect(404);
    expect((await certifier.get('/procesos').expect(200)).text).not.to.include('/procesos/D02.01');
  });

  it('L3: clause by clause: evidence, a comment on it, and a request that the quality office answers with records', async () => {
    const room = (await certifier.get('/sala-de-lectura').redirects(0)).headers.location ?? '';
    const page = await certifier.get(`${room}/requisitos/G1`).expect(200);
    expect(page.text).to.include(codes.inside).and.not.include(codes.outside);
    const { _id } = (await Document.findOne({ code: codes.inside }).lean())!;
    const said = { clause: 'G1', about: `document:${String(_id)}`, text: 'Falta la firma del anexo' };
    const again = await submit(certifier, `${room}/requisitos/G1`, { ...said, text: '' }, `${room}/comentarios`);
    expect(again.status).to.equal(422);
    const commented = await submit(certifier, `${room}/requisitos/G1`, said, `${room}/comentarios`);
    expect(commented.status).to.equal(303);
    expect((await certifier.get(`${room}/requisitos/G1`)).text).to.include('Falta la firma del anexo');
    const outside = (await Document.findOne({ code: codes.outside }).lean())!;
    const beyond = { ...said, about: `document:${String(outside._id)}` };
    expect((await submit(certifier, `${room}/requisitos/G1`, beyond, `${room}/comentarios`)).status).to.equal(404);

    const late = await submit(certifier, `${room}/solicitudes/nueva`, { text: 'Actas', due: addDays(today(), -1) });
    expect(late.status).to.equal(422);
    const asked = await submit(certifier, `${room}/solicitudes/nueva`, { clause: 'g1', text: 'Actas de aprobación' });
    expect(asked.status).to.equal(303);
    expect((await EvidenceRequest.findOne().lean())?.clause).to.equal('G1');
    const start = textOf((await certifier.get('/').expect(200)).text);
    expect(start).to.include('Abrir la sala de lectura');
    expect(textOf((await quality.get('/').expect(200)).text)).not.to.include('Abrir la sala de lectura');
    const request = asked.headers.location ?? '';
    const tasks = await quality.get('/pendientes').expect(200);
    expect(tasks.text).to.include(request);
    const wrong = await submit(quality, request, { text: 'Aquí están', codes: 'PR-NO-HAY' });
    expect(wrong.status).to.equal(422);
    expect(textOf(wrong.text)).to.include('Ningún registro lleva el código PR-NO-HAY');
    const answered = await submit(quality, request, { text: 'Aquí están', codes: `${codes.inside}\n${codes.outside}` });
    expect(answered.status).to.equal(303);
    const seen = await certifier.get(request).expect(200);
    expect(seen.text).to.include(codes.inside).and.not.include(codes.outside);
    expect(textOf(seen.text)).to.include('Fuera del alcance de esta sala');
    const twice = await send(quality, `${request}/respuesta`, { _csrf: valueOf((await quality.get('/mi-cuenta')).text, '_csrf'), text: 'Otra', codes: '' });
    expect(twice.status).to.equal(409);
    expect([await RoomComment.countDocuments(), await EvidenceRequest.countDocuments()]).to.deep.equal([1, 1]);
  }); // prettier-ignore

  it('L3: everything is as of the cut-off: a later version, a later document and a later obsolescence are not seen', async () => {
    const engagement = (await EngagementModel.findOne({
      closed: null,
      accounts: people.certifier.id,
    }).lean())!;
    const later = new Date(Date.now() + 3 * 86_400_000);
    setClock(() => later);
    try {
      await startVersion(codes.inside, { reason: 'Cambió la norma' }, people.leader);
      await bring(codes.inside, 'in_force', people, 2);
      await aDraft(people.leader, { code: 'PR-DESPUES', process: scope.processes?.[0] ?? null });
      await bring('PR-DESPUES', 'in_force', people);
      const reading = await agentFor(people.certifier, { fresh: true });
      const list = await reading.get('/documentos').expect(200);
      expect(list.text).to.include(codes.inside).and.not.include('PR-DESPUES');
      await reading.get('/documentos/PR-DESPUES').expect(404);
      await reading.get(`/documentos/${codes.inside}/versiones/2`).expect(404);
      const first = await reading.get(`/documentos/${codes.inside}/versiones/1`).expect(200);
      expect(textOf(first.text)).to.include('Vigente').and.not.include('Obsoleta');
      const shown = await reading.get(`/documentos/${codes.inside}`).expect(200);
      expect(shown.text).to.include('/versiones/1').and.not.include('/versiones/2');
      const history = await reading.get(`/documentos/${codes.inside}/historial`).expect(200);
      expect(textOf(history.text)).not.to.include('Cambió la norma');
      expect((await reading.get('/documentos.csv')).text).not.to.include('PR-DESPUES');
      expect((await personById(people.certifier.id)).engagement?.cutOff).to.equal(engagement.cutOff);
    } finally {
      setClock(null);
    }
  });

  it('L3: the day after it expires, and from its closing, the room shows nothing', async () => {
    const { code, expires } = (await EngagementModel.findOne({
      closed: null,
      accounts: people.certifier.id,
    }).lean())!;
    const after = new Date(`${addDays(expires, 1)}T15:00:00Z`);
    setClock(() => after);
    try {
      expect((await personById(people.certifier.id)).engagement).to.equal(null);
    } finally {
      setClock(null);
    }
    await closeEngagement(code, 'Terminó la visita', SETUP);
    await certifier.get('/documentos').expect(403);
    const twice: unknown = await closeEngagement(code, 'Otra vez', SETUP).catch((error: unknown) => error);
    expect(twice).to.be.instanceOf(Refusal);
  });
});

async function setIds(): Promise<string[]> {
  const { clauseSets } = await import('../../server/requirements/index.ts');
  return clauseSets.map((set) => set.id);
}
