// A database that goes away and comes back: the application says so, loses nothing, and goes on by itself (C20).
import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { startEmbedded } from '../../server/embedded/index.ts';
import { newStorage, removeStorages, startApplication } from './process.ts';

/** A door to the database that can be shut. */
async function door(
  path: string,
): Promise<{ port: number; shut(): void; open(): void; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let isShut = false;
  const server: Server = createServer((outer) => {
    if (isShut) return void outer.destroy();
    const inner = connect(path);
    for (const socket of [outer, inner]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    outer.pipe(inner).pipe(outer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    shut: () => ((isShut = true), cut()),
    open: () => void (isShut = false),
    close: () => (cut(), new Promise((resolve) => server.close(() => resolve()))),
  };
}

const until = async (probe: () => Promise<boolean>): Promise<void> => {
  while (!(await probe())) await new Promise((resolve) => setTimeout(resolve, 100));
};

describe('a database that goes away', () => {
  after(removeStorages);

  it('C20: health and pages say 503, nothing crashes, and all is well again when it is back', async () => {
    const embedded = await startEmbedded({ dataDir: join(newStorage(), 'database') });
    const between = await door(decodeURIComponent(/^mongodb:\/\/([^/]+)/.exec(embedded.uri)?.[1] ?? ''));
    const app = await startApplication({
      STORAGE_DIR: newStorage(),
      MONGODB_URI: `mongodb://127.0.0.1:${between.port}/oficina?directConnection=true`,
      SESSION_SECRET: 'a secret that only this test knows',
      ADMIN_EMAIL: 'jefe@valle-alto.example',
      ADMIN_PASSWORD: 'una clave larga y rara',
    });
    const status = async (path: string) =>
      (await fetch(`${app.url}${path}`, { redirect: 'manual', headers: { accept: 'text/html' } })).status;
    expect(await status('/salud')).to.equal(200);

    between.shut();
    expect(await status('/salud')).to.equal(503);
    expect(await status('/ingreso')).to.be.oneOf([200, 503]);

    between.open();
    await until(async () => (await status('/salud')) === 200);
    expect(await status('/ingreso')).to.equal(200);
    expect(await app.end()).to.equal(0);
    await between.close();
    await embedded.stop();
  }).timeout(90_000);
});
