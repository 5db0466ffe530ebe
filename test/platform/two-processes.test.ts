// Two application processes on one database: numbers stay whole, decisions stay one per person, sessions are each other's.
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { MongoClient, type Db } from 'mongodb';
import { readOwner } from '../../server/embedded/store/lock.ts';
import { today } from '../../server/platform/clock.ts';
import { startApplication, type Application, type Place } from '../endure/office/application.ts';
import { NEEDED, PASSWORD, TYPE, WRITERS } from '../endure/office/cast.ts';
import { visitor, type Visitor } from '../endure/office/visitor.ts';
import type { Fields } from '../support/pages.ts';

const CODE = 'KX-DOS-1';
const COPIES = 60;

describe('two processes on one database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigente-two-'));
  const place: Place = { storage: join(folder, 'storage'), temporary: join(folder, 'tmp') };
  let first: Application;
  let second: Application;
  let client: MongoClient;
  let db: Db;

  before(async () => {
    for (const path of [place.storage, place.temporary]) mkdirSync(path);
    first = await startApplication(place);
    const mongodbUri = readOwner(join(place.storage, 'database'))?.uri ?? '';
    second = await startApplication({ ...place, mongodbUri });
    client = await MongoClient.connect(mongodbUri);
    db = client.db();
  });
  after(async () => {
    await client.close();
    await second.stop();
    await first.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function at(application: Application, name: string, address: number): Promise<Visitor> {
    const person = visitor(
      name,
      process.platform === 'darwin' ? '127.0.0.1' : `127.0.3.${address}`,
      () => application.origin,
    );
    await person.signIn();
    return person;
  }

  /** Opens the page of an act, fills it in and sends it. Returns the status. */
  async function does(person: Visitor, noun: string, fields: Fields = {}): Promise<number> {
    const path = `/documentos/${CODE}/versiones/1/${noun}`;
    return (await person.post(path, { ...(await person.formAt(path, path)), ...fields })).status;
  }

  it('C16: six who approve at the two at once: each that was taken counts once, and the last ones are told', async () => {
    const author = await at(first, WRITERS.author[0] ?? '', 1);
    const type = await db.collection('document_types').findOne({ code: TYPE.code });
    const made = await author.post('/documentos', {
      _csrf: author.csrf(), _once: randomUUID(), type: String(type?._id), process: '', code: CODE, title: 'Dos procesos',
      owner: '', label: '1', start: 'text', procedure: '', recordKind: '',
    }); // prettier-ignore
    expect(made.status).to.equal(303);
    const markdown = '## Objetivo\n\nUno.\n\n## Alcance\n\nTodo.';
    expect(await does(author, 'editar', { reason: 'Primera versión', markdown })).to.equal(303);
    expect(await does(author, 'envio')).to.equal(303);

    const approvers = await Promise.all(
      WRITERS.approver.map((name, index) => at(index % 2 ? second : first, name, 10 + index)),
    );
    const forms = await Promise.all(
      approvers.map((one) => one.formAt(`/documentos/${CODE}/versiones/1/aprobacion`)),
    );
    const answers = await Promise.all(
      approvers.map((one, index) =>
        one.post(`/documentos/${CODE}/versiones/1/aprobacion`, { ...forms[index], password: PASSWORD }),
      ),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).to.deep.equal([
      ...Array<number>(NEEDED).fill(303),
      ...Array<number>(approvers.length - NEEDED).fill(409),
    ]);
    const version = await db.collection('document_versions').findOne({ state: 'approved' });
    expect((version?.decisions as unknown[]).length).to.equal(NEEDED);
  }).timeout(90_000);

  it('C12: copies numbered by both at once are 1 to n without gap or repeat', async () => {
    const issuer = await at(second, WRITERS.issuer[0] ?? '', 20);
    expect(await does(issuer, 'emision', { effective: today() })).to.equal(303);
    const copiers = await Promise.all(
      [0, 1].map((index) => at(index ? second : first, WRITERS.copier[index] ?? '', 30 + index)),
    );
    const answers = await Promise.all(
      Array.from({ length: COPIES }, (_, index) => {
        const copier = copiers[index % 2]!;
        return copier.post(`/documentos/${CODE}/copias`, {
          _csrf: copier.csrf(),
          _once: randomUUID(),
          holder: `Puesto ${index}`,
          place: '',
        });
      }),
    );
    expect(answers.map((answer) => answer.status)).to.deep.equal(Array<number>(COPIES).fill(303));
    const copies = await db
      .collection<{ number: number; holder: string }>('document_copies')
      .find()
      .toArray();
    expect(copies.map((one) => one.number).sort((a, b) => a - b)).to.deep.equal(
      Array.from({ length: COPIES }, (_, index) => index + 1),
    );
    expect(new Set(copies.map((one) => one.holder)).size).to.equal(COPIES);
    expect(await first.verify()).to.deep.equal([]);
  }).timeout(90_000);
}).timeout(90_000);
