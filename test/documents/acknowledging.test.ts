// Read and understood: who confirmed which version, and who has not (G1d).
import { expect } from 'chai';
import { Acknowledgement } from '../../server/documents/acknowledgement.ts';
import { acknowledge, distribute } from '../../server/documents/distributing.ts';
import { startVersion } from '../../server/documents/drafting.ts';
import { issue } from '../../server/documents/issuing.ts';
import { readingFaults } from '../../server/documents/proving-reading.ts';
import { readersOf, readingTasks, unreadBy } from '../../server/documents/queries/reading.ts';
import { addDays, setClock, startOf, today } from '../../server/platform/clock.ts';
import { sayFault } from '../../server/platform/integrity/saying.ts';
import { disableUser } from '../../server/people/index.ts';
import { agentFor } from '../support/app.ts';
import { formOf, send, submit, textOf } from '../support/pages.ts';
import { SETUP, type People } from '../support/people.ts';
import { aDraft, bring, documentOf, makeOffice, signed, versionOf, write } from './cast.ts';
import { refusalOf } from '../support/refusal.ts';

const ALL = { everyone: true, areas: [], positions: [], acknowledge: true };

describe('documents: read and understood', () => {
  let people: People;
  beforeEach(async () => {
    people = await makeOffice();
  });

  const toRead = async (): Promise<string> => {
    const code = await aDraft(people.leader);
    await bring(code, 'in_force', people);
    await distribute(code, ALL, people.quality);
    return code;
  };
  const hashOf = async (code: string, number = 1): Promise<{ sha256: string }> => ({
    sha256: (await versionOf(code, number)).sha256 ?? '',
  });
  const second = async (code: string, effective = today()): Promise<void> => {
    const number = await startVersion(code, { reason: 'Cambió la norma' }, people.leader);
    await write(code, number, '## Objetivo\n\nOtro.', people.leader);
    await bring(code, 'approved', people, number);
    const { sha256 } = await signed(code, number);
    await issue(code, number, { effective, sha256 }, people.quality);
  };

  it('G1d: a person confirms the version in force once, with the hash of what they saw', async () => {
    const code = await toRead();
    const seen = await hashOf(code);
    await acknowledge(code, seen, people.reader);
    await acknowledge(code, seen, people.reader);
    const found = await Acknowledgement.find({ person: people.reader.id }).lean();
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ name: people.reader.name, position: 'Auxiliar administrativa', ...seen });
  });

  it('G1d: what another version showed is not confirmed', async () => {
    const code = await toRead();
    const seen = await hashOf(code);
    await second(code);
    expect(await refusalOf(acknowledge(code, seen, people.reader))).to.equal(
      'documents.refusal.changed_since_shown',
    );
    expect(await Acknowledgement.countDocuments()).to.equal(0);
  });

  it('G1d: every version asks anew, from its date on and before any job has run', async () => {
    const code = await toRead();
    await acknowledge(code, await hashOf(code), people.reader);
    expect(await unreadBy(people.reader)).to.deep.equal([]);
    const date = addDays(today(), 2);
    await second(code, date);
    expect(await unreadBy(people.reader)).to.deep.equal([]);
    setClock(() => startOf(date));
    const [task] = await readingTasks(people.reader);
    expect(task).to.deep.include({ word: 'documents.task.read', since: startOf(date) });
    expect(task?.params).to.include({ code, label: '2' });
    await acknowledge(code, await hashOf(code, 2), people.reader);
    expect(await unreadBy(people.reader)).to.deep.equal([]);
  });

  it('confirms nothing that is not meant for the person, or not in force', async () => {
    const code = await toRead();
    const position = people.leader2.positions[0]?.id ?? '';
    await distribute(code, { ...ALL, everyone: false, positions: [position] }, people.quality);
    expect(await refusalOf(acknowledge(code, await hashOf(code), people.reader))).to.equal(
      'documents.refusal.not_for_you',
    );
    await acknowledge(code, await hashOf(code), people.leader2);
    const draft = await aDraft(people.leader);
    await distribute(draft, ALL, people.quality);
    expect(await refusalOf(acknowledge(draft, { sha256: 'a'.repeat(64) }, people.reader))).to.equal(
      'documents.refusal.none_in_force',
    );
  });

  it('G1d: who has read and who has not is counted among those to whom it applies, without the certifying body', async () => {
    const code = await toRead();
    const everyone = await readersOf(await documentOf(code));
    expect(everyone).to.include({ asked: 9, read: 0 });
    expect(everyone.rows.map((one) => one.name)).not.to.include(people.certifier.name);
    await acknowledge(code, await hashOf(code), people.reader);
    await acknowledge(code, await hashOf(code), people.school);
    await disableUser(people.school.id, 'Se retiró', SETUP);
    const found = await readersOf(await documentOf(code));
    expect(found).to.include({ asked: 8, read: 1 });
    const gone = found.rows.find((one) => one.id === people.school.id);
    expect(gone).to.include({ applies: false }).and.have.property('readAt').that.is.an.instanceOf(Date);
  });

  it('G1d: the button stands on the page of a person whom it applies to, and goes once it was used', async () => {
    const code = await toRead();
    const agent = await agentFor(people.reader, { fresh: true });
    const { sha256 } = await hashOf(code);
    const desk = await agent.get('/pendientes').expect(200);
    expect(textOf(desk.text)).to.contain(`Lea ${code}, versión 1, y confirme`);
    const page = await agent.get(`/documentos/${code}`).expect(200);
    expect(textOf(page.text)).to.contain('Leí y entendí la versión 1').and.contain(sha256);
    const sent = await submit(agent, `/documentos/${code}`, {}, `/documentos/${code}/lectura`);
    expect(sent.status).to.equal(303);
    const after = await agent.get(`/documentos/${code}`).expect(200);
    expect(textOf(after.text)).to.contain('Usted confirmó la lectura de la versión 1');
    expect(after.text).not.to.contain(`action="/documentos/${code}/lectura"`);
    expect(textOf((await agent.get('/pendientes')).text)).not.to.contain(`Lea ${code}`);
    const own = await agent.get('/mis-documentos').expect(200);
    expect(textOf(own.text)).to.contain('Leído').and.not.contain('Por leer');
  });

  it('G1d: a page that was left open while a version took effect is refused, and shows the new one', async () => {
    const code = await toRead();
    const agent = await agentFor(people.reader, { fresh: true });
    const stale = formOf((await agent.get(`/documentos/${code}`)).text, `/documentos/${code}/lectura`);
    await second(code);
    const answer = await send(agent, `/documentos/${code}/lectura`, stale.fields);
    expect(answer.status).to.equal(409);
    expect(textOf(answer.text)).to.contain('El contenido cambió después de que usted abrió esta página');
    expect(textOf(answer.text)).to.contain('Leí y entendí la versión 2');
  });

  it('the certifying body reads who confirmed and confirms nothing; a reader sees no names', async () => {
    const code = await toRead();
    await acknowledge(code, await hashOf(code), people.reader);
    const certifier = await agentFor(people.certifier, { fresh: true });
    const page = await certifier.get(`/documentos/${code}/distribucion?lectura=confirmada`).expect(200);
    expect(textOf(page.text)).to.contain(people.reader.name).and.contain('1 de 9 personas');
    expect(textOf(page.text)).not.to.contain(people.leader2.name);
    expect((await certifier.get(`/documentos/${code}`)).text).not.to.contain('/lectura');
    const csv = await certifier.get(`/documentos/${code}/distribucion.csv`).expect(200);
    expect(csv.text).to.contain(people.reader.name).and.contain(people.leader2.name);
    const reader = await agentFor(people.reader, { fresh: true });
    await reader.get(`/documentos/${code}/distribucion`).expect(403);
    await reader.get(`/documentos/${code}/distribucion.csv`).expect(403);
  });

  it('G1d: verify names a confirmation of another content than the one that is stored', async () => {
    const code = await toRead();
    await acknowledge(code, await hashOf(code), people.reader);
    expect(await Array.fromAsync(readingFaults())).to.deep.equal([]);
    // Behind the application's back, as somebody with the database in hand would.
    await Acknowledgement.collection.updateOne(
      { person: people.reader.id },
      { $set: { sha256: 'f'.repeat(64) } },
    );
    expect((await Array.fromAsync(readingFaults())).map((one) => sayFault(one, 'en'))).to.deep.equal([
      '1 person confirmed having read version 1 with another content',
    ]);
  });

  it('many documents to read stand as one line that leads to the own list', async () => {
    for (let made = 0; made < 6; made += 1) await toRead();
    const tasks = await readingTasks(people.reader);
    expect(tasks).to.have.length(1);
    expect(tasks[0]).to.deep.include({ word: 'documents.task.read_many', href: '/mis-documentos', params: { count: 6 } });
  }); // prettier-ignore
});
