// The real column of middleware with routes that only tests know.
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { declareSlices } from '../../server/app.ts';
import { findUser } from '../../server/people/index.ts';
import { declarePolicy } from '../../server/platform/access/policy.ts';
import { installSessions, signIn } from '../../server/platform/access/sessions.ts';
import { act } from '../../server/platform/audit/act.ts';
import { NotFound, Refusal, Stale } from '../../server/platform/errors.ts';
import { fileStore, multipart } from '../../server/platform/files/index.ts';
import { choice, form, list, pageNumber, text } from '../../server/platform/forms/forms.ts';
import { isTokenOfSession } from '../../server/platform/http/csrf.ts';
import { showFailure } from '../../server/platform/http/failures.ts';
import { frame } from '../../server/platform/http/frame.ts';
import { createLog, requestLog } from '../../server/platform/http/log.ts';
import { mount, notFound } from '../../server/platform/http/mount.ts';
import { type AnyRoute, route } from '../../server/platform/http/route.ts';
import { noStore, securityHeaders } from '../../server/platform/http/security.ts';
import { createPages } from '../../server/platform/pages/index.ts';
import { openDatabase } from '../support/database.ts';
import { ana, Ledger } from './ledger.ts';

/** What the routes did, in order. */
export const steps: string[] = [];

declarePolicy({ 'tests.write': (user) => user.roles.includes('quality') });

const titleForm = form({ title: text({ max: 20 }), kind: choice(['a', 'b']), tags: list(text()) });
const open = async (title: string) => act('ledgers.open', ana, () => new Ledger({ title }).save());
const throwing = (path: string, make: () => unknown): AnyRoute =>
  route({ method: 'get', path, may: 'everyone', handle: () => Promise.reject(make() as Error) });

const upload = () =>
  multipart({
    maxBytes: 1_000_000,
    files: 2,
    allowed: ['txt'],
    checkToken: (fields, req) => isTokenOfSession(req, fields._csrf),
    temporary: fileStore().temporary,
  });

const routes = (): AnyRoute[] => [
  route({
    method: 'get', path: '/entrar/:id', may: 'everyone',
    load: async ({ id = '' }) => findUser(id),
    handle: async (ctx) => {
      if (ctx.subject) await signIn(ctx.req, ctx.subject);
      ctx.res.send('ok');
    },
  }),
  route({ method: 'get', path: '/ficha', may: 'everyone', handle: ({ res }) => void res.send(res.locals.page.csrf) }),
  route({
    method: 'get', path: '/fichas', may: 'signed_in', query: form({ q: text(), pagina: pageNumber() }),
    handle: ({ res, query }) => void res.json(query),
  }),
  route({
    method: 'post', path: '/fichas/:id', may: 'tests.write', form: titleForm,
    load: async ({ id }) => {
      steps.push('load');
      if (id !== '1') throw new NotFound();
      return { id };
    },
    again: ({ res, form: { values, errors } }) => void res.json({ values, errors }),
    handle: async (ctx) => {
      steps.push('handle');
      if (ctx.input.title === 'rechazo') throw new Refusal('errors.conflict');
      await open(ctx.input.title);
      await ctx.redirect('/fichas/1', { key: 'shared.yes' });
    },
  }),
  route({ method: 'post', path: '/publica', may: 'everyone', limit: { max: 3, minutes: 15 }, form: form({}), handle: (ctx) => ctx.redirect('/ficha') }),
  route({
    method: 'post', path: '/archivo', may: 'everyone', form: form({ what: text() }), upload: upload(),
    handle: async (ctx) => {
      await open(ctx.input.what);
      await ctx.redirect('/ficha');
    },
  }),
  route({ method: 'get', path: '/bajar', may: 'everyone', handle: (ctx) => ctx.download('acta\r\nX-Evil: 1 ñ".txt', 'text/plain', 'x') }),
  throwing('/error/inesperado', () => new Error('clave secreta en la pila')),
  throwing('/error/viejo', () => new Stale('errors.stale')),
  throwing('/error/version', () => Object.assign(new Error('x'), { name: 'VersionError' })),
  throwing('/error/repetido', () => Object.assign(new Error('x'), { code: 11000 })),
  throwing('/error/sin-base', () => Object.assign(new Error('x'), { name: 'MongoServerSelectionError' })),
]; // prettier-ignore

/** The column on a free port, with its address. */
export async function startColumn(
  options: { https?: boolean } = {},
): Promise<{ server: Server; close: () => Promise<void> }> {
  await openDatabase();
  declareSlices();
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.https ? 1 : false);
  app.use(securityHeaders({ https: options.https ?? false }));
  createPages({ viewsDir: join(import.meta.dirname, '../../views'), cache: true }).install(app);
  app.use(requestLog(createLog('silent')), noStore);
  installSessions(app, { secret: 'a secret that only these tests know', https: options.https ?? false });
  app.use(frame({ menu: [], entity: () => 'Prueba', demo: false }));
  mount(app, routes());
  app.use(notFound);
  app.use(showFailure);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) }; // prettier-ignore
}
