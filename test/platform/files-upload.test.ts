// Multipart forms over a real connection: limits, tokens, torn lines; the temporary folder is empty after each of them.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from 'node:http';
import { expect } from 'chai';
import express from 'express';
import type { NextFunction, Request, Response } from 'express';
import request from 'supertest';
import { AppError } from '../../server/platform/errors.ts';
import { acceptedOf, multipart, uploadsOf } from '../../server/platform/files/upload.ts';
import { honestPdf, onePage, png } from '../support/hostile-files/index.ts';

describe('uploads', () => {
  let temporary: string;
  let server: Server;
  let mostFilesSeen = 0;

  before(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'vigente-upload-'));
    const app = express();
    const upload = multipart({
      maxBytes: 200_000,
      files: 2,
      allowed: ['pdf', 'png'],
      temporary,
      checkToken: (fields) => fields._csrf === 'right',
    });
    app.post('/', upload, async (req, res) => {
      mostFilesSeen = Math.max(mostFilesSeen, (await readdir(temporary)).length);
      const files = uploadsOf(req).map(({ field, name, accepted, refused }) => ({
        field,
        name,
        kind: accepted?.kind,
        refused: refused?.key,
      }));
      res.json({ fields: { ...req.body } as unknown, files, taken: acceptedOf(req, 'archivo').length });
    });
    app.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
      if (error instanceof AppError) res.status(error.status).json({ key: error.key, params: error.params });
      else next(error);
    });
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(temporary, { recursive: true });
  });
  afterEach(async () => expect(await settled(temporary)).to.deep.equal([]));

  const post = () => request(server).post('/');
  interface Answer {
    key?: string;
    fields?: Record<string, unknown>;
    files?: { field: string; name: string; kind?: string; refused?: string }[];
  }
  const said = (response: request.Response) => response.body as Answer;

  it('brings fields and accepted files, with their names in Spanish', async () => {
    const response = await post()
      .field('_csrf', 'right')
      .field('titulo', 'Año')
      .attach('archivo', Buffer.from(await honestPdf()), 'Señal ñ.pdf')
      .expect(200);
    expect(said(response)).to.deep.equal({
      fields: { _csrf: 'right', titulo: 'Año' },
      files: [{ field: 'archivo', name: 'Señal ñ.pdf', kind: 'pdf' }],
      taken: 1,
    });
    expect(mostFilesSeen).to.equal(0);
  });

  it('a wrong, missing or late token stops the form before a byte is stored', async () => {
    for (const form of [
      post().field('_csrf', 'wrong').attach('archivo', onePage(), 'a.pdf'),
      post().attach('archivo', onePage(), 'a.pdf'),
      post().attach('archivo', onePage(), 'a.pdf').field('_csrf', 'right'),
      post().field('_csrf', 'wrong').field('titulo', 'x'),
    ]) {
      const response = await form;
      expect(response.status).to.equal(403);
      expect(said(response).key).to.equal('errors.csrf');
    }
  });

  it('a refused file is told beside its field, not as a broken request', async () => {
    const refused = await post()
      .field('_csrf', 'right')
      .attach('archivo', onePage({ catalog: '/OpenAction <</S /JavaScript /JS (x)>>' }), 'a.pdf');
    expect(refused.status).to.equal(422);
    const other = await post()
      .field('_csrf', 'right')
      .attach('otro', Buffer.from('MZ'), 'a.exe')
      .attach('archivo', png(2, 2), 'b.png')
      .expect(200);
    expect(said(other).files).to.deep.equal([
      { field: 'otro', name: 'a.exe', refused: 'files.kind' },
      { field: 'archivo', name: 'b.png', kind: 'png' },
    ]);
  });

  it('sizes and counts beyond the limits are too large (413)', async () => {
    const big = await post().field('_csrf', 'right').attach('archivo', Buffer.alloc(200_001, 'x'), 'a.pdf');
    expect([big.status, said(big).key]).to.deep.equal([413, 'files.too_large']);
    const many = post().field('_csrf', 'right');
    for (const name of ['a', 'b', 'c']) void many.attach('archivo', onePage(), `${name}.pdf`);
    const tooMany = await many;
    expect([tooMany.status, said(tooMany).key]).to.deep.equal([413, 'files.too_many']);
    const crowd = post().field('_csrf', 'right');
    for (let i = 0; i < 500; i += 1) void crowd.field(`f${i}`, 'x');
    expect((await crowd).status).to.equal(413);
    expect((await post().field('_csrf', 'right').field('texto', 'x'.repeat(1_000_001))).status).to.equal(413);
  });

  it('bracketed, endless and polluting field names are bad requests (400)', async () => {
    for (const name of ['user[$ne]', 'a[999999999]', `a${'[b]'.repeat(1000)}`, 'a[]', 'x'.repeat(101)])
      expect((await post().field('_csrf', 'right').field(name, 'x')).status, name.slice(0, 20)).to.equal(400);
    await post().field('_csrf', 'right').field('__proto__', 'x').field('constructor', 'x');
    expect(({} as Record<string, unknown>).x).to.equal(undefined);
  });

  it('malformed bodies are bad requests (400)', async () => {
    const bodies: [string, string][] = [
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=b', 'no boundary here'],
      ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--'],
      ['multipart/form-data; boundary=b', `--b\r\nContent-Disposition: form-data; name="a"\r\nX: ${'y'.repeat(100_000)}\r\n\r\nx\r\n--b--`],
      ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\nright\r\n--b\r\nContent-Disposition: form-data; name="archivo"; filename="a.pdf"\r\n\r\nhalf'],
    ]; // prettier-ignore
    for (const [type, body] of bodies)
      expect((await post().set('Content-Type', type).send(body)).status, body.slice(0, 40)).to.equal(400);
  });

  for (const percent of [0, 1, 25, 50, 99])
    it(`a line cut at ${percent} % of the file leaves nothing`, async () => {
      await Promise.all(
        Array.from({ length: 10 }, () => cutUpload((server.address() as AddressInfo).port, percent)),
      );
    });

  it('still works afterwards', async () => {
    await post().field('_csrf', 'right').attach('archivo', onePage(), 'a.pdf').expect(200);
  });
});

/** Sends part of a form and drops the connection. */
async function cutUpload(port: number, percent: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const file = Buffer.concat([onePage(), Buffer.alloc(100_000, '%')]);
  const head =
    '--b\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\nright\r\n--b\r\nContent-Disposition: form-data; name="archivo"; filename="a.pdf"\r\n\r\n';
  const length = head.length + file.length + '\r\n--b--\r\n'.length;
  socket.write(
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${length}\r\n\r\n${head}`,
  );
  socket.write(file.subarray(0, Math.floor((file.length * percent) / 100)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
}

/** What lies in the folder once the server had a moment to notice. */
async function settled(folder: string): Promise<string[]> {
  let names = await readdir(folder);
  for (let tries = 0; names.length > 0 && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    names = await readdir(folder);
  }
  return names;
}
