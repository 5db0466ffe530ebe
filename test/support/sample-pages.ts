// A small application that draws sample pages with the real engine, layouts and parts, behind the real headers.
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { securityHeaders } from '../../server/platform/http/security.ts';
import {
  createPages,
  type FormState,
  type PageData,
  renderError,
} from '../../server/platform/pages/index.ts';
import { languageOf } from '../../server/platform/words/index.ts';

const root = join(import.meta.dirname, '../..');

/** The frame of a sample page: a signed-in person, a menu, a message. */
export function samplePage(changes: Partial<PageData> = {}): PageData {
  return {
    language: 'es',
    nonce: 'n0nce',
    entity: 'Secretaría de Educación de Valle Alto',
    user: { name: 'Ana Martínez', position: 'Oficina de calidad', initials: 'AM', href: '/mi-cuenta' },
    menu: [
      { heading: null, items: [{ href: '/', label: 'Inicio', current: false }] },
      {
        heading: 'Documentos',
        items: [
          { href: '/documentos', label: 'Listado maestro', current: true },
          { href: '/tareas', label: 'Mis tareas', current: false, count: 7 },
          { href: '/auditorias', label: 'Auditorías', current: false },
        ],
      },
    ],
    flash: null,
    csrf: 'token-of-session',
    once: 'one-time-key',
    path: '/documentos?estado=vigente&pagina=2&orden=codigo',
    demo: false,
    footer: [{ href: '/accesibilidad', label: 'Accesibilidad' }],
    languageAction: '/idioma',
    ...changes,
  };
}

/** An application with one address per sample: `/registro`, `/lista`, `/formulario`, `/error/:status`, `/inerte`. */
export function sampleApp(data: Record<string, Record<string, unknown>>, cache = true): Express {
  const app = express();
  createPages({ viewsDir: join(root, 'views'), cache }).install(app);
  app.set('views', [join(root, 'views'), join(root, 'test/platform/samples')]);
  app.use(securityHeaders({ https: false }));
  app.use((request, response, next) => {
    const language = languageOf(request.get('accept-language'), request.query.idioma);
    const isOpen = request.query.marco !== undefined;
    const changes = { language, nonce: response.locals.nonce, ...(isOpen ? { user: null, menu: [] } : {}) };
    response.locals.page = samplePage({ ...changes, ...(data.page as Partial<PageData> | undefined) });
    next();
  });
  app.get('/error/:status', (request, response) =>
    renderError(response, Number(request.params.status), 'errors.stale', { requestId: 'r-0142' }),
  );
  for (const [path, sample] of Object.entries(data)) {
    app.all(`/${path}`, (request, response) => {
      const layout = request.query.marco === undefined ? {} : { layout: request.query.marco };
      response.render(String(sample.view), { ...sample, ...layout });
    });
  }
  return app;
}

/** Listens on a free port while `work` runs. */
export async function listening<T>(app: Express, work: (base: string) => Promise<T>): Promise<T> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A form that came back with faults. */
export function returnedForm(values: Record<string, unknown>, errors: Record<string, string[]>): FormState {
  return { values, errors, once: 'one-time-key' };
}
