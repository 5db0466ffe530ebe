// Routes of adoption; its confirmation is an act on the version.
import { route } from '../../platform/http/route.ts';
import { adoptionForm, adoptionQuery, loadForm } from '../forms/adopting.ts';
import * as pages from '../pages/adopting.ts';
import { documentUpload } from '../pages/files.ts';

export const adopting = [
  route({
    method: 'get',
    path: '/documentos/adopciones',
    may: 'documents.refuse_adoption',
    handle: pages.list,
  }),
  route({
    method: 'get',
    path: '/documentos/adopciones/nueva',
    may: 'documents.propose_adoption',
    query: adoptionQuery,
    handle: pages.blank,
  }),
  route({
    method: 'post',
    path: '/documentos/adopciones',
    may: 'documents.propose_adoption',
    upload: documentUpload,
    form: adoptionForm,
    again: pages.again,
    handle: pages.propose,
  }),
  route({
    method: 'post',
    path: '/documentos/adopciones/borradores',
    may: 'documents.propose_adoption',
    form: loadForm,
    again: pages.list,
    handle: pages.load,
  }),
];
