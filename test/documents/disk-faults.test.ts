// The disk fails under an upload, at every one of its calls: a clear page, nothing half done, and the same form works once it is mended.
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { createApp } from '../../server/app.ts';
import { Document } from '../../server/documents/document.ts';
import { Version } from '../../server/documents/version.ts';
import { entries } from '../../server/platform/audit/trail.ts';
import { nativeCollection } from '../../server/platform/db/connection.ts';
import { createStore, fileStore, useFileStore, type Store } from '../../server/platform/files/index.ts';
import { realDisk } from '../../server/platform/files/disk.ts';
import { createLog } from '../../server/platform/http/log.ts';
import { visitor, type Answer, type Visitor } from '../endure/office/visitor.ts';
import { storageDir } from '../support/database.ts';
import { failingDisk, type DiskFault } from '../support/failing-disk.ts';
import { odt } from '../support/hostile-files/index.ts';
import { textOf, type Fields } from '../support/pages.ts';
import { makeOffice, typeNamed } from './cast.ts';

describe('documents: a failing disk', () => {
  let server: Server;
  let leader: Visitor;
  let type: string;
  let usual: Store;
  let made = 0;

  before(async () => {
    await makeOffice();
    usual = fileStore();
    server = createServer(
      createApp({
        log: createLog('silent'),
        sessionSecret: 'a secret that only tests know, 32+',
        https: false,
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    leader = await signedIn();
    type = await typeNamed('IN');
  });
  afterEach(() => void useFileStore(usual));
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function signedIn(): Promise<Visitor> {
    const { port } = server.address() as AddressInfo;
    const person = visitor('leader', '127.0.0.1', () => `http://127.0.0.1:${port}`);
    await person.signIn();
    return person;
  }

  function aForm(): Fields {
    made += 1;
    return {
      _csrf: leader.csrf(), _once: randomUUID(), type, process: '', code: `DISCO-${made}`, title: 'Con archivo',
      owner: '', label: '1', start: 'file', procedure: '', recordKind: '',
    }; // prettier-ignore
  }

  function send(fields: Fields): Promise<Answer> {
    const bytes = odt(`Contenido de ${String(fields.code)}`);
    return leader.post('/documentos', fields, {
      field: 'file',
      name: 'a.odt',
      type: 'application/vnd.oasis.opendocument.text',
      bytes,
    });
  }

  /** What an upload leaves behind: records, trail, tokens, unfinished files. */
  async function traces(): Promise<number[]> {
    const drafts = await readdir(join(storageDir, 'tmp')).catch(() => []);
    const counts = [
      Document.countDocuments(),
      Version.countDocuments(),
      entries().countDocuments(),
      nativeCollection('uploads').countDocuments(),
    ];
    return [...(await Promise.all(counts)), drafts.length];
  }

  it('C4: a fault at any call of an upload is told, leaves nothing half done, and the form can be sent again', async () => {
    const counting = failingDisk(0, 'EIO');
    useFileStore(createStore(storageDir, counting.disk));
    expect((await send(aForm())).status).to.equal(303);
    const calls = counting.calls();
    expect(calls).to.be.greaterThan(8);

    const others: DiskFault[] = ['EIO', 'EACCES', 'EMFILE'];
    for (let call = 1; call <= calls; call += 1)
      for (const code of ['ENOSPC', others[call % 3]] as DiskFault[]) {
        const fields = aForm();
        const before = await traces();
        useFileStore(createStore(storageDir, failingDisk(call, code).disk));
        const answer = await send(fields);
        expect([answer.status, call, code]).to.deep.equal([code === 'ENOSPC' ? 507 : 500, call, code]);
        expect(textOf(answer.text)).not.to.contain('injected');
        expect(await traces(), `${code} at ${call}`).to.deep.equal(before);
        if (call % 4 !== 0) continue;
        useFileStore(usual);
        expect((await send(fields)).status, `again after ${code} at ${call}`).to.equal(303);
      }
  }).timeout(180_000);

  it('C5: on a full disk uploads are refused with 507, while people sign in, read, write texts and take files out', async () => {
    const kept = aForm();
    expect((await send(kept)).status).to.equal(303);
    const full = (): never => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    useFileStore(
      createStore(storageDir, {
        ...realDisk,
        create: () => Promise.resolve().then(full),
        makeFolder: () => Promise.resolve().then(full),
      }),
    );
    const refused = await send(aForm());
    expect(refused.status).to.equal(507);
    expect(textOf(refused.text)).to.match(/espacio/i);

    await signedIn();
    for (const path of [
      '/documentos',
      `/documentos/${String(kept.code)}`,
      `/documentos/${String(kept.code)}/versiones/1/archivo`,
    ])
      expect((await leader.get(path)).status, path).to.equal(200);
    const text = await leader.post('/documentos', { ...aForm(), start: 'text' });
    expect(text.status).to.equal(303);

    useFileStore(usual);
    expect((await send(aForm())).status).to.equal(303);
  }).timeout(60_000);
});
