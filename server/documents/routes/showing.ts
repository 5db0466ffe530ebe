// Routes that show a document and its versions.
import { route } from '../../platform/http/route.ts';
import * as pages from '../pages/showing.ts';
import { loadDocument, loadVersion } from '../queries/loading.ts';

export const showing = [
  route({
    method: 'get',
    path: '/documentos/:code',
    may: 'documents.read',
    load: loadDocument,
    handle: pages.show,
  }),
  route({
    method: 'get',
    path: '/documentos/:code/versiones',
    may: 'documents.history',
    load: loadDocument,
    handle: pages.versions,
  }),
  route({
    method: 'get',
    path: '/documentos/:code/versiones/:number',
    may: 'documents.read_version',
    load: loadVersion,
    handle: pages.version,
  }),
  route({
    method: 'get',
    path: '/documentos/:code/versiones/:number/flujograma',
    may: 'documents.read_version',
    load: loadVersion,
    handle: pages.flow,
  }),
  route({
    method: 'get',
    path: '/documentos/:code/historial',
    may: 'documents.history',
    load: loadDocument,
    handle: pages.history,
  }),
];
