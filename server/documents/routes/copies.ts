// Routes of controlled copies.
import { route } from '../../platform/http/route.ts';
import { copyEndForm, copyForm } from '../forms/copies.ts';
import * as pages from '../pages/copies.ts';
import { loadDocument, loadVersion } from '../queries/loading.ts';

export const copies = [
  route({
    method: 'get',
    path: '/documentos/:code/versiones/:number/copia.pdf',
    may: 'documents.read_version',
    load: loadVersion,
    handle: pages.pdf,
  }),
  route({
    method: 'get',
    path: '/documentos/:code/copias',
    may: 'documents.copies',
    load: loadDocument,
    handle: pages.list,
  }),
  route({
    method: 'post',
    path: '/documentos/:code/copias',
    may: 'documents.copies',
    load: loadDocument,
    form: copyForm,
    again: pages.list,
    handle: pages.make,
  }),
  route({
    method: 'get',
    path: '/documentos/:code/copias/:copy/copia.pdf',
    may: 'documents.copies',
    load: pages.loadCopy,
    handle: pages.copyPdf,
  }),
  route({
    method: 'get',
    path: '/documentos/:code/copias/:copy/recogida',
    may: 'documents.copies',
    load: pages.loadCopy,
    handle: pages.end,
  }),
  route({
    method: 'post',
    path: '/documentos/:code/copias/:copy/recogida',
    may: 'documents.copies',
    load: pages.loadCopy,
    form: copyEndForm,
    again: pages.end,
    handle: pages.close,
  }),
];
